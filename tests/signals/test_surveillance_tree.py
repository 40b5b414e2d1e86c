"""A rise is found at the level where it is, told once, with its cases and how seldom it comes."""

import numpy as np
import pytest
from hypothesis import given, settings as tried, strategies as st

from smart315.signals.surveillance.alarming import GroupWatch, Watch
from smart315.signals.surveillance.expecting import Memory
from smart315.signals.surveillance.grouped import GroupScan
from smart315.signals.surveillance.imagining import imagined
from smart315.signals.surveillance.recurring import Recurrence, episodes
from smart315.signals.surveillance.scanning import Scan
from smart315.signals.surveillance.spread import Spread
from smart315.signals.surveillance.trees import Tree
from tests.given.province import (
    CATEGORIES,
    DAYS,
    RARE,
    REGIONS,
    expectation_of,
    quiet_cases,
    scan_of,
    table_of,
    with_more,
)


LAST = DAYS - 1
COUNTY, CATEGORY = int(REGIONS.leaves[1]), int(CATEGORIES.leaves[2])


def alarms_of(cases, days=DAYS):
    counts = table_of(cases, days)
    expected = expectation_of(counts).all_days()
    return Watch(scan_of(counts, expected), RARE, 60).alarms(cases, counts, expected, days - 1)


def test_a_rise_in_one_county_and_category_is_told_with_its_cases():
    more = [(LAST - day, 1, 2, -1) for day in range(3) for _case in range(5)]
    cases = with_more(quiet_cases(), *more)

    first, *others = alarms_of(cases)

    assert (first.cell.region, first.cell.category) == (COUNTY, CATEGORY)
    assert first.since == LAST + 1 - first.cell.window_days
    assert first.observed == len(first.cases) > first.interval[1]
    assert {(int(cases.counties[row]), int(cases.categories[row])) for row in first.cases} == {
        (1, 2)
    }
    assert first.more_than_expected == pytest.approx(first.observed - first.expected)
    assert first.recurrence_days > 60
    assert [(each.cell.region, each.cell.category) for each in first.around] == [
        (REGIONS.parents[COUNTY], CATEGORY),
        (COUNTY, CATEGORIES.parents[CATEGORY]),
    ]
    assert others == []


def test_a_diffuse_rise_is_found_where_it_is_and_not_in_every_county():
    more = [(LAST - day, county, 2, -1) for day in range(3) for county in range(4) for _ in "ab"]

    first, *others = alarms_of(with_more(quiet_cases(), *more))

    assert (first.cell.region, first.cell.category) == (0, CATEGORY)
    assert len(first.nested) == 5
    assert all(each.more_than_expected > 0 for each in first.nested)
    assert others == []


def test_two_rises_that_have_nothing_to_do_with_each_other_are_two_alarms():
    one = [(LAST, 0, 0, -1)] * 12
    other = [(LAST, 3, 3, -1)] * 9

    found = alarms_of(with_more(quiet_cases(), *one, *other))

    assert [(each.cell.region, each.cell.category) for each in found] == [
        (REGIONS.leaves[0], CATEGORIES.leaves[0]),
        (REGIONS.leaves[3], CATEGORIES.leaves[3]),
    ]


def test_ordinary_days_are_no_alarm():
    assert alarms_of(quiet_cases()) == []


def test_in_the_first_weeks_there_is_no_alarm_and_in_the_first_months_a_great_rise_is_one():
    weeks, months = with_more(quiet_cases(days=40), *[(39, 1, 2, -1)] * 30), quiet_cases(days=75)

    assert alarms_of(weeks, 40) == []
    assert alarms_of(months, 75) == []
    (found,) = alarms_of(with_more(months, *[(74, 1, 2, -1)] * 30), 75)
    assert (found.cell.region, found.cell.category) == (COUNTY, CATEGORY)


