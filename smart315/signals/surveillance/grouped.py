"""Groups of complaints about one matter: which has grown faster than groups do.

Among hundreds of complaints a day ten about one matter do not show in any place or category; they
show in their group. What a group lets expect is what groups of its kind have in so many days, and
what it had itself in the year before.
"""

from dataclasses import dataclass

import numpy as np

from smart315.signals.surveillance import tails
from smart315.signals.surveillance.cases import NO_GROUP, Cases, Numbers
from smart315.signals.surveillance.scanning import CERTAIN
from smart315.signals.surveillance.spread import Spread
from smart315.signals.surveillance.tails import Floats


WINDOWS = (3, 7, 14)
YEAR, GAP = 365, 14


@dataclass(frozen=True)
class FoundGroup:
    """A group with what was counted and expected in the window."""

    group: int
    window_days: int
    observed: int
    expected: float
    chance: float


@dataclass(frozen=True)
class GroupScan:
    """How many more members than its first a group has in each window, and how that strays."""

    means: tuple[float, ...]
    spreads: tuple[Spread, ...]
    fewest: int = 3

    @classmethod
    def learnt(cls, cases: Cases, first: int, last: int) -> "GroupScan":
        """Learn from all groups that were seen on the days from first to last."""
        means, spreads = [], []
        for window in WINDOWS:
            more = np.concatenate(
                [_sizes(cases, day, window)[1] - 1 for day in range(first, last + 1, GAP)]
            )
            mean = max(float(more.mean()), 0.01) if len(more) else 0.3
            strayed = float(more.var()) if len(more) else mean
            kappa = max((strayed - mean) / mean**2, 1.0)
            means.append(mean)
            spreads.append(Spread(1.0, kappa))
        return cls(tuple(means), tuple(spreads))

    def found(self, cases: Cases, day: int) -> list[FoundGroup]:
        """Return the groups that are worth a look on a day, each in its rarest window."""
        best: dict[int, FoundGroup] = {}
        for window, mean, spread in zip(WINDOWS, self.means, self.spreads, strict=True):
            groups, sizes = _sizes(cases, day, window)
            groups, sizes = groups[sizes >= self.fewest], sizes[sizes >= self.fewest]
            expected = mean + _own(cases, groups, day) * window
            chance = tails.at_least(sizes - 1, expected, spread.variance(expected))
            for row, group in enumerate(groups.tolist()):
                if group not in best or chance[row] < best[group].chance:
                    best[group] = FoundGroup(
                        group, window, int(sizes[row]), 1 + float(expected[row]), float(chance[row])
                    )
        return sorted(best.values(), key=lambda each: (each.chance, each.group))

    def interval(self, found: FoundGroup) -> tuple[int, int]:
        """Return the sizes between which 95 of 100 groups lie."""
        spread = self.spreads[WINDOWS.index(found.window_days)]
        mean = np.array(found.expected - 1)
        low, high = (tails.quantile(each, mean, spread.variance(mean)) for each in (0.025, 0.975))
        return 1 + int(low), 1 + int(high)

    def path(self, cases: Cases, days: range) -> Floats:
        """Return the smallest chance of each day."""
        return np.array(
            [min((f.chance for f in self.found(cases, day)), default=CERTAIN) for day in days]
        )


def _sizes(cases: Cases, day: int, window: int) -> tuple[Numbers, Numbers]:
    """Return the groups of the window that ends with a day, and how many members are in it."""
    start, stop = np.searchsorted(cases.days, (day - window + 1, day + 1))
    groups = cases.groups[start:stop]
    seen, sizes = np.unique(groups[groups != NO_GROUP], return_counts=True)
    return seen, sizes


def _own(cases: Cases, groups: Numbers, day: int) -> Floats:
    """Return how many members a day each group had in the year before the two newest weeks."""
    start, stop = np.searchsorted(cases.days, (day - GAP - YEAR + 1, day - GAP + 1))
    before = np.sort(cases.groups[start:stop])
    many = np.searchsorted(before, groups, "right") - np.searchsorted(before, groups, "left")
    return many / YEAR
