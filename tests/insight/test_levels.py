"""Levels of group complaints and what they owe, by the register's values (GR-04, GR-05)."""

from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

from smart315.insight import levels
from smart315.insight.levels import Harm
from smart315.insight.states import LIFECYCLE, Level, ReportKind, State
from smart315.parameters.register import DECLARED


RULES = DECLARED["group.levels"].value
HOURS = DECLARED["group.report"].value


def level(**harm):
    return levels.judged(Harm(**{"people": 1, **harm}), RULES)[0]


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (4, Level.NONE), (5, Level.WATCH), (9, Level.WATCH), (10, Level.ORDINARY),
        (29, Level.ORDINARY), (30, Level.LARGER), (99, Level.LARGER), (100, Level.MAJOR),
    ],
)  # fmt: skip
def test_the_number_of_people_sets_the_level(people, expected):
    assert level(people=people) == expected


@pytest.mark.parametrize(
    ("yuan", "expected"),
    [
        (49_999, Level.NONE), (50_000, Level.WATCH), (200_000, Level.ORDINARY),
        (1_000_000, Level.LARGER), (5_000_000, Level.MAJOR),
    ],
)  # fmt: skip
def test_the_money_sets_the_level(yuan, expected):
    assert level(amount_fen=yuan * 100) == expected


@pytest.mark.parametrize(
    ("harm", "expected"),
    [
        ({"injured": 1}, Level.LARGER), ({"dead": 1}, Level.MAJOR),
        ({"prefectures": 2}, Level.LARGER), ({"absconded": True}, Level.LARGER),
        ({"in_media": True}, Level.LARGER),
    ],
)  # fmt: skip
def test_injury_death_spread_flight_and_media_raise_the_level(harm, expected):
    assert level(**harm) == expected


def test_the_reasons_are_those_of_the_level_reached():
    _level, why = levels.judged(Harm(people=12, dead=1), RULES)

    assert why == ("1人死亡",)


@given(
    st.integers(0, 300), st.integers(0, 10**9), st.integers(0, 5), st.integers(0, 3),
    st.booleans(), st.booleans(),
)  # fmt: skip
def test_more_harm_never_lowers_the_level(people, fen, injured, dead, absconded, in_media):
    harm = Harm(people, fen, 1, injured, dead, absconded, in_media)
    more = Harm(people + 1, fen + 1, 2, injured + 1, dead + 1, True, True)

    assert levels.judged(more, RULES)[0] >= levels.judged(harm, RULES)[0]


def test_what_is_owed_follows_from_the_level():
    assert levels.owed(Level.WATCH, HOURS) == ()
    (one,) = levels.owed(Level.ORDINARY, HOURS)
    assert (one.kind, one.within, one.to_province) == (
        ReportKind.FIRST, timedelta(hours=24), False,
    )  # fmt: skip
    first, written = levels.owed(Level.MAJOR, HOURS)
    assert (first.within, written.within) == (timedelta(hours=2), timedelta(hours=12))
    assert first.to_province


def test_every_state_can_be_reached_and_what_ended_can_be_taken_up_again():
    assert LIFECYCLE.stages == set(State)
    assert LIFECYCLE.allows("reopen", State.CLOSED)
    assert not LIFECYCLE.allows("dismiss", State.HANDLING)
