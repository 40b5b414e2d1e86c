"""A complaint from elsewhere arrives with a history that the table of moves allows."""

from datetime import timedelta

import pytest
from hypothesis import given as for_all, strategies as some

from smart315.casework.codes import OUTCOMES, Outcome
from smart315.casework.exchange import histories
from smart315.casework.states import COMPLAINT, Stage
from tests.given import NOON


STAGES = [stage for stage in Stage if stage is not Stage.DRAFT]
ENDS = [(stage, outcome) for stage in sorted(histories.WITH_OUTCOME) for outcome in Outcome]
RECEIVED = NOON - timedelta(days=100)


@pytest.mark.parametrize("stage", STAGES)
def test_a_lawful_way_leads_to_every_stage(stage):
    moves = histories.path(stage)

    assert moves[0] == "submit"
    assert histories.stages(moves)[-1] == stage


@pytest.mark.parametrize(("stage", "outcome"), ENDS)
def test_a_way_passes_through_what_led_to_the_outcome(stage, outcome):
    passed = histories.stages(histories.path(stage, outcome))

    assert passed[-1] == stage
    assert outcome in OUTCOMES[passed[passed.index(Stage.CLOSED) - 1]]


@pytest.mark.parametrize("outcome", [Outcome.SETTLED, Outcome.MEDIATED, Outcome.TERMINATED])
def test_what_the_association_solved_it_had_accepted(outcome):
    assert "accept" in histories.path(Stage.CLOSED, outcome)


def test_only_who_stands_in_the_direct_channel_came_through_it():
    through = {stage for stage in STAGES if "settle_first" in histories.path(stage)}

    assert through == {Stage.NEGOTIATING}


def test_the_two_known_days_bound_the_history():
    moves = histories.path(Stage.ARCHIVED, Outcome.MEDIATED)
    made = dict(zip(moves, histories.moments(moves, RECEIVED, NOON), strict=True))

    assert made["submit"] == made["accept"] == RECEIVED
    assert RECEIVED < made["assign"] < made["start_mediation"] < made["verify_performance"] < NOON
    assert made["close"] == made["archive"] == NOON


@pytest.mark.parametrize("until", [None, RECEIVED, RECEIVED - timedelta(days=1)])
def test_without_a_later_day_everything_happened_on_arrival(until):
    moves = histories.path(Stage.MEDIATING)

    assert set(histories.moments(moves, RECEIVED, until)) == {RECEIVED}


@for_all(
    stage=some.sampled_from(STAGES),
    outcome=some.sampled_from(list(Outcome)),
    age=some.timedeltas(timedelta(0), timedelta(days=12_000)),
    days=some.integers(0, 4000),
)
def test_moments_never_run_backwards_nor_beyond_what_is_known(stage, outcome, age, days):
    moves = histories.path(stage, outcome if stage in histories.WITH_OUTCOME else None)
    received = NOON - age
    until = received + timedelta(days=days)

    made = histories.moments(moves, received, until)

    assert len(made) == len(moves)
    assert made == sorted(made)
    assert received <= made[0]
    assert made[-1] <= until


def test_the_table_of_moves_is_the_judge():
    assert COMPLAINT.initial == Stage.DRAFT
    for stage in STAGES:
        assert histories.stages(histories.path(stage))
