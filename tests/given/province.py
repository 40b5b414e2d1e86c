"""A small province day by day: two prefectures of two counties, and categories alike."""

import numpy as np

from smart315.signals.surveillance.cases import Cases
from smart315.signals.surveillance.expecting import Expectation
from smart315.signals.surveillance.recurring import Recurrence
from smart315.signals.surveillance.scanning import UNKNOWN, Scan, spreads_of
from smart315.signals.surveillance.trees import Tree


REGIONS = Tree.of([-1, 0, 0, 1, 1, 2, 2])
CATEGORIES = Tree.of([-1, 0, 0, 1, 1, 2, 2])
DAYS = 240


def quiet_cases(seed=1, days=DAYS, mean=0.5):
    """Return cases of ordinary days, none in a group."""
    counts = np.random.default_rng(seed).poisson(mean, (days, 4, 4))
    day, county, category = (
        np.repeat(each.ravel(), counts.ravel()) for each in np.indices(counts.shape)
    )
    return Cases(day, county, category, np.full(len(day), -1), np.full(len(day), -1))


def with_more(cases, *more):
    """Return the cases with more of them: (day, county, category, group[, business]) each."""
    added = np.array([(*each, -1)[:5] for each in more], dtype=np.int64).T
    whole = [
        np.concatenate([old, new])
        for old, new in zip(
            (cases.days, cases.counties, cases.categories, cases.groups, cases.businesses),
            added,
            strict=True,
        )
    ]
    order = np.argsort(whole[0], kind="stable")
    return Cases(*(each[order] for each in whole))


def table_of(cases, days=DAYS):
    """Return the daily counts of the cases."""
    return cases.table(days, 4, 4)


def expectation_of(counts, kind=None):
    """Return what the counts let expect."""
    days = len(counts)
    kind = np.zeros(days, dtype=np.int64) if kind is None else kind
    return Expectation(counts, CATEGORIES.branches, np.arange(days) % 7, kind)


def scan_of(counts, expected):
    """Return a scan that knows how the counts stray."""
    return Scan(
        REGIONS, CATEGORIES, spreads_of(Scan(REGIONS, CATEGORIES, UNKNOWN), counts, expected)
    )


RARE = Recurrence(rarity=3.0, days=60.0, steepness=1.7)
