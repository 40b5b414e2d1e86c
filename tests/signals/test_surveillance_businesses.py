"""A rise at one business is told by the business; a rise of a whole trade is not."""

import numpy as np
import pytest
from hypothesis import given, settings as tried, strategies as st

from smart315.signals.surveillance import nightly, trades_learnt
from smart315.signals.surveillance.cases import NO_BUSINESS, Cases
from smart315.signals.surveillance.jointly import BUSINESS_SHARE, TREE_SHARE
from smart315.signals.surveillance.mixing import Mixture
from smart315.signals.surveillance.nightly import Model, Night
from smart315.signals.surveillance.province import Learnt
from smart315.signals.surveillance.recurring import Recurrence
from smart315.signals.surveillance.scanning import UNKNOWN
from smart315.signals.surveillance.trades_learnt import LearntBusinesses
from tests.given.province import (
    CATEGORIES,
    DAYS,
    RARE,
    REGIONS,
    expectation_of,
    quiet_cases,
    table_of,
    with_more,
)


LAST = DAYS - 1
NEWCOMER = 999


def named(cases, each=12, seed=3):
    """Let each county and category have so many businesses, as unequal as they are."""
    random = np.random.default_rng(seed)
    share = 1 / np.arange(1, each + 1)
    own = random.choice(each, len(cases.days), p=share / share.sum())
    business = (cases.counties * 4 + cases.categories) * each + own
    business[random.random(len(business)) < 0.1] = NO_BUSINESS
    return Cases(cases.days, cases.counties, cases.categories, cases.groups, business)


@pytest.fixture(scope="module")
def ordinary():
    return named(quiet_cases())


@pytest.fixture(scope="module")
def model(ordinary):
    scan = trades_learnt.scan_of(night_of(ordinary).past, night_of(ordinary).trades, 60, LAST - 14)
    return Model(Learnt(UNKNOWN, RARE), LearntBusinesses(scan, Recurrence(4.0, 60.0, 1.7)))


def night_of(cases):
    return Night(expectation_of(table_of(cases)), cases, REGIONS, CATEGORIES)


def alarms_of(model, cases):
    return night_of(cases).alarms(model, 60)


def test_a_rise_at_one_business_names_it_and_holds_its_cases_only(model, ordinary):
    business = (1 * 4 + 2) * 12 + 7
    cases = with_more(ordinary, *[(LAST - day, 1, 2, -1, business) for day in range(7)])

    first, *others = alarms_of(model, cases)

    assert first.business == business
    assert (REGIONS.depths[first.cell.region], first.recurrence_days > 60) == (1, True)
    assert set(cases.businesses[list(first.cases)]) == {business}
    assert first.observed == len(first.cases) >= 6 > first.interval[1]
    assert first.expected < 1
    assert first.around[0].observed > first.observed
    assert others == []


def test_a_rise_at_a_business_that_is_new_leaves_its_first_case_out(model, ordinary):
    cases = with_more(ordinary, *[(LAST - each // 2, 0, 0, -1, NEWCOMER) for each in range(10)])

    (found,) = alarms_of(model, cases)

    assert found.business == NEWCOMER
    assert 1 < found.expected < 2
    assert found.interval[0] == 1


def test_a_rise_of_a_whole_trade_is_no_rise_of_its_businesses(model, ordinary):
    rise = [
        (LAST - day, county, 2, -1, (county * 4 + 2) * 12 + each)
        for day in range(2) for county in range(4) for each in range(0, 12, 2)
    ]  # fmt: skip

    first, *others = alarms_of(model, with_more(ordinary, *rise))

    assert (first.business, first.cell.region) == (None, 0)
    assert CATEGORIES.parents[first.cell.category] in {0, 1, 2}
    assert others == []


def test_ordinary_days_are_no_alarm(model, ordinary):
    assert alarms_of(model, ordinary) == []


def test_what_was_learnt_is_read_as_it_was_written(model):
    kept = nightly.written(model)

    assert nightly.is_whole(kept)
    assert nightly.read(kept) == model
    assert not nightly.is_whole({"spreads": [], "recurrence": []})


def test_of_too_few_complaints_that_name_a_business_nothing_is_learnt():
    nameless = night_of(quiet_cases())

    learnt = nameless.learn()

    assert learnt.businesses is None
    assert nameless.alarms(learnt, 60) == []


def test_the_past_tells_how_seldom_chance_raises_a_business(ordinary):
    night = night_of(ordinary)

    learnt = trades_learnt.learn(night.past, night.trades, LAST - 14)

    assert learnt == trades_learnt.learn(night_of(ordinary).past, night.trades, LAST - 14)
    assert learnt.recurrence.chance_of(365) < learnt.recurrence.chance_of(60) < 0.05


def test_exchanged_businesses_stay_in_their_prefecture_and_category(ordinary):
    trades = night_of(ordinary).trades
    first = next(trades_learnt.exchanged(trades))

    def held(each):
        return sorted(zip(each.parted(each.keys[0])[1], each.parted(each.keys[0])[2],
                          each.businesses, strict=True))  # fmt: skip

    assert held(first) == held(trades)
    assert not np.array_equal(first.businesses, trades.businesses)


def test_two_looks_that_share_the_alarms_bring_no_more_than_is_stated():
    one = Recurrence(3.0, 60.0, 1.7)

    often = sum(
        1 / one.days_of(one.sharing(share).chance_of(100)) for share in (TREE_SHARE, BUSINESS_SHARE)
    )

    assert often == pytest.approx(1 / 100)


@tried(max_examples=40, deadline=None)
@given(st.integers(0, 60), st.floats(0.05, 20))
def test_a_business_is_expected_between_its_own_past_and_its_like(seen, exposure):
    prior = Mixture()
    mean, deviation = prior.posterior(np.array([float(seen)]), np.array([exposure]))

    lowest = min(seen / exposure, *(np.array(prior.shapes) / np.array(prior.rates)))
    highest = max(seen / exposure, *(np.array(prior.shapes) / np.array(prior.rates)))
    assert lowest - 1e-9 <= mean[0] <= highest + 1e-9
    assert deviation[0] > 0


def test_how_unequal_businesses_are_is_learnt():
    random = np.random.default_rng(4)
    rates = np.where(random.random(6000) < 0.8, random.gamma(1.0, 0.5, 6000),
                     random.gamma(3.0, 1.0, 6000))  # fmt: skip
    seen = random.poisson(rates * 3.0)
    known = seen > 0

    prior = Mixture.learnt(seen[known], np.full(int(known.sum()), 3.0))

    for count in (1, 3, 12):
        mean, _deviation = prior.posterior(np.array([float(count)]), np.array([3.0]))
        assert mean[0] == pytest.approx(rates[seen == count].mean(), rel=0.25)
