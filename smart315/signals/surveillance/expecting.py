"""What each county and category lets expect of each day, from the province's own past.

The level of each branch of the categories is that of the newest weeks, drawn towards the
province's; the share of each cell in its branch is that of a year, drawn towards what county and
category alone would give; weekdays and known surges (3·15, holidays) are factors learnt from the
past. The newest days are left out: of the level a few, of the shares two weeks.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smart315.signals.surveillance.tails import Floats


Days = NDArray[np.int64]
WEEKDAYS = 7


@dataclass(frozen=True)
class Memory:
    """How far back is looked, in days, and how much is believed beforehand, in cases."""

    level: int = 42
    level_gap: int = 3
    fading: float = 0.93  # of a day's weight, a day later
    to_province: float = 3  # days' worth by which a branch's level is drawn to its share
    year: int = 365
    year_gap: int = 14
    cell: float = 15
    factor: float = 50
    refit: int = 7

    @property
    def first(self) -> int:
        """The first day of which anything can be said."""
        return self.level + self.year_gap


@dataclass(frozen=True)
class Shares:
    """What a year told: shares of cells in their branch, of branches in all, and day factors."""

    cells: Floats
    seen: Floats  # cases that the shares of the cells rest on
    branches: Floats
    weekdays: Floats
    kinds: Floats


class Expectation:
    """Expected counts (days × counties × categories) of a table of daily counts.

    `kind` names the days of a known surge: 0 for an ordinary day, 1, 2, … for each sort of surge.
    """

    def __init__(
        self,
        counts: Floats,
        branches: Days,
        weekday: Days,
        kind: Days,
        memory: Memory | None = None,
    ) -> None:
        self.counts, self.branches, self.weekday, self.kind = counts, branches, weekday, kind
        self.memory = memory or Memory()
        self.member = (np.arange(branches.max() + 1)[:, None] == branches).astype(float)
        self.totals = counts.sum(axis=1) @ self.member.T  # days × branches
        self._shares: dict[int, Shares] = {}

    def all_days(self) -> Floats:
        """Return the expected counts of all days; NaN before anything can be said."""
        table: Floats = np.full(self.counts.shape, np.nan)
        for day in range(self.memory.first, len(self.counts)):
            table[day] = self.day(day)
        return table

    def day(self, day: int, totals: Floats | None = None) -> Floats:
        """Return the expected counts of a day; `totals` (days × branches) take the place of ours.

        Only days before it, less the gap, are looked at.
        """
        shares = self.shares(day)
        factor = shares.weekdays[self.weekday[day]] * shares.kinds[self.kind[day]]
        expected: Floats = shares.cells * self.level(day, totals)[self.branches] * factor
        return expected

    def shares(self, day: int) -> Shares:
        """Return what the year before a day told; learnt again once a week."""
        start = self.week(day)
        if start not in self._shares:
            self._shares[start] = self._learnt(start)
        return self._shares[start]

    def week(self, day: int) -> int:
        """Return the day at which the shares of a day were learnt."""
        return day - (day - self.memory.first) % self.memory.refit

    def level(self, day: int, totals: Floats | None = None) -> Floats:
        """Return the level of each branch on a day: cases on an ordinary day."""
        shares = self.shares(day)
        factors = shares.weekdays[self.weekday] * shares.kinds[self.kind]
        return self.level_from(self.totals if totals is None else totals, factors, day, shares)

    def level_from(self, totals: Floats, factors: Floats, day: int, shares: Shares) -> Floats:
        """Return the level on a day of a table of days × branches with the days' factors."""
        memory = self.memory
        seen = slice(max(0, day - memory.level_gap - memory.level), day - memory.level_gap)
        weight = memory.fading ** np.arange(seen.stop - seen.start)[::-1]
        days = float(weight @ factors[seen])
        cases = weight @ totals[seen]
        province = cases.sum() / days
        drawn = cases + memory.to_province * shares.branches * province
        level: Floats = drawn / (days + memory.to_province)
        return level

    def _learnt(self, day: int) -> Shares:
        memory = self.memory
        until = max(day - memory.year_gap, 1)
        seen = slice(max(0, until - memory.year), until)
        cases = self.counts[seen].sum(axis=0)
        branches = cases.sum(axis=0) @ self.member.T + 1
        daily = self.totals[:until].sum(axis=1)
        weekdays = self._weekdays(daily[seen], self.weekday[seen])
        return Shares(
            self._cells(cases),
            cases,
            branches / branches.sum(),
            weekdays,
            self._kinds(daily / weekdays[self.weekday[:until]], self.kind[:until]),
        )

    def _cells(self, cases: Floats) -> Floats:
        """Return the share of each cell in its branch, drawn to county × category."""
        strength = self.memory.cell
        branch = self.member @ cases.sum(axis=0)
        county = cases.sum(axis=1) + 1
        by_branch = cases @ self.member.T + strength * (county / county.sum())[:, None]
        by_branch /= by_branch.sum(axis=0)
        category = cases.sum(axis=0) + 1
        category /= (self.member @ category)[self.branches]
        alone = by_branch[:, self.branches] * category * branch[self.branches]
        drawn = alone * (cases + strength) / (alone + strength) + 1e-9
        cells: Floats = drawn / (self.member @ drawn.sum(axis=0))[self.branches]
        return cells

    def _weekdays(self, daily: Floats, weekday: Days) -> Floats:
        prior = self.memory.factor
        seen = np.bincount(weekday, minlength=WEEKDAYS)
        cases = np.bincount(weekday, weights=daily, minlength=WEEKDAYS)
        factors: Floats = (cases + prior) / (seen * daily.mean() + prior)
        return factors

    def _kinds(self, daily: Floats, kind: Days) -> Floats:
        """Return the factor of each sort of surge: its days beside the ordinary weeks around."""
        factors = np.ones(int(self.kind.max()) + 1)
        ordinary = kind == 0
        for each in range(1, len(factors)):
            days = np.flatnonzero(kind == each)
            around = [ordinary[d - 28 : d].any() and daily[d - 28 : d][ordinary[d - 28 : d]].mean()
                      for d in days if d >= self.memory.level]  # fmt: skip
            seen = daily[days[days >= self.memory.level]].sum()
            factors[each] = (seen + self.memory.factor) / (sum(around) + self.memory.factor)
        return factors
