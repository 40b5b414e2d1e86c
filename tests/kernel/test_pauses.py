from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from smart315.kernel.pauses import Pause, due_with_pauses, explain_with_pauses
from smart315.kernel.workdays import Limit, Unit, due, explain
from tests.given import NOON, SHANGHAI
from tests.given.kernel import CALENDAR_2026


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def paused(first: str, last: str) -> Pause:
    return Pause(at(first), at(last))


def end(limit: Limit, *pauses: Pause, started: datetime = NOON) -> datetime:
    return due_with_pauses(limit, started, pauses, CALENDAR_2026, SHANGHAI).at


def last_day(limit: Limit, *pauses: Pause, started: datetime = NOON) -> date:
    return due_with_pauses(limit, started, pauses, CALENDAR_2026, SHANGHAI).on


TEN_WORKDAYS = Limit(10, Unit.WORKDAYS)  # from 1 September to the 15th
TWENTY_DAYS = Limit(20, Unit.DAYS)  # from 1 September to the 21st


@pytest.mark.parametrize(
    ("pause", "expected"),
    [
        (paused("2026-09-03T10:00", "2026-09-03T18:00"), date(2026, 9, 15)),
        (paused("2026-09-03T10:00", "2026-09-04T18:00"), date(2026, 9, 15)),
        (paused("2026-09-02T10:00", "2026-09-04T18:00"), date(2026, 9, 16)),
        (paused("2026-09-03T00:00", "2026-09-04T00:00"), date(2026, 9, 16)),
        (paused("2026-09-04T10:00", "2026-09-07T18:00"), date(2026, 9, 15)),
        (paused("2026-09-08T10:00", "2026-09-11T18:00"), date(2026, 9, 17)),
    ],
)
def test_of_working_days_only_whole_ones_are_given_back(pause, expected):
    assert last_day(TEN_WORKDAYS, pause) == expected


@pytest.mark.parametrize(
    ("pause", "expected"),
    [
        (paused("2026-09-03T10:00", "2026-09-03T18:00"), date(2026, 9, 21)),
        (paused("2026-09-03T23:00", "2026-09-04T01:00"), date(2026, 9, 22)),
        (paused("2026-09-03T10:00", "2026-09-05T10:00"), date(2026, 9, 23)),
        (paused("2026-09-03T10:00", "2026-09-07T10:00"), date(2026, 9, 28)),
    ],
)
def test_of_natural_days_every_day_is_given_back_and_the_end_still_rolls(pause, expected):
    assert last_day(TWENTY_DAYS, pause) == expected


def test_hours_are_given_back_exactly():
    answer = end(Limit(24, Unit.HOURS), paused("2026-09-01T13:00", "2026-09-01T14:30"))

    assert answer == at("2026-09-02T13:30")


@pytest.mark.parametrize("limit", [TEN_WORKDAYS, TWENTY_DAYS, Limit(24, Unit.HOURS)])
def test_a_pause_after_the_end_gives_nothing_back(limit):
    assert end(limit, paused("2026-09-24T10:00", "2026-09-30T10:00")) == end(limit)


@pytest.mark.parametrize(
    ("limit", "pause", "expected"),
    [
        (TEN_WORKDAYS, paused("2026-09-15T10:00", "2026-09-18T10:00"), date(2026, 9, 18)),
        (TEN_WORKDAYS, paused("2026-09-15T10:00", "2026-09-16T10:00"), date(2026, 9, 16)),
        (TEN_WORKDAYS, paused("2026-09-15T10:00", "2026-09-19T10:00"), date(2026, 9, 20)),
        (TWENTY_DAYS, paused("2026-09-21T10:00", "2026-09-23T10:00"), date(2026, 9, 23)),
    ],
)
def test_who_pauses_on_the_last_day_has_the_day_of_the_resumption(limit, pause, expected):
    assert last_day(limit, pause) == expected


def test_a_pause_on_the_days_over_which_an_end_rolled_leaves_the_day_of_the_resumption():
    limit = Limit(19, Unit.DAYS)  # raw 20 September, a worked Sunday
    rolled = Limit(25, Unit.DAYS)  # raw 26 September, rolled to the 28th

    assert last_day(limit) == date(2026, 9, 20)
    assert last_day(rolled) == date(2026, 9, 28)
    assert last_day(rolled, paused("2026-09-28T10:00", "2026-09-30T10:00")) == date(2026, 9, 30)


