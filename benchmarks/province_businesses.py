"""50,000 businesses of the invented Qinghai, whom its complaints are against.

Each has a home prefecture (one in fifty is everywhere), a category and, every second, another one
of the same branch; how many complaints each draws is as unequal as in Zipf's law (Pareto, tail
1.1). One in four opens within the time and has its customers by and by, in half a year; one in ten
closes. Three complaints in twenty name nobody
who is known. Outbreaks at one business: a third at one never complained about before, a third at
any, a third at one drawn by its complaints.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.province_days import CATEGORIES, DAYS, LASTS, SIZES, TESTED, Injected, Province
from smart315.signals.surveillance.cases import NO_BUSINESS, Cases
from smart315.signals.surveillance.tails import Floats


NUMBER = 50_000
EVERYWHERE, SECOND, OPENING, CLOSING, UNKNOWN = 0.02, 0.5, 0.25, 0.1, 0.15
TAIL, LARGEST = 1.1, 2000.0
GROWING = 180  # days
DRAWS = 6  # until one that is open is found
OF_CASES = ("new business", "any business", "large business")


@dataclass(frozen=True)
class Businesses:
    """By number: home prefecture (-1 for all), categories, weight, and days of being open."""

    home: NDArray[np.int64]
    categories: NDArray[np.int64]  # two of each
    weights: Floats
    opens: NDArray[np.int64]
    closes: NDArray[np.int64]


@dataclass(frozen=True)
class Struck:
    """An outbreak, and the business of each of its cases (day, county, category, business)."""

    outbreak: Injected
    cases: NDArray[np.int64]


def drawn(province: Province, seed: int) -> Businesses:
    """Draw the businesses of a province."""
    random = np.random.default_rng([seed, 17])
    prefecture = _prefectures(province)
    by_prefecture = np.bincount(prefecture, province.share.sum(axis=1))
    by_category = province.share.sum(axis=0) ** 0.8
    home = random.choice(len(by_prefecture), NUMBER, p=by_prefecture)
    home[random.random(NUMBER) < EVERYWHERE] = -1
    first = random.choice(CATEGORIES, NUMBER, p=by_category / by_category.sum())
    branch = province.categories.branches
    of_branch = [np.flatnonzero(branch == each) for each in range(branch.max() + 1)]
    other = np.array([random.choice(of_branch[branch[each]]) for each in first])
    second = np.where(random.random(NUMBER) < SECOND, other, first)
    opens = np.where(random.random(NUMBER) < OPENING, random.integers(0, DAYS, NUMBER), 0)
    closes = np.where(random.random(NUMBER) < CLOSING, random.integers(0, DAYS, NUMBER), DAYS)
    return Businesses(
        home, np.stack([first, second], axis=1),
        np.minimum(random.pareto(TAIL, NUMBER) + 1, LARGEST), opens, closes,
    )  # fmt: skip


def cases(province: Province, businesses: Businesses, seed: int) -> Cases:
    """Return the complaints of the province with the business of each."""
    random = np.random.default_rng([seed, 19])
    counts = province.counts.astype(np.int64)
    day, county, category = (np.repeat(each, counts[counts > 0]) for each in np.nonzero(counts))
    business = named(province, businesses, day, county, category, random)
    nothing = np.full(len(day), -1)
    return Cases(day, county, category, nothing, business)


def named(
    province: Province,
    businesses: Businesses,
    day: NDArray[np.int64],
    county: NDArray[np.int64],
    category: NDArray[np.int64],
    random: np.random.Generator,
) -> NDArray[np.int64]:
    """Draw whom each complaint is against."""
    place = _prefectures(province)[county] * CATEGORIES + category
    found = np.full(len(day), NO_BUSINESS)
    order = np.argsort(place, kind="stable")
    starts = np.flatnonzero(np.diff(place[order], prepend=-1))
    for rows in np.split(order, starts[1:]):
        where, what = divmod(int(place[rows[0]]), CATEGORIES)
        found[rows] = _of_place(businesses, where, what, day[rows], random)
    found[random.random(len(day)) < UNKNOWN] = NO_BUSINESS
    return found


def injected(
    province: Province, businesses: Businesses, known: Cases, seed: int, number: int
) -> list[Struck]:
    """Draw outbreaks at one business, of every size and kind in turn, at days of the test."""
    random = np.random.default_rng([seed, 23])
    return [_injected(province, businesses, known, random, each) for each in range(number)]


def diffuse(
    province: Province, businesses: Businesses, outbreak: Injected, seed: int, number: int
) -> Struck:
    """Let the cases of an outbreak be against whoever is there."""
    random = np.random.default_rng([seed, 29, number])
    many = outbreak.cases.astype(np.int64)
    day, county, category = (np.repeat(each, many[many > 0]) for each in np.nonzero(many))
    day += outbreak.start
    business = named(province, businesses, day, county, category, random)
    return Struck(outbreak, np.stack([day, county, category, business]))


def _injected(
    province: Province, businesses: Businesses, known: Cases, random: np.random.Generator,
    number: int,
) -> Struck:  # fmt: skip
    size, kind = SIZES[number % len(SIZES)], OF_CASES[number // len(SIZES) % len(OF_CASES)]
    start = int(random.integers(TESTED + LASTS, DAYS - LASTS))
    business = _chosen(businesses, known, kind, start, random)
    home, category = businesses.home[business], businesses.categories[business, 0]
    chance = province.share[:, category] * ((_prefectures(province) == home) | (home < 0))
    county = random.choice(len(chance), size, p=chance / chance.sum())
    rising = np.arange(1, LASTS + 1) / np.arange(1, LASTS + 1).sum()
    day = random.choice(LASTS, size, p=rising)
    table = np.zeros((LASTS, *province.share.shape))
    np.add.at(table, (day, county, np.full(size, category)), 1)
    rows = np.stack([day + start, county, np.full(size, category), np.full(size, business)])
    return Struck(Injected(table, start, size, kind), rows)


def _chosen(
    businesses: Businesses, known: Cases, kind: str, start: int, random: np.random.Generator
) -> int:
    before = np.bincount(
        known.businesses[(known.days < start) & (known.businesses != NO_BUSINESS)],
        minlength=NUMBER,
    )
    chance = (businesses.opens <= start) & (businesses.closes > start + LASTS)
    if kind == "new business":
        weight = (chance & (before == 0)).astype(float)
    else:
        weight = chance * (before if kind == "large business" else 1.0)
    return int(random.choice(NUMBER, p=weight / weight.sum()))


def _prefectures(province: Province) -> NDArray[np.int64]:
    """Return the prefecture of each county, from 0."""
    return province.regions.branches


def _of_place(
    businesses: Businesses, where: int, what: int, day: NDArray[np.int64],
    random: np.random.Generator,
) -> NDArray[np.int64]:  # fmt: skip
    here = (businesses.home == where) | (businesses.home < 0)
    members = np.flatnonzero(here & (businesses.categories == what).any(axis=1))
    found = np.full(len(day), NO_BUSINESS)
    if not len(members):
        return found
    chance = businesses.weights[members] / np.where(businesses.home[members] < 0, 8, 1)
    for _draw in range(DRAWS):
        left = np.flatnonzero(found == NO_BUSINESS)
        one = random.choice(members, len(left), p=chance / chance.sum())
        grown = np.where(
            businesses.opens[one] > 0, (day[left] - businesses.opens[one] + 1) / GROWING, 1.0
        )
        is_open = (random.random(len(left)) < grown) & (businesses.closes[one] > day[left])
        found[left[is_open]] = one[is_open]
    return found
