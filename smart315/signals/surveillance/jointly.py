"""The alarms of places and kinds and those of single businesses, each told at its own level.

The two looks share the alarms that chance may bring, so that what is stated of each holds for
both together. The rarest is told first and taken out. A rise of a whole trade raises what is
expected of each of its businesses, so that these are no alarms by themselves; a rise that one
business holds most of is that business's, and the trade is looked at again without it.
"""

from dataclasses import dataclass, field

import numpy as np

from smart315.signals.surveillance import tails
from smart315.signals.surveillance.alarming import MOST, Alarm, Watch
from smart315.signals.surveillance.businesses import Awaited, FoundBusiness
from smart315.signals.surveillance.cases import Cases
from smart315.signals.surveillance.province import Learnt
from smart315.signals.surveillance.scanning import Cell, Found
from smart315.signals.surveillance.tails import Floats
from smart315.signals.surveillance.trades_learnt import LearntBusinesses, Past
from smart315.signals.surveillance.trading import Trades
from smart315.signals.surveillance.trees import Tree


# Of the alarms by chance: places and kinds, single businesses.
TREE_SHARE, BUSINESS_SHARE = 0.6, 0.4
MOST_OF = 0.5  # of a rise: then it is the business's


@dataclass(frozen=True)
class BusinessWatch:
    """What is looked at for single businesses, and from when on it is an alarm."""

    learnt: LearntBusinesses
    at_least_days: float

    def rarest(
        self, trades: Trades, awaited: Awaited, day: int, told: list[int]
    ) -> FoundBusiness | None:
        """Return the rarest cell of a business not yet told, if it is an alarm."""
        found = self.learnt.scan.best(trades, awaited, day, told)
        threshold = self.learnt.recurrence.chance_of(self.at_least_days)
        return found if found is not None and found.chance <= threshold else None


@dataclass
class State:
    """What is left to explain of the newest days."""

    counts: Floats
    expected: Floats
    raised: Floats  # what is expected where a whole trade's rise is known
    year: Floats
    told: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class JointWatch:
    """Both looks over the same cases."""

    tree: Watch
    businesses: BusinessWatch

    @classmethod
    def of(
        cls,
        learnt: Learnt,
        businesses: LearntBusinesses,
        trees: tuple[Tree, Tree],
        at_least_days: float,
    ) -> "JointWatch":
        """Share the alarms that chance may bring between the two looks."""
        shared = LearntBusinesses(businesses.scan, businesses.recurrence.sharing(BUSINESS_SHARE))
        tree = Watch(learnt.scan(*trees), learnt.recurrence.sharing(TREE_SHARE), at_least_days)
        return cls(tree, BusinessWatch(shared, at_least_days))

    def alarms(self, cases: Cases, trades: Trades, past: Past, day: int) -> list[Alarm]:
        """Return the alarms of a day, the rarest first."""
        counts = past.expectation.counts
        expected = past.newest(day)
        state = State(self.tree.newest(counts, day), expected, expected.copy(), past.year(day))
        alarms: list[Alarm] = []
        while len(alarms) < MOST:
            alarm = self._next(cases, trades, state, day)
            if alarm is None:
                break
            alarms.append(alarm)
        return alarms

    def _next(self, cases: Cases, trades: Trades, state: State, day: int) -> Alarm | None:
        cell = self.tree.rarest(state.counts, state.expected)
        awaited = Awaited(self.tree.sums(state.raised), state.year)
        business = self.businesses.rarest(trades, awaited, day, state.told)
        if business is not None and (cell is None or self._is_its_own(business, cell, trades, day)):
            return self._of_business(business, cases, state, day)
        if cell is None:
            return None
        alarm = self.tree.told(cell, cases, state.counts, state.expected, day)
        self._raise(cell, state)
        return alarm

    def _is_its_own(self, business: FoundBusiness, cell: Found, trades: Trades, day: int) -> bool:
        """Tell whether a business is rarer than a place and kind, or holds most of its rise."""
        of_business = self.businesses.learnt.recurrence.days_of(business.chance)
        if of_business >= self.tree.recurrence.days_of(cell.chance):
            return True
        rows = trades.newest(day, cell.cell.window_days)
        rows = rows[trades.businesses[rows] == business.business]
        _business, region, category = trades.parted(trades.keys[0, rows])
        scan = self.tree.scan
        held = [
            cell.cell.region in scan.regions.lines[where]
            and cell.cell.category in scan.categories.lines[what]
            for where, what in zip(region.tolist(), category.tolist(), strict=True)
        ]
        return sum(held) > MOST_OF * cell.more_than_expected

    def _raise(self, found: Found, state: State) -> None:
        """Let what is expected of the businesses of a cell be as raised as the cell is."""
        self.tree.settle(found.cell, state.counts, state.expected)
        days = slice(-found.cell.window_days, None)
        times = max(1.0, found.observed / max(found.expected, tails.SMALLEST_MEAN))
        under = self.tree.scan.under(found.cell)
        state.raised[days] = np.where(under, state.raised[days] * times, state.raised[days])

    def _of_business(self, found: FoundBusiness, cases: Cases, state: State, day: int) -> Alarm:
        cell = Cell(found.region, found.category, found.window_days)
        scan = self.tree.scan
        sums = self.tree.sums(state.counts), self.tree.sums(state.expected)
        around = (scan.read(cell, *sums),)
        within = cases.within(
            day,
            cell.window_days,
            scan.regions.within(cell.region),
            scan.categories.within(cell.category),
        )
        rows = cases.of_business(found.business, within)
        self._take_out(found, cases, rows, state, day)
        return Alarm(
            day=day,
            since=day + 1 - cell.window_days,
            cell=cell,
            group=None,
            observed=found.observed,
            expected=found.expected,
            interval=found.interval,
            chance=found.chance,
            recurrence_days=self.businesses.learnt.recurrence.days_of(found.chance),
            nested=(),
            around=around,
            cases=rows,
            business=found.business,
        )

    def _take_out(
        self, found: FoundBusiness, cases: Cases, rows: tuple[int, ...], state: State, day: int
    ) -> None:
        """Take what a business has beyond expectation out of its places and kinds."""
        state.told.append(found.business)
        place = list(rows)
        at = cases.days[place] - day - 1, cases.counties[place], cases.categories[place]
        beyond = 1 - min(found.expected / found.observed, 1.0)
        np.add.at(state.counts, at, -beyond)