def test_overlapping_pauses_are_given_back_once():
    limit = Limit(24, Unit.HOURS)
    first = paused("2026-09-01T13:00", "2026-09-01T15:00")
    second = paused("2026-09-01T14:00", "2026-09-01T16:00")
    inside = paused("2026-09-01T13:30", "2026-09-01T14:00")

    assert end(limit, second, inside, first) == at("2026-09-02T15:00")


def test_time_before_the_start_is_not_given_back():
    limit = Limit(24, Unit.HOURS)

    assert end(limit, paused("2026-08-01T10:00", "2026-08-02T10:00")) == end(limit)
    assert end(limit, paused("2026-08-01T10:00", "2026-09-01T13:00")) == at("2026-09-02T13:00")


def test_a_pause_into_an_unannounced_year_makes_the_due_provisional():
    pause = paused("2026-12-01T10:00", "2027-01-20T10:00")

    answer = due_with_pauses(TWENTY_DAYS, at("2026-11-25T09:00"), [pause], CALENDAR_2026, SHANGHAI)

    assert answer.provisional


def test_a_pause_ends_after_it_begins():
    with pytest.raises(ValueError, match="after it begins"):
        paused("2026-09-02T10:00", "2026-09-01T10:00")


def test_a_pause_needs_a_time_zone():
    with pytest.raises(ValueError, match="time zone"):
        Pause(NOON.replace(tzinfo=None), NOON)


minutes = st.integers(-5_000, 60_000).map(lambda n: NOON + timedelta(minutes=n))
pauses = st.tuples(minutes, minutes).map(lambda pair: Pause(min(pair), max(pair)))
limits = st.builds(Limit, st.integers(1, 40), st.sampled_from(list(Unit)))


@given(limits, st.lists(pauses, max_size=4))
def test_pausing_never_makes_a_due_date_earlier(limit, held):
    without = due(limit, NOON, CALENDAR_2026, SHANGHAI)

    assert due_with_pauses(limit, NOON, held, CALENDAR_2026, SHANGHAI).at >= without.at


@given(limits, pauses)
def test_who_resumes_is_never_late_at_once_if_the_pause_began_in_time(limit, pause):
    without = due(limit, NOON, CALENDAR_2026, SHANGHAI)

    answer = due_with_pauses(limit, NOON, [pause], CALENDAR_2026, SHANGHAI)

    if pause.paused_at <= without.at:
        assert answer.at >= pause.resumed_at


@given(limits)
def test_without_pauses_both_ways_of_counting_agree(limit):
    assert due_with_pauses(limit, NOON, [], CALENDAR_2026, SHANGHAI) == due(
        limit, NOON, CALENDAR_2026, SHANGHAI
    )


def explained(limit, *pauses):
    return explain_with_pauses(limit, NOON, pauses, CALENDAR_2026, SHANGHAI)


@pytest.mark.parametrize("limit", [TEN_WORKDAYS, TWENTY_DAYS, Limit(48, Unit.HOURS)])
def test_without_a_pause_the_explanation_is_the_plain_one(limit):
    assert explained(limit) == explain(limit, NOON, CALENDAR_2026, SHANGHAI)


def test_of_natural_days_only_the_rest_at_the_new_end_is_named():
    away = paused("2026-09-10T10:00", "2026-09-20T10:00")

    # From 21 September ten days on: 1 October, over the holidays to the 8th.
    why = explained(TWENTY_DAYS, away)

    assert (why.raw_last, why.last) == (date(2026, 10, 1), date(2026, 10, 8))
    assert [name for _day, name in why.skipped] == ["国庆节"] * 7


def test_of_working_days_every_day_off_until_the_new_end_is_named():
    why = explained(TEN_WORKDAYS, paused("2026-09-10T10:00", "2026-09-28T10:00"))

    assert why.last == last_day(TEN_WORKDAYS, paused("2026-09-10T10:00", "2026-09-28T10:00"))
    assert (date(2026, 9, 25), "中秋节") in why.skipped
    assert (date(2026, 9, 20), "国庆节") in why.worked


def test_of_hours_the_day_is_that_of_the_new_end():
    why = explained(Limit(48, Unit.HOURS), paused("2026-09-02T10:00", "2026-09-05T10:00"))

    assert why.last == date(2026, 9, 6)
