import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from smart315.signals.surveillance import tails
from smart315.signals.surveillance.numbering import Numbering
from smart315.signals.surveillance.outcomes import compared
from smart315.signals.surveillance.windows import Windows


means = st.floats(0.01, 500)


@given(st.integers(0, 800), means, st.floats(1.05, 20))
def test_a_tail_is_that_of_the_negative_binomial(count, mean, phi):
    size = mean / (phi - 1)

    assert tails.at_least(count, mean, phi * mean) == pytest.approx(
        stats.nbinom.sf(count - 1, size, 1 / phi), rel=1e-6, abs=1e-12
    )


@given(st.integers(0, 800), means)
def test_a_variance_no_larger_than_the_mean_is_poisson(count, mean):
    assert tails.at_least(count, mean, 0) == pytest.approx(
        stats.poisson.sf(count - 1, mean), rel=1e-3, abs=1e-12
    )


def test_two_windows_are_paid_for():
    random = np.random.default_rng(1)
    newest, before = random.uniform(size=(2, 400_000))

    both = Windows().together(newest, before)

    assert [np.mean(both <= each) / each for each in (0.01, 0.05)] == pytest.approx(
        [1, 1], abs=0.05
    )
    assert Windows().first_week_share == pytest.approx(0.8, abs=0.02)


def test_a_year_has_53_weeks_where_the_53rd_is_named():
    weeks = Numbering.of({(2004, 53), (2006, 1)}).weeks

    assert weeks[:2] == ((2004, 53), (2005, 1))
    assert weeks[-2:] == ((2005, 52), (2006, 1))


def test_an_outbreak_is_found_by_any_of_its_weeks_and_alarms_outside_are_false():
    alarm = np.array([[0, 1, 0, 1, 0, 0, 0]], dtype=bool)
    outbreak = np.array([[0, 0, 1, 1, 0, 1, 1]], dtype=bool)

    found = compared(alarm, outbreak, np.ones_like(alarm))

    assert (found.outbreaks, found.found, found.found_in_first_week) == (2, 1, 0)
    assert found.delays == (1,)
    assert (found.quiet_weeks, found.false_alarms) == (3, 1)
