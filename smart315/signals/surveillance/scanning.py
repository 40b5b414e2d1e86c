"""Look through every place × category × window for the count that chance explains least.

The smallest chance decides, not the largest excess: windows, small cells and large ones then
stand on equal ground. What the smallest of so many chances is worth is told by `recurrence`.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from smart315.kernel.spreading import Spread as Spreading, here
from smart315.signals.surveillance import tails
from smart315.signals.surveillance.spread import Spread
from smart315.signals.surveillance.tails import Floats
from smart315.signals.surveillance.trees import Tree


WINDOWS = (1, 2, 3, 7, 14)
WORTH_A_LOOK = 2.0  # standard deviations above what is expected: less is never the rarest
CERTAIN = 1.0
FEWEST_DAYS = 28
AT_ONCE = 128  # days of one part of a path


# Of each window, and in it of each depth of the categories: all, branch, category.
Spreads = tuple[tuple[Spread, ...], ...]
UNKNOWN: Spreads = ((Spread(),) * 9,) * len(WINDOWS)


@dataclass(frozen=True)
class Cell:
    """A place, a category and the newest days, by the nodes' numbers."""

    region: int
    category: int
    window_days: int


@dataclass(frozen=True)
class Found:
    """A cell with what was counted and expected in it."""

    cell: Cell
    observed: int
    expected: float
    chance: float

    @property
    def more_than_expected(self) -> float:
        """How many more cases there are than expected."""
        return self.observed - self.expected


@dataclass(frozen=True)
class Scan:
    """The cells that are looked at, and how counts stray from what is expected in each window."""

    regions: Tree
    categories: Tree
    spreads: Spreads
    windows: tuple[int, ...] = WINDOWS
    fewest: int = 3  # cases, of as many people
    looked_at: NDArray[np.bool_] | None = None  # regions × categories; None for all

    @cached_property
    def _coefficients(self) -> Floats:
        """Return phi and kappa of each window and category (2 × windows × 1 × categories)."""
        depths = self.categories.depths
        table = [[[each.phi, each.kappa] for each in window] for window in self.spreads]
        return np.moveaxis(np.array(table)[:, depths], 2, 0)[:, :, None, :]

    def nodes(self, table: Floats) -> Floats:
        """Add leaves (… × counties × categories) up both trees."""
        summed: Floats = self.regions.sums @ table @ self.categories.sums.T
        return summed

    def ended(self, nodes: Floats, day: int) -> Floats:
        """Return the sums over the windows that end with a day (windows × regions × categories)."""
        return np.stack(
            [nodes[max(0, day + 1 - each) : day + 1].sum(axis=0) for each in self.windows]
        )

    def best(self, counts: Floats, expected: Floats) -> Found | None:
        """Return the rarest cell of window sums; None where nothing is worth a look."""
        places, chances = self.chances(counts, expected)
        if not len(chances):
            return None
        at = np.unravel_index(places[int(np.argmin(chances))], counts.shape)
        cell = Cell(int(at[1]), int(at[2]), self.windows[int(at[0])])
        return Found(cell, round(float(counts[at])), float(expected[at]), float(chances.min()))

    def chances(self, counts: Floats, expected: Floats) -> tuple[NDArray[np.int64], Floats]:
        """Return which of the window sums are worth a look (flat), and the chance of each."""
        phi, kappa = self._coefficients
        variance = phi * expected + kappa * expected * expected
        more = counts - expected
        worth = (counts >= self.fewest) & (more > 0)
        worth &= more * more > WORTH_A_LOOK**2 * variance
        if self.looked_at is not None:
            worth &= self.looked_at
        places = np.flatnonzero(worth)
        return places, tails.at_least(
            counts.ravel()[places], expected.ravel()[places], variance.ravel()[places]
        )

    def read(self, cell: Cell, counts: Floats, expected: Floats) -> Found:
        """Return what the window sums say of one cell."""
        at = (self.windows.index(cell.window_days), cell.region, cell.category)
        observed, awaited = round(float(counts[at])), float(expected[at])
        variance = self.spread_of(cell).variance(np.array(awaited))
        return Found(cell, observed, awaited, float(tails.at_least(observed, awaited, variance)))

    def spread_of(self, cell: Cell) -> Spread:
        """Return how counts of a cell stray."""
        depth = int(self.categories.depths[cell.category])
        return self.spreads[self.windows.index(cell.window_days)][depth]

    def under(self, cell: Cell) -> NDArray[np.bool_]:
        """Tell which leaves are in a cell (counties × categories)."""
        return np.outer(self.regions.within(cell.region), self.categories.within(cell.category))

    def above(self, cell: Cell) -> list[Cell]:
        """Return the cells one step up either tree."""
        up = [(self.regions.parents[cell.region], cell.category),
              (cell.region, self.categories.parents[cell.category])]  # fmt: skip
        return [Cell(*each, cell.window_days) for each in up if min(each) >= 0]

    def inside(self, cell: Cell, counts: Floats, expected: Floats, most: int) -> list[Found]:
        """Return the cells inside one that hold most of its excess, in the same window."""
        window = self.windows.index(cell.window_days)
        more = (counts - expected)[window]
        regions = [n for n, line in enumerate(self.regions.lines) if cell.region in line]
        nodes = [n for n, line in enumerate(self.categories.lines) if cell.category in line]
        raised = sorted(
            (-more[region, node], region, node)
            for region in regions
            for node in nodes
            if more[region, node] > 0 and (region, node) != (cell.region, cell.category)
        )
        cells = [Cell(region, node, cell.window_days) for _less, region, node in raised[:most]]
        return [self.read(each, counts, expected) for each in cells]

    def path(self, counts: Floats, expected: Floats, spread: Spreading = here) -> Floats:
        """Return the smallest chance of each day (days × counties × categories in).

        The days fall into parts, each with the days before it that its windows reach back to.
        """
        before = max(self.windows) - 1
        starts = range(before, len(counts), AT_ONCE)
        parts = [slice(start - before, start + AT_ONCE) for start in starts]
        told = spread(_smallest, self, [(counts[each], expected[each]) for each in parts])
        return np.concatenate([np.full(min(before, len(counts)), CERTAIN), *told])


def _smallest(scan: Scan, days: tuple[Floats, Floats]) -> Floats:
    """Return the smallest chance of each day whose windows are all among these days."""
    summed, awaited = (scan.nodes(each) for each in days)
    ends = range(max(scan.windows) - 1, len(summed))
    both = ((scan.ended(summed, day), scan.ended(awaited, day)) for day in ends)
    return np.array([scan.chances(*each)[1].min(initial=CERTAIN) for each in both])


def spreads_of(scan: Scan, counts: Floats, expected: Floats) -> Spreads:
    """Learn the spread of each window from days past (days × counties × categories).

    Of too few days nothing is learnt: counts are then taken to stray as chance alone has it.
    """
    known = np.isfinite(expected).all(axis=(1, 2))
    if known.sum() < FEWEST_DAYS:
        return UNKNOWN
    summed = scan.nodes(counts[known]).cumsum(axis=0)
    awaited = scan.nodes(expected[known]).cumsum(axis=0)
    depths = scan.categories.depths
    learnt = []
    for window in scan.windows:
        step = max(1, window // 2)
        ends, starts = slice(window, None, step), slice(0, len(summed) - window, step)
        seen, wanted = summed[ends] - summed[starts], awaited[ends] - awaited[starts]
        learnt.append(
            tuple(
                Spread.learnt(seen[:, :, depths == each], wanted[:, :, depths == each])
                for each in range(int(depths.max()) + 1)
            )
        )
    return tuple(learnt)
