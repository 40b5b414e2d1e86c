from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from smart315.kernel.workdays import Calendar, Limit, Unit, due, explain, raw_last_day
from tests.given import NOON, SHANGHAI
from tests.given.kernel import CALENDAR_2026, HOLIDAYS, MAKEUP_WORKDAYS


WEEKENDS_STAY = Calendar(HOLIDAYS, MAKEUP_WORKDAYS, frozenset({2026}), roll_weekend=False)
DAYS_OF_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("length", "received", "expected"),
    [
        (7, "2026-02-12", "2026-02-28"),
        (7, "2026-02-13", "2026-03-02"),
        (7, "2026-04-29", "2026-05-12"),
        (7, "2026-09-18", "2026-09-29"),
        (7, "2026-09-24", "2026-10-12"),
        (7, "2026-09-29", "2026-10-14"),
        (10, "2026-09-30", "2026-10-20"),
        (3, "2026-06-17", "2026-06-23"),
    ],
)
def test_working_days_count_from_the_day_after_receipt(length, received, expected):
    answer = due(Limit(length, Unit.WORKDAYS), noon(received), CALENDAR_2026, SHANGHAI)

    assert answer.on == date.fromisoformat(expected)
    assert answer.provisional is False


@pytest.mark.parametrize(
    ("length", "received", "raw", "expected"),
    [
        (60, "2026-08-03", "2026-10-02", "2026-10-08"),
        (60, "2026-03-03", "2026-05-02", "2026-05-06"),
        (60, "2026-04-15", "2026-06-14", "2026-06-15"),
        (60, "2026-08-11", "2026-10-10", "2026-10-10"),
        (30, "2026-01-16", "2026-02-15", "2026-02-24"),
    ],
)
def test_natural_days_that_end_on_a_day_off_run_on(length, received, raw, expected):
    limit = Limit(length, Unit.DAYS)

    answer = due(limit, noon(received), CALENDAR_2026, SHANGHAI)

    assert raw_last_day(limit, date.fromisoformat(received), CALENDAR_2026).isoformat() == raw
    assert answer.on == date.fromisoformat(expected)


def test_a_period_in_days_ends_at_midnight_of_the_last_day():
    answer = due(Limit(1, Unit.WORKDAYS), NOON, CALENDAR_2026, SHANGHAI)

    assert answer.at == datetime(2026, 9, 2, 23, 59, 59, tzinfo=SHANGHAI)


def test_the_day_of_receipt_is_the_local_day():
    late_in_shanghai = datetime(2026, 8, 31, 16, 30, tzinfo=UTC)

    answer = due(Limit(1, Unit.DAYS), late_in_shanghai, CALENDAR_2026, SHANGHAI)

    assert answer.on == date(2026, 9, 2)


def test_hours_are_counted_exactly_through_nights_and_holidays():
    before_the_holiday = datetime(2026, 9, 30, 23, 10, tzinfo=SHANGHAI)

    answer = due(Limit(24, Unit.HOURS), before_the_holiday, CALENDAR_2026, SHANGHAI)

    assert answer.at == datetime(2026, 10, 1, 23, 10, tzinfo=SHANGHAI)
    assert answer.on == date(2026, 10, 1)
    assert answer.provisional is False


def test_hours_are_exact_where_the_clocks_change():
    berlin = ZoneInfo("Europe/Berlin")
    before_the_change = datetime(2026, 3, 28, 12, 0, tzinfo=berlin)

    answer = due(Limit(24, Unit.HOURS), before_the_change, CALENDAR_2026, berlin)

    assert answer.at.isoformat() == "2026-03-29T13:00:00+02:00"


@pytest.mark.parametrize(
    ("limit", "start", "expected"),
    [
        (Limit(1, Unit.MONTHS), date(2026, 1, 31), date(2026, 2, 28)),
        (Limit(1, Unit.MONTHS), date(2026, 12, 15), date(2027, 1, 15)),
        (Limit(13, Unit.MONTHS), date(2026, 3, 31), date(2027, 4, 30)),
        (Limit(3, Unit.YEARS), date(2026, 3, 15), date(2029, 3, 15)),
        (Limit(3, Unit.YEARS), date(2024, 2, 29), date(2027, 2, 28)),
        (Limit(4, Unit.YEARS), date(2024, 2, 29), date(2028, 2, 29)),
    ],
)
def test_months_and_years_end_on_the_corresponding_day(limit, start, expected):
    assert raw_last_day(limit, start, CALENDAR_2026) == expected


def test_hours_have_no_last_day():
    with pytest.raises(ValueError, match="Hours"):
        raw_last_day(Limit(1, Unit.HOURS), date(2026, 9, 1), CALENDAR_2026)


def test_a_limit_is_at_least_one_unit_long():
    with pytest.raises(ValueError, match="at least one"):
        Limit(0, Unit.DAYS)


def test_a_moment_without_a_time_zone_is_no_moment():
    with pytest.raises(ValueError, match="time zone"):
        due(Limit(1, Unit.DAYS), NOON.replace(tzinfo=None), CALENDAR_2026, SHANGHAI)


