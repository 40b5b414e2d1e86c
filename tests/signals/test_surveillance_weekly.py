"""A week is an alarm when its own past makes so many cases rare; little past says little."""

import numpy as np
import pytest
from hypothesis import given, settings as tried, strategies as st
from hypothesis.extra.numpy import arrays

from smart315.signals.surveillance.explaining import State, explained
from smart315.signals.surveillance.terms import Settings
from smart315.signals.surveillance.weekly import watched


YEARS = 4
SEASON = (np.arange(52 * YEARS) + 0.5) / 52 % 1
counts = arrays(float, (3, 40), elements=st.integers(0, 60).map(float))


def ordinary(mean, seed=7, weeks=52 * YEARS):
    return np.random.default_rng(seed).poisson(mean, (1, weeks)).astype(float)


def last(series, **rest):
    return explained(watched(series, SEASON[: series.shape[1]], **rest), 0, series.shape[1] - 1)


@pytest.mark.parametrize(("mean", "cases"), [(0.3, 5), (5, 20), (400, 600)])
def test_a_sudden_rise_is_an_alarm_at_low_counts_and_at_high(mean, cases):
    series = ordinary(mean)
    series[0, -1] = cases

    found = last(series)

    assert found.state == State.ALARM
    assert found.expected == pytest.approx(mean, rel=0.4)
    assert found.more_than_expected == cases - found.expected
    assert found.recurrence_months > 23
    assert found.fewest_for_alarm <= cases


def test_the_smallest_count_that_would_be_an_alarm_is_one_and_one_fewer_is_not():
    series = ordinary(4)
    series[0, -2] = 4
    fewest = last(series).fewest_for_alarm

    series[0, -1] = fewest
    assert last(series).state == State.ALARM
    series[0, -1] = fewest - 1
    assert last(series).state == State.ORDINARY


def test_two_raised_weeks_together_are_an_alarm_that_neither_is_alone():
    series = ordinary(4)
    series[0, -2:] = 4, 8
    alone = last(series)
    series[0, -2] = 8
    together = last(series)

    assert (alone.state, alone.window_weeks) == (State.ORDINARY, 1)
    assert (together.state, together.window_weeks) == (State.ALARM, 2)
    assert together.observed_in_window == 16
    assert together.expected_in_window == pytest.approx(8, rel=0.3)


def test_the_season_that_comes_every_year_is_no_alarm():
    rhythm = 20 * np.exp(np.cos(2 * np.pi * SEASON))
    series = np.random.default_rng(3).poisson(rhythm)[None].astype(float)

    found = watched(series, SEASON, since=52 * 3)

    assert found.alarm.mean() < 0.05
    assert explained(found, 0, 52 * 3).expected == pytest.approx(rhythm[52 * 3], rel=0.25)


def test_an_outbreak_of_the_past_hardly_raises_what_is_expected():
    quiet, struck = ordinary(5), ordinary(5)
    struck[0, 100:103] += 60

    assert last(struck).expected == pytest.approx(last(quiet).expected, rel=0.1)


def test_a_holiday_that_halves_the_week_is_expected_when_it_is_named():
    holidays = np.zeros((52 * YEARS, 1))
    holidays[26::52] = holidays[-1] = 1
    series = np.random.default_rng(5).poisson(40 * 0.5 ** holidays[:, 0])[None].astype(float)

    assert last(series, regressors=holidays).expected == pytest.approx(20, rel=0.25)
    assert last(series).expected > 30


def test_without_a_past_nothing_is_claimed_and_with_a_week_of_it_little():
    series = np.array([[3.0, 3.0, 30.0]])
    found = watched(series, SEASON[:3])
    low, high = found.interval()

    assert explained(found, 0, 0).state == State.NO_HISTORY
    assert explained(found, 0, 0).expected is None
    assert explained(found, 0, 1).state == State.ORDINARY
    assert high[0, 1] - low[0, 1] >= 8
    assert explained(found, 0, 2).state == State.ALARM
    assert explained(found, 0, 2).history_weeks == 2


def test_missing_weeks_are_said_to_be_missing_and_the_others_go_on():
    series = ordinary(5)
    series[0, 10:30] = np.nan
    series[0, -2] = np.nan
    found = watched(series, SEASON)

    assert explained(found, 0, 20).state == State.NO_COUNT
    assert explained(found, 0, 20).expected is not None
    assert explained(found, 0, series.shape[1] - 1).window_weeks == 1
    assert np.isfinite(found.chance[0, 30:-2]).all()


def test_a_series_without_any_count_and_one_of_zeros_have_answers():
    series = np.vstack([np.full(60, np.nan), np.zeros(60)])
    found = watched(series, SEASON[:60])

    assert explained(found, 0, 59).state == State.NO_COUNT
    assert 0 < found.expected[1, 59] < 0.05
    assert not found.alarm.any()


def test_false_alarms_of_quiet_series_stay_at_the_rate_that_is_asked():
    series = np.random.default_rng(11).negative_binomial(6, 0.5, (300, 52 * YEARS)).astype(float)

    found = watched(series, SEASON, settings=Settings(false_alarms=0.02), since=52 * YEARS - 10)

    assert 0.012 < found.alarm[:, -10:].mean() < 0.03


@tried(max_examples=25, deadline=None)
@given(counts)
def test_what_is_expected_is_never_negative_and_chances_are_chances(series):
    found = watched(series, SEASON[:40])

    assert (found.expected[:, 1:] >= 0).all()
    assert ((found.chance[:, 1:] > 0) | (series[:, 1:] > 50)).all()
    assert (found.chance[:, 1:] <= 1).all()


@tried(max_examples=25, deadline=None)
@given(counts, st.integers(1, 50))
def test_more_cases_never_make_a_week_less_of_an_alarm(series, more):
    raised = series.copy()
    raised[:, -1] += more

    before, after = (watched(each, SEASON[:40], since=39).chance for each in (series, raised))

    assert (after[:, -1] <= before[:, -1] + 1e-12).all()


@tried(max_examples=15, deadline=None)
@given(counts, st.permutations(range(3)))
def test_the_order_of_the_series_changes_nothing(series, order):
    found, turned = watched(series, SEASON[:40]), watched(series[list(order)], SEASON[:40])

    np.testing.assert_allclose(found.chance[list(order)], turned.chance, rtol=1e-9)
    np.testing.assert_allclose(found.expected[list(order)], turned.expected, rtol=1e-9)


@pytest.mark.parametrize("times", [3, 10])
def test_counting_in_larger_numbers_raises_what_is_expected_as_much(times):
    series = ordinary(50)

    assert last(series * times).expected == pytest.approx(last(series).expected * times, rel=0.03)
