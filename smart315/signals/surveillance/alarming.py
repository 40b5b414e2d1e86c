"""The alarms of one day: where, since when, how many more than expected, how seldom, which cases.

When the rarest cell is an alarm, its excess is taken out and the rest is looked through again:
what was raised only because of the first is not told twice.
"""

from dataclasses import dataclass

import numpy as np

from smart315.signals.surveillance import tails
from smart315.signals.surveillance.cases import Cases
from smart315.signals.surveillance.grouped import FoundGroup, GroupScan
from smart315.signals.surveillance.recurring import Recurrence
from smart315.signals.surveillance.scanning import Cell, Found, Scan
from smart315.signals.surveillance.tails import Floats


MOST = 20  # alarms of one day
SHOWN = 5  # nested cells


@dataclass(frozen=True)
class Alarm:
    """A raised cell, of one business where `business` says so; or a raised group without a cell."""

    day: int
    since: int  # first day of the window
    cell: Cell | None
    group: int | None
    observed: int
    expected: float
    interval: tuple[int, int]  # 95 of 100 ordinary windows lie between
    chance: float  # of this cell by itself
    recurrence_days: float  # somewhere in the province, as rare a one comes up once in so long
    nested: tuple[Found, ...]  # the cells inside that hold most of the excess
    around: tuple[Found, ...]  # the cells just above, as they are
    cases: tuple[int, ...]
    business: int | None = None

    @property
    def more_than_expected(self) -> float:
        """How many more cases there are than expected."""
        return self.observed - self.expected

    @property
    def recurrence_months(self) -> float:
        """As rare a one comes up by chance once in so many months."""
        return float(tails.in_months(self.recurrence_days / 7))


@dataclass(frozen=True)
class Watch:
    """What is looked at with what: the scan, how rare is rare, and from when on it is an alarm."""

    scan: Scan
    recurrence: Recurrence
    at_least_days: float  # between two alarms by chance

    def alarms(self, cases: Cases, counts: Floats, expected: Floats, day: int) -> list[Alarm]:
        """Return the alarms of a day, the rarest first (days × counties × categories)."""
        left, awaited = self.newest(counts, day), self.newest(expected, day)
        alarms: list[Alarm] = []
        while len(alarms) < MOST:
            found = self.rarest(left, awaited)
            if found is None:
                break
            alarms.append(self.told(found, cases, left, awaited, day))
            self.settle(found.cell, left, awaited)
        return alarms

    def newest(self, table: Floats, day: int) -> Floats:
        """Return a copy of the days that the windows reach back to."""
        first = max(0, day + 1 - max(self.scan.windows))
        return np.array(table[first : day + 1], dtype=float)

    def sums(self, table: Floats) -> Floats:
        """Return the sums over the windows that end with the last day."""
        return self.scan.ended(self.scan.nodes(table), len(table) - 1)

    def rarest(self, counts: Floats, expected: Floats) -> Found | None:
        """Return the rarest cell of the newest days if it is an alarm."""
        found = self.scan.best(self.sums(counts), self.sums(expected))
        threshold = self.recurrence.chance_of(self.at_least_days)
        return found if found is not None and found.chance <= threshold else None

    def settle(self, cell: Cell, counts: Floats, expected: Floats) -> None:
        """Put what was expected in the place of what was counted in a cell."""
        under = self.scan.under(cell)
        days = slice(-cell.window_days, None)
        counts[days] = np.where(under, expected[days], counts[days])

    def told(self, found: Found, cases: Cases, counts: Floats, expected: Floats, day: int) -> Alarm:
        """Return a raised cell as an alarm, with all that explains it."""
        cell, scan = found.cell, self.scan
        spread = scan.spread_of(cell)
        variance = spread.variance(np.array(found.expected))
        low, high = (int(tails.quantile(each, found.expected, variance)) for each in (0.025, 0.975))
        sums = self.sums(counts), self.sums(expected)
        return Alarm(
            day=day,
            since=day + 1 - cell.window_days,
            cell=cell,
            group=None,
            observed=found.observed,
            expected=found.expected,
            interval=(low, high),
            chance=found.chance,
            recurrence_days=self.recurrence.days_of(found.chance),
            nested=tuple(scan.inside(cell, *sums, SHOWN)),
            around=tuple(scan.read(each, *sums) for each in scan.above(cell)),
            cases=cases.within(
                day,
                cell.window_days,
                scan.regions.within(cell.region),
                scan.categories.within(cell.category),
            ),
        )


@dataclass(frozen=True)
class GroupWatch:
    """The same for groups of complaints about one matter."""

    scan: GroupScan
    recurrence: Recurrence
    at_least_days: float

    def alarms(self, cases: Cases, day: int) -> list[Alarm]:
        """Return the alarms of a day, the rarest first."""
        threshold = self.recurrence.chance_of(self.at_least_days)
        found = [each for each in self.scan.found(cases, day) if each.chance <= threshold]
        return [self._alarm(each, cases, day) for each in found[:MOST]]

    def _alarm(self, found: FoundGroup, cases: Cases, day: int) -> Alarm:
        low, high = self.scan.interval(found)
        return Alarm(
            day=day,
            since=day + 1 - found.window_days,
            cell=None,
            group=found.group,
            observed=found.observed,
            expected=found.expected,
            interval=(low, high),
            chance=found.chance,
            recurrence_days=self.recurrence.days_of(found.chance),
            nested=(),
            around=(),
            cases=cases.of_group(found.group, day, found.window_days),
        )