def test_a_weekend_may_end_a_period_where_the_rule_says_so():
    on_a_saturday = WEEKENDS_STAY.days_after(date(2026, 9, 1), 4)
    on_a_holiday = WEEKENDS_STAY.days_after(date(2026, 9, 1), 30)

    assert on_a_saturday == date(2026, 9, 5)
    assert on_a_holiday == date(2026, 10, 8)


@pytest.mark.parametrize(
    ("started", "limit", "expected"),
    [
        ("2026-11-02", Limit(7, Unit.WORKDAYS), ()),
        ("2026-12-30", Limit(1, Unit.WORKDAYS), (2027,)),
        ("2026-12-15", Limit(13, Unit.DAYS), ()),
        ("2026-12-15", Limit(14, Unit.DAYS), (2027,)),
        ("2026-12-20", Limit(60, Unit.DAYS), (2027,)),
        ("2025-12-31", Limit(1, Unit.WORKDAYS), ()),
        ("2025-12-30", Limit(1, Unit.WORKDAYS), (2025,)),
        ("2026-09-01", Limit(3, Unit.YEARS), (2027, 2028, 2029)),
    ],
)
def test_a_year_without_its_official_notice_is_never_counted_silently(started, limit, expected):
    answer = due(limit, noon(started), CALENDAR_2026, SHANGHAI)
    reason = explain(limit, noon(started), CALENDAR_2026, SHANGHAI)

    assert reason.provisional_years == expected
    assert answer.provisional is bool(expected)


def test_a_date_in_working_days_can_be_explained():
    reason = explain(Limit(7, Unit.WORKDAYS), noon("2026-09-24"), CALENDAR_2026, SHANGHAI)

    assert reason.start == date(2026, 9, 24)
    assert reason.first_counted == date(2026, 9, 28)
    assert reason.raw_last == reason.last == date(2026, 10, 12)
    assert not reason.rolled
    assert reason.skipped[:3] == tuple((date(2026, 9, n), "中秋节") for n in (25, 26, 27))
    assert reason.skipped[3:10] == tuple((date(2026, 10, n), "国庆节") for n in range(1, 8))
    assert reason.skipped[10:] == ((date(2026, 10, 11), ""),)
    assert reason.worked == ((date(2026, 10, 10), "国庆节"),)


def test_a_rolled_date_can_be_explained():
    reason = explain(Limit(60, Unit.DAYS), noon("2026-08-03"), CALENDAR_2026, SHANGHAI)

    assert reason.first_counted == date(2026, 8, 4)
    assert (reason.raw_last, reason.last) == (date(2026, 10, 2), date(2026, 10, 8))
    assert reason.rolled
    assert reason.skipped == tuple((date(2026, 10, n), "国庆节") for n in range(2, 8))
    assert reason.worked == ()


def test_a_period_that_ends_on_a_worked_saturday_says_so():
    reason = explain(Limit(60, Unit.DAYS), noon("2026-08-11"), CALENDAR_2026, SHANGHAI)

    assert not reason.rolled
    assert reason.skipped == ()
    assert reason.worked == ((date(2026, 10, 10), "国庆节"),)


def test_hours_need_no_further_explanation():
    reason = explain(Limit(48, Unit.HOURS), NOON, CALENDAR_2026, SHANGHAI)

    assert reason.first_counted == reason.start == date(2026, 9, 1)
    assert reason.last == date(2026, 9, 3)
    assert (reason.skipped, reason.worked, reason.provisional_years) == ((), (), ())


def test_no_working_day_cannot_be_counted():
    with pytest.raises(ValueError, match="at least one"):
        CALENDAR_2026.workdays_after(date(2026, 9, 1), 0)


def test_working_days_back_in_time_are_negative():
    assert CALENDAR_2026.workdays_between(date(2026, 9, 8), date(2026, 9, 1)) == -5


@given(DAYS_OF_2026, st.integers(1, 60))
def test_counting_lands_on_a_workday_and_is_undone_by_counting_back(start, n):
    end = CALENDAR_2026.workdays_after(start, n)

    assert CALENDAR_2026.is_workday(end)
    assert CALENDAR_2026.workdays_between(start, end) == n


@given(DAYS_OF_2026, st.integers(0, 40), st.integers(1, 30), st.integers(0, 10))
def test_a_later_start_or_a_longer_limit_never_ends_earlier(start, later, n, longer):
    first = CALENDAR_2026.workdays_after(start, n)
    second = CALENDAR_2026.workdays_after(start + timedelta(days=later), n + longer)

    assert first <= second


@given(DAYS_OF_2026, st.integers(1, 120), st.sampled_from(sorted(set(Unit) - {Unit.HOURS})))
def test_the_explanation_ends_where_the_due_date_does(start, length, unit):
    started = datetime.combine(start, NOON.timetz())
    limit = Limit(length if unit in {Unit.DAYS, Unit.WORKDAYS} else 1 + length // 12, unit)

    answer = due(limit, started, CALENDAR_2026, SHANGHAI)
    reason = explain(limit, started, CALENDAR_2026, SHANGHAI)

    assert reason.last == answer.on
    assert CALENDAR_2026.is_workday(answer.on)
    assert bool(reason.provisional_years) is answer.provisional
