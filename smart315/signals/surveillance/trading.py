"""What each business had: its cases by place above the county and kind, and its like's average.

A cell is a business, a place (prefecture or province) and a kind (all, a branch, a category),
named by one number. What businesses of a place and kind have on average rests on those that were
seen in the year before, less the two newest weeks.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from smart315.signals.surveillance.cases import NO_BUSINESS, Cases, Numbers
from smart315.signals.surveillance.expecting import Memory
from smart315.signals.surveillance.tails import Floats
from smart315.signals.surveillance.trees import Tree


USUAL = 5.0  # businesses' worth by which a place and kind is drawn to its level's average
LEVELS = 6


@dataclass(frozen=True)
class Trades:
    """The cases whose business is known, in the order of their days."""

    regions: Tree
    categories: Tree
    days: Numbers
    businesses: Numbers
    keys: NDArray[np.int64]  # levels × cases
    rows: Numbers  # of all cases
    until: int  # days
    memory: Memory
    _averages: dict[int, Floats] = field(default_factory=dict)

    @classmethod
    def of(
        cls, cases: Cases, regions: Tree, categories: Tree, days: int, memory: Memory | None = None
    ) -> "Trades":
        """Read the cases (ordered by day) of so many days."""
        rows = np.flatnonzero(cases.businesses != NO_BUSINESS)
        business = cases.businesses[rows]
        keys = [
            (business * len(regions.parents) + place[cases.counties[rows]])
            * len(categories.parents) + kind[cases.categories[rows]]
            for place in (regions.at_depth(1), regions.at_depth(0))
            for kind in (categories.at_depth(each) for each in (2, 1, 0))
        ]  # fmt: skip
        table = np.stack(keys)
        memory = memory or Memory()
        return cls(regions, categories, cases.days[rows], business, table, rows, days, memory)

    def parted(self, keys: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Return business, region and category of cells."""
        rest, category = np.divmod(keys, len(self.categories.parents))
        business, region = np.divmod(rest, len(self.regions.parents))
        return business, region, category

    def levels(self, regions: Numbers, categories: Numbers) -> Numbers:
        """Return of each cell which of the six levels it is at."""
        depths: Numbers = np.minimum(self.regions.depths[regions], 1) * 3
        return depths + np.minimum(self.categories.depths[categories], 2)

    @cached_property
    def _ordered(self) -> Numbers:
        return np.sort((self.keys * (self.until + 1) + self.days).ravel())

    def between(self, keys: Numbers, start: int, stop: int) -> Numbers:
        """Return how many cases each cell had from the day `start` to before `stop`."""
        low, high = (max(0, min(each, self.until)) for each in (start, stop))
        first = keys * (self.until + 1)
        counts: Numbers = np.searchsorted(self._ordered, first + high) - np.searchsorted(
            self._ordered, first + low
        )
        return counts

    def before(self, keys: Numbers, day: int) -> Numbers:
        """Return how many cases each cell had in the year before, less the newest weeks."""
        stop = day - self.memory.year_gap
        return self.between(keys, stop - self.memory.year, stop)

    @cached_property
    def _appeared(self) -> Numbers:
        """Return the day of the first case of each business."""
        first = np.full(int(self.businesses.max(initial=0)) + 1, self.until)
        np.minimum.at(first, self.businesses, self.days)
        return first

    def known_for(self, keys: Numbers, day: int) -> Floats:
        """Return for what share of the year before a day the business was there, as far as seen."""
        stop = day - self.memory.year_gap
        start = max(stop - self.memory.year, 0)
        least = self.memory.year_gap
        there = stop - np.maximum(self._appeared[self.parted(keys)[0]], start)
        share: Floats = np.maximum(there, least) / max(stop - start, least)
        return share

    def newest(self, day: int, window: int) -> Numbers:
        """Return the places of the cases of the window that ends with a day."""
        start, stop = np.searchsorted(self.days, (day - window + 1, day + 1))
        return np.arange(start, stop)

    def seen(self, day: int) -> Numbers:
        """Return the cells that had a case in the year before, less the newest weeks."""
        stop = day - self.memory.year_gap
        start, end = np.searchsorted(self.days, (stop - self.memory.year, stop))
        return np.unique(self.keys[:, start:end])

    @cached_property
    def _weekly(self) -> tuple[Floats, Floats]:
        """Return cases and businesses of each place and kind in the year before each week."""
        keys, days = np.divmod(self._ordered, self.until + 1)
        refit, gap = self.memory.refit, self.memory.year_gap
        first = (days + gap) // refit + 1
        last = (days + gap + self.memory.year) // refit + 1
        again = np.append(keys[1:] == keys[:-1], False)
        followed = np.where(again, np.minimum(last, np.append(first[1:], 0)), last)
        place = keys % (len(self.regions.parents) * len(self.categories.parents))
        weeks = self.until // refit + 2
        cases = self._covered(place, first, last, weeks)
        return cases, self._covered(place, first, followed, weeks)

    def _covered(self, place: Numbers, first: Numbers, last: Numbers, weeks: int) -> Floats:
        """Return in each week how many spans, from first to before last, cover it."""
        size = len(self.regions.parents) * len(self.categories.parents)
        change = np.bincount(np.minimum(first, weeks) * size + place, minlength=(weeks + 1) * size)
        change -= np.bincount(np.minimum(last, weeks) * size + place, minlength=len(change))
        table = change.reshape(weeks + 1, size).cumsum(axis=0).astype(float)
        return table.reshape(-1, len(self.regions.parents), len(self.categories.parents))

    def average(self, day: int) -> Floats:
        """Return how many cases a business had in the year (regions × categories)."""
        week = day // self.memory.refit
        if week not in self._averages:
            self._averages[week] = self._averaged(week)
        return self._averages[week]

    def _averaged(self, week: int) -> Floats:
        cases, businesses = (each[week] for each in self._weekly)
        level = self.levels(*np.indices(cases.shape))
        had = np.bincount(level.ravel(), cases.ravel(), LEVELS) + 1.0
        usual = had / (np.bincount(level.ravel(), businesses.ravel(), LEVELS) + 1.0)
        average: Floats = (cases + USUAL * usual[level]) / (businesses + USUAL)
        return average
