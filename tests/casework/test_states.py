"""The life of a complaint as the handbook draws it (§2.5-2.6): the whole cross product."""

import pytest

from smart315.casework.codes import OUTCOMES, Outcome
from smart315.casework.states import (
    BEFORE_AGREEMENT,
    COMPLAINT,
    CONSUMER_LABELS,
    DECIDED,
    ENDED,
    MOVE_LABELS,
    Stage,
)
from smart315.kernel.transitions import UnlawfulMove


# Read off the diagram and the table of the handbook, one line a stage: move > where it leads.
LAWFUL = """
DRAFT          submit>SUBMITTED
SUBMITTED      request_supplement>SUPPLEMENT settle_first>NEGOTIATING accept>ACCEPTED
SUBMITTED      reject>REJECTED consult>CONSULT transfer>TRANSFERRED withdraw>WITHDRAWN
SUPPLEMENT     supplement>SUBMITTED lapse>REJECTED withdraw>WITHDRAWN
NEGOTIATING    settle>SETTLED fall_back>SUBMITTED withdraw>WITHDRAWN
SETTLED        close>CLOSED fall_back>SUBMITTED
REJECTED       close>CLOSED
TRANSFERRED    sign_for>SUBMITTED return_transfer>SUBMITTED close>CLOSED withdraw>WITHDRAWN
CONSULT
ACCEPTED       assign>INVESTIGATING transfer>TRANSFERRED withdraw>WITHDRAWN
INVESTIGATING  start_mediation>MEDIATING settle>SETTLED terminate>TERMINATED withdraw>WITHDRAWN
MEDIATING      suspend>SUSPENDED agree>AGREED terminate>TERMINATED withdraw>WITHDRAWN
SUSPENDED      resume>MEDIATING terminate>TERMINATED withdraw>WITHDRAWN
AGREED         verify_performance>PERFORMED default>DEFAULTED
DEFAULTED      verify_performance>PERFORMED close>CLOSED
PERFORMED      close>CLOSED
TERMINATED     close>CLOSED
WITHDRAWN      close>CLOSED
CLOSED         follow_up>FOLLOWED_UP reopen>REOPENED archive>ARCHIVED
FOLLOWED_UP    reopen>REOPENED archive>ARCHIVED
REOPENED       assign>INVESTIGATING
ARCHIVED
"""


def _table(text):
    rows = {}
    for line in text.split("\n"):
        source, *moves = line.split() or [""]
        for each in moves:
            name, target = each.split(">")
            rows[name, Stage[source]] = Stage[target]
    return rows


EXPECTED = _table(LAWFUL)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("move", COMPLAINT.moves)
def test_a_move_leads_where_the_handbook_says_or_is_unlawful(move, stage):
    target = EXPECTED.get((move, stage))

    if target is None:
        assert not COMPLAINT.allows(move, stage)
        with pytest.raises(UnlawfulMove):
            COMPLAINT.after(move, stage)
    else:
        assert COMPLAINT.allows(move, stage)
        assert COMPLAINT.after(move, stage) == target


def test_every_drawn_move_is_in_the_table():
    assert {move for move, _stage in EXPECTED} == set(COMPLAINT.moves)


def test_the_moves_t01_to_t23_are_all_there():
    codes = {move.code for move in COMPLAINT.moves.values()}

    numbered = {f"T{n:02}" for n in range(1, 24)}
    assert numbered <= codes
    # The handbook draws three more without a number; each bears the number of its sibling.
    assert codes - numbered == {"T09C", "T10S", "T14R"}


def test_the_table_knows_every_stage_and_begins_with_a_draft():
    assert COMPLAINT.stages == frozenset(Stage)
    assert COMPLAINT.initial is Stage.DRAFT


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_can_be_reached_from_a_draft(stage):
    reached, edge = {Stage.DRAFT}, {Stage.DRAFT}
    while edge:
        edge = {
            Stage(move.target.value) for here in edge for move in COMPLAINT.lawful(here)
        } - reached
        reached |= edge

    assert stage in reached


@pytest.mark.parametrize("stage", set(Stage) - {Stage.CONSULT, Stage.ARCHIVED})
def test_every_stage_has_a_way_out_but_the_two_that_are_final(stage):
    assert COMPLAINT.lawful(stage)


@pytest.mark.parametrize("stage", Stage)
def test_from_every_stage_but_a_consultation_the_archive_can_be_reached(stage):
    reached, edge = {stage}, {stage}
    while edge:
        edge = {move.target for here in edge for move in COMPLAINT.lawful(here)} - reached
        reached |= edge

    assert (Stage.ARCHIVED in reached) == (stage is not Stage.CONSULT)


def test_a_consumer_may_withdraw_exactly_before_an_agreement():
    assert {stage for move, stage in EXPECTED if move == "withdraw"} == set(BEFORE_AGREEMENT)
    after = {Stage.SETTLED, Stage.AGREED, Stage.DEFAULTED, Stage.PERFORMED}
    assert after.isdisjoint(BEFORE_AGREEMENT)


def test_only_what_is_decided_can_be_closed_and_each_has_its_outcomes():
    closable = {stage for move, stage in EXPECTED if move == "close"}

    assert closable == set(DECIDED) == set(OUTCOMES)
    assert all(OUTCOMES.values())
    assert {each for some in OUTCOMES.values() for each in some} == set(Outcome)
    assert {Stage.CLOSED, Stage.FOLLOWED_UP, Stage.ARCHIVED, Stage.CONSULT} == ENDED


def test_every_stage_and_move_has_words_for_its_readers():
    assert set(CONSUMER_LABELS) == set(Stage)
    assert set(MOVE_LABELS) == set(COMPLAINT.moves)
    texts = [*CONSUMER_LABELS.values(), *MOVE_LABELS.values(), *(stage.label for stage in Stage)]
    assert all(str(text).strip() for text in texts)
    assert len({stage.label for stage in Stage}) == len(Stage)


@pytest.mark.parametrize("word", ["处罚", "责令", "行政决定", "行政调解", "立案", "黑名单"])
def test_no_label_speaks_as_an_authority(word):
    # Handbook §16: an association is no administrative organ.
    labels = [*CONSUMER_LABELS.values(), *MOVE_LABELS.values(), *(stage.label for stage in Stage)]

    assert not [label for label in labels if word in str(label)]