def test_a_group_that_grows_faster_than_groups_do_is_an_alarm_of_its_own():
    pairs = [(day, day % 4, day % 3, 1000 + day) for day in range(30, DAYS)]
    pairs += pairs[::3]
    matter = [(LAST - case, case % 4, case % 4, 7) for case in range(9)]
    cases = with_more(quiet_cases(mean=3), *pairs, *matter)
    scan = GroupScan.learnt(cases, 30, LAST - 14)

    (found,) = GroupWatch(scan, Recurrence(3.0, 60.0, 1.7), 60).alarms(cases, LAST)

    assert (found.group, found.cell) == (7, None)
    assert found.observed == len(found.cases) == 9
    assert set(cases.groups[list(found.cases)]) == {7}
    assert found.interval[1] < found.observed


def test_a_group_that_has_always_been_large_is_expected():
    always = [(day, 0, 0, 5) for day in range(DAYS)]
    cases = with_more(quiet_cases(), *always)
    scan = GroupScan(means=(0.3, 0.3, 0.3), spreads=(Spread(1, 1),) * 3)

    (found,) = scan.found(cases, LAST)

    assert found.expected > 3
    assert found.chance > 0.01


def test_weekdays_and_surges_are_learnt_and_nothing_is_said_of_the_first_weeks():
    days = 400
    kind = np.isin(np.arange(days), [*range(100, 107), *range(380, 387)]).astype(np.int64)
    weekly = np.where(np.arange(days) % 7 == 6, 0.4, 1.1)
    mean = 4 * weekly * np.where(kind, 2.0, 1.0)
    counts = np.random.default_rng(2).poisson(mean[:, None, None], (days, 4, 4)).astype(float)

    expected = expectation_of(counts, kind).all_days()

    assert np.isnan(expected[: Memory().first]).all()
    assert expected[383].sum() == pytest.approx(16 * mean[383], rel=0.15)
    assert expected[398].sum() == pytest.approx(16 * mean[398], rel=0.15)
    assert (expected[Memory().first :] >= 0).all()


def test_the_spread_of_counts_is_found_again():
    random = np.random.default_rng(3)
    mean = random.uniform(0.1, 30, 40_000)
    counts = random.poisson(mean * random.gamma(8, 1 / 8, 40_000)).astype(float)

    spread = Spread.learnt(counts, mean)

    assert spread.phi == pytest.approx(1, abs=0.15)
    assert spread.kappa == pytest.approx(1 / 8, rel=0.2)


def test_days_that_are_imagined_are_like_the_days_they_are_imagined_from():
    counts = table_of(quiet_cases())
    days = imagined(
        expectation_of(counts), DAYS, 200, shock=0.0, slow=0.0, random=np.random.default_rng(4)
    )

    assert days.counts.mean() == pytest.approx(0.5, rel=0.15)
    assert days.expected.mean() == pytest.approx(days.counts.mean(), rel=0.1)


def test_episodes_are_counted_and_not_days():
    rarer = Recurrence.of(10.0 ** -np.random.default_rng(5).exponential(1 / 2.3, 4000))

    assert episodes(np.ones(100, dtype=bool)) == 1
    assert rarer.days_of(rarer.chance_of(365)) == pytest.approx(365)
    assert rarer.chance_of(365) < rarer.chance_of(60)
    assert rarer.chance_of(365) == pytest.approx(1 / 365, rel=0.6)


def test_a_past_with_more_false_alarms_makes_them_less_rare():
    believed = Recurrence(rarity=3.0, days=60.0, steepness=2.0)
    restless = np.ones(600)
    restless[::20] = 10**-3.2

    assert believed.corrected(restless).days < 40
    assert believed.corrected(np.ones(600)).days > 60


@tried(max_examples=30, deadline=None)
@given(st.integers(0, 3), st.integers(0, 3), st.integers(1, 20))
def test_more_cases_never_make_the_rarest_cell_less_rare(county, category, more):
    counts = np.random.default_rng(6).poisson(1.0, (14, 4, 4)).astype(float)
    scan = Scan(REGIONS, CATEGORIES, ((Spread(1.1, 0.05),) * 3,) * 5)
    expected = np.ones((14, 4, 4))
    raised = counts.copy()
    raised[-1, county, category] += more

    before, after = (scan.path(each, expected)[-1] for each in (counts, raised))

    assert after <= before


def test_a_tree_has_one_root():
    with pytest.raises(ValueError, match="one root"):
        Tree.of([-1, -1])
    with pytest.raises(ValueError, match="one root"):
        Tree.of([-1, 2, 1])
