"""An invented Qinghai, day by day: 45 counties × 100 categories, with all that misleads a scan.

Eight prefectures; 20 branches of 100 categories. Weekdays, a season of each branch, a slow drift
of the channel, a surge of seven days around 3·15 (×1.8, learnt from former years), days on which a
whole branch strays (gamma, shape 8), and cells that depart from county × category (log-normal
0.3). Outbreaks of 6, 10, 16 or 30 more complaints over 14 days, ever more of them a day, in a
county, prefecture or the province, and a category or its branch.

Groups of complaints about one matter come as measured on 4,326 citizens' messages: for each 600
complaints 44 begin a day that have two members or more within 14 days, and each further member is
4.4 times rarer. An outbreak's complaints join one group, each with a chance of 0.8.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smart315.signals.surveillance.cases import Cases
from smart315.signals.surveillance.tails import Floats
from smart315.signals.surveillance.trees import Tree


COUNTIES = (7, 6, 5, 4, 5, 6, 6, 6)  # of each of the eight prefectures: 45
BRANCHES, CATEGORIES = 20, 100
DAYS, YEAR = 1260, 365
TESTED = DAYS - 486
SIZES, LASTS = (6, 10, 16, 30), 14
SURGE, SURGE_DAYS, MARCH = 1.8, 7, 71
SHOCK = 8.0
GROUPS, OF_VOLUME, RARER = 44, 600, 4.4
RECALL = 0.8
PLACES = ("county category", "county branch", "prefecture category", "prefecture branch",
          "province category")  # fmt: skip


@dataclass(frozen=True)
class Province:
    """Daily counts (days × counties × categories) and what they were drawn from."""

    regions: Tree
    categories: Tree
    counts: Floats
    share: Floats
    weekday: NDArray[np.int64]
    kind: NDArray[np.int64]


@dataclass(frozen=True)
class Injected:
    """An outbreak: its cases (14 days × counties × categories), first day, size and place."""

    cases: Floats
    start: int
    size: int
    place: str


def trees() -> tuple[Tree, Tree]:
    """Return the trees of regions and of categories."""
    prefecture = np.repeat(np.arange(8), COUNTIES) + 1
    branch = np.arange(CATEGORIES) // (CATEGORIES // BRANCHES) + 1
    return (
        Tree.of([-1, *[0] * 8, *prefecture.tolist()]),
        Tree.of([-1, *[0] * BRANCHES, *branch.tolist()]),
    )


def drawn(seed: int, volume: float) -> Province:
    """Draw days without outbreaks, `volume` complaints on an ordinary one."""
    random = np.random.default_rng([seed, round(volume)])
    regions, categories = trees()
    share = _shares(random)
    day = np.arange(DAYS)
    weekday = day % 7
    weekly = np.array([1.15, 1.1, 1.05, 1.0, 1.0, 0.85, 0.85])[weekday]
    kind = ((day % YEAR >= MARCH) & (day % YEAR < MARCH + SURGE_DAYS)).astype(np.int64)
    drift = 1 + 0.15 * np.sin(2 * np.pi * (day / 500 + random.uniform()))
    phase = random.uniform(size=BRANCHES)
    season = 1 + 0.2 * np.sin(2 * np.pi * (day[:, None] / YEAR + phase))
    shock = random.gamma(SHOCK, 1 / SHOCK, (DAYS, BRANCHES))
    level = volume * (weekly * drift * np.where(kind, SURGE, 1.0))[:, None] * season * shock
    counts = random.poisson(level[:, None, categories.branches] * share)
    return Province(regions, categories, counts.astype(float), share, weekday, kind)


def groups(seed: int, volume: float) -> Cases:
    """Draw the groups that ordinary days hold; only their members, and where does not matter."""
    random = np.random.default_rng([seed, round(volume), 3])
    begun = random.poisson(GROUPS * volume / OF_VOLUME, DAYS)
    start = np.repeat(np.arange(DAYS), begun)
    size = 1 + random.geometric(1 - 1 / RARER, len(start))
    group = np.repeat(np.arange(len(start)), size)
    day = np.repeat(start, size) + random.integers(0, LASTS, len(group))
    order = np.argsort(day, kind="stable")
    nowhere = np.zeros(len(group), dtype=np.int64)
    return Cases(day[order], nowhere, nowhere, group[order], nowhere - 1)


def grouped(outbreak: Injected, seed: int, number: int) -> NDArray[np.int64]:
    """Return how many complaints of each day of an outbreak join its group."""
    random = np.random.default_rng([seed, 11, number])
    joined: NDArray[np.int64] = random.binomial(outbreak.cases.sum(axis=(1, 2)).astype(int), RECALL)
    return joined


def injected(province: Province, seed: int, number: int) -> list[Injected]:
    """Draw outbreaks of every size and kind of place in turn, at days of the test."""
    random = np.random.default_rng([seed, 7])
    return [_injected(province, random, each) for each in range(number)]


def _shares(random: np.random.Generator) -> Floats:
    county = 1 / np.arange(1, 46) ** 0.8
    random.shuffle(county)
    category = 1 / np.arange(1, CATEGORIES + 1) ** 0.7
    random.shuffle(category)
    share = np.outer(county, category) * random.lognormal(0, 0.3, (45, CATEGORIES))
    shares: Floats = share / share.sum()
    return shares


def _injected(province: Province, random: np.random.Generator, number: int) -> Injected:
    size, place = SIZES[number % len(SIZES)], PLACES[number // len(SIZES) % len(PLACES)]
    county, category = random.integers(45), random.integers(CATEGORIES)
    where, what = place.split()
    region = province.regions.lines[province.regions.leaves[county]]
    node = province.categories.lines[province.categories.leaves[category]]
    under = np.outer(
        province.regions.within(region[("county", "prefecture", "province").index(where)]),
        province.categories.within(node[("category", "branch").index(what)]),
    )
    chance = (province.share * under).ravel()
    cells = random.choice(chance.size, size, p=chance / chance.sum())
    rising = np.arange(1, LASTS + 1) / np.arange(1, LASTS + 1).sum()
    days = random.choice(LASTS, size, p=rising)
    cases = np.zeros((LASTS, 45, CATEGORIES))
    np.add.at(cases.reshape(LASTS, -1), (days, cells), 1)
    start = int(random.integers(TESTED + LASTS, DAYS - LASTS))
    return Injected(cases, start, size, place)
