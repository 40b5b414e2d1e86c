from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from smart315.measures.periods import LENGTH, Period, Span, UnknownPeriod, periods_until


PERIODS = st.builds(
    lambda year, span, number: Period(year, span, number % (12 // LENGTH[span]) + 1),
    st.integers(1990, 2100),
    st.sampled_from(Span),
    st.integers(0, 11),
)


@pytest.mark.parametrize(
    ("written", "first", "after", "before", "year_before"),
    [
        ("2024", date(2024, 1, 1), date(2025, 1, 1), "2023", "2023"),
        ("2019H1", date(2019, 1, 1), date(2019, 7, 1), "2018H2", "2018H1"),
        ("2019H2", date(2019, 7, 1), date(2020, 1, 1), "2019H1", "2018H2"),
        ("2024Q1", date(2024, 1, 1), date(2024, 4, 1), "2023Q4", "2023Q1"),
        ("2024q3", date(2024, 7, 1), date(2024, 10, 1), "2024Q2", "2023Q3"),
        (" 2024-01 ", date(2024, 1, 1), date(2024, 2, 1), "2023-12", "2023-01"),
        ("2024-12", date(2024, 12, 1), date(2025, 1, 1), "2024-11", "2023-12"),
    ],
)
def test_a_period_knows_its_days_and_what_it_is_compared_with(
    written, first, after, before, year_before
):
    period = Period.read(written)

    assert (period.first, period.after) == (first, after)
    assert (period.previous.code, period.year_before.code) == (before, year_before)


@pytest.mark.parametrize(
    "written", ["", "2024Q5", "2024H3", "2024-13", "2024-5", "24Q1", "2024 Q1", "0001", "9999"]
)
def test_what_is_no_period_is_refused_with_what_can_be_written(written):
    with pytest.raises(UnknownPeriod, match="2024Q3") as refused:
        Period.read(written)

    assert refused.value.written == written


@given(PERIODS)
def test_periods_of_one_length_follow_each_other_without_gap(period):
    assert period.previous.after == period.first
    assert period.last + timedelta(days=1) == period.after
    assert Period.read(period.code) == period


@given(PERIODS)
def test_a_day_lies_in_exactly_one_period_of_a_length(period):
    assert period.first in period
    assert period.last in period
    assert period.after not in period
    assert period.first not in period.previous


@given(PERIODS)
def test_a_period_is_made_of_its_months(period):
    months = [Period.read(each) for each in period.months]

    assert months[0].first == period.first
    assert months[-1].after == period.after
    assert len(months) == LENGTH[period.span]


def test_a_row_of_periods_ends_with_the_last():
    rows = list(periods_until(Period.read("2024Q2"), 6))

    assert [each.code for each in rows] == [
        "2023Q1", "2023Q2", "2023Q3", "2023Q4", "2024Q1", "2024Q2",
    ]  # fmt: skip
