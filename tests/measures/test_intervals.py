"""Wilson's interval, against its definition, its printed values and scipy's."""

import pytest
from hypothesis import assume, given, strategies as st
from scipy.stats import binomtest

from smart315.measures.intervals import wilson


TRIALS = st.integers(1, 10**7)


@given(TRIALS, st.floats(0, 1))
def test_the_rate_lies_inside_and_the_interval_on_the_scale(trials, share):
    successes = round(trials * share)

    low, high = wilson(successes, trials)

    assert 0 <= low <= successes / trials <= high <= 1


@given(TRIALS, st.floats(0, 1))
def test_it_is_the_one_that_others_compute(trials, share):
    successes = round(trials * share)
    theirs = binomtest(successes, trials).proportion_ci(0.95, method="wilson")

    assert wilson(successes, trials) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_more_of_the_same_is_surer(trials, share):
    successes = round(trials * share)
    assume(0 < successes < trials)
    low, high = wilson(successes, trials)
    more_low, more_high = wilson(10 * successes, 10 * trials)

    assert more_high - more_low < high - low


@pytest.mark.parametrize(("successes", "trials"), [(0, 0), (2, 1), (-1, 5)])
def test_what_is_no_rate_has_no_interval(successes, trials):
    with pytest.raises(ValueError, match="is no rate"):
        wilson(successes, trials)
