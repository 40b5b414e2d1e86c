"""Learn from the past how businesses differ, and how seldom chance raises one so far.

Chance is imagined by exchanging businesses among the cases of the same prefecture and category
(after the space-time permutation of Kulldorff et al. 2005, PLoS Medicine 2, e59): what remains is
how large businesses are, not when they were complained about. The past itself corrects it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from smart315.signals.surveillance.businesses import Awaited, BusinessScan
from smart315.signals.surveillance.expecting import Expectation
from smart315.signals.surveillance.mixing import Mixture
from smart315.signals.surveillance.recurring import Recurrence
from smart315.signals.surveillance.scanning import WINDOWS, Scan
from smart315.signals.surveillance.spread import OUTLIER
from smart315.signals.surveillance.tails import Floats
from smart315.signals.surveillance.trading import LEVELS, Trades


LEARNT = 365  # days
EXCHANGED = 4  # times: so many years are imagined of one
# Episodes of the past that the imagined days are worth: few, as businesses open and grow, which no
# exchange imagines.
BELIEF = 1.5
SEED = 315
FEWEST_CASES = 500  # of known businesses in the year: fewer tell nothing


@dataclass(frozen=True)
class LearntBusinesses:
    """What the scan of businesses needs beside the cases."""

    scan: BusinessScan
    recurrence: Recurrence


@dataclass(frozen=True)
class Past:
    """Days already expected, as the scan of businesses reads them."""

    expectation: Expectation
    scan: Scan
    _years: dict[int, Floats] = field(default_factory=dict)

    @cached_property
    def expected(self) -> Floats:
        """Return what was expected of each day (days × counties × categories)."""
        return self.expectation.all_days()

    def newest(self, day: int) -> Floats:
        """Return what was expected of the days that the windows reach back to, and of no more."""
        first = self.expectation.memory.first
        days = range(max(0, day + 1 - max(WINDOWS)), day + 1)
        unknown = np.full(self.expectation.counts.shape[1:], np.nan)
        return np.stack([self.expectation.day(d) if d >= first else unknown for d in days])

    @cached_property
    def nodes(self) -> Floats:
        """Return what was expected of each day, added up both trees."""
        return self.scan.nodes(self.expected)

    def awaited(self, day: int) -> Awaited:
        """Return what was expected of the windows that end with a day, and of its year."""
        return Awaited(self.scan.ended(self.nodes, day), self.year(day))

    def year(self, day: int) -> Floats:
        """Return what the shares of a day let expect of the year that they were learnt from."""
        week = self.expectation.week(day)
        if week not in self._years:
            shares = self.expectation.shares(day)
            branch = self.expectation.member @ shares.seen.sum(axis=0) + 1
            self._years[week] = self.scan.nodes(shares.cells * branch[self.expectation.branches])
        return self._years[week]


def learn(past: Past, trades: Trades, last: int) -> LearntBusinesses | None:
    """Learn from the days before `last`; None where too little is known of businesses.

    The same past gives the same result.
    """
    first = max(past.expectation.memory.first, last - LEARNT)
    spent = trades.days[(trades.days >= first) & (trades.days < last)]
    if len(spent) < FEWEST_CASES:
        return None
    scan = scan_of(past, trades, first, last)
    days = range(first + max(WINDOWS), last)
    imagined = [path(scan, each, past, days) for each in exchanged(trades)]
    recurrence = Recurrence.of(np.concatenate(imagined))
    return LearntBusinesses(scan, recurrence.corrected(path(scan, trades, past, days), BELIEF))


def path(scan: BusinessScan, trades: Trades, past: Past, days: range) -> Floats:
    """Return the smallest chance of each day."""
    return np.array([scan.rarest(trades, past.awaited(day), day) for day in days])


def exchanged(trades: Trades) -> Iterator[Trades]:
    """Yield the same days with the businesses exchanged within prefecture and category."""
    random = np.random.default_rng([SEED, 9])
    place = trades.parted(trades.keys[0])[1] * len(trades.categories.parents)
    place += trades.parted(trades.keys[0])[2]
    span = len(trades.regions.parents) * len(trades.categories.parents)
    order = np.argsort(place, kind="stable")
    for _time in range(EXCHANGED):
        shuffled = np.lexsort((random.random(len(place)), place))
        business = trades.businesses.copy()
        business[order] = trades.businesses[shuffled]
        keys = trades.keys % span + business * span
        yield replace(trades, businesses=business, keys=keys, _averages={})


def scan_of(past: Past, trades: Trades, first: int, last: int) -> BusinessScan:
    """Learn how rates differ, from the year before `last`, and how counts stray since `first`."""
    keys = trades.seen(last)
    seen = trades.before(keys, last)
    _business, region, category = trades.parted(keys)
    average = trades.average(last)[region, category]
    level = trades.levels(region, category)
    priors = [Mixture.learnt(seen[level == each], average[level == each]) for each in range(LEVELS)]
    scan = BusinessScan(tuple(priors))
    days = range(first + max(WINDOWS), last, max(WINDOWS))
    strayed = [_strayed(scan, past, trades, each) for each in days]
    total = np.sum(strayed, axis=0)
    return replace(scan, straying=tuple(np.maximum(total[0] / total[1], 0.0).tolist()))


def _strayed(scan: BusinessScan, past: Past, trades: Trades, day: int) -> Floats:
    """Return of each window how far counts stray beyond what is known to be unsure, weighed."""
    keys = trades.seen(day)
    expected, deviation, _new = scan.expected(trades, past.awaited(day), keys, day)
    counts = np.stack([trades.between(keys, day + 1 - each, day + 1) for each in WINDOWS])
    known = expected + deviation * expected**2
    more = np.minimum((counts - expected) ** 2, OUTLIER * (known + 1)) - known
    weight = (expected / known) ** 2
    return np.stack([(more * weight).sum(axis=1), (expected**2 * weight).sum(axis=1)])


def written(learnt: LearntBusinesses) -> dict[str, object]:
    """Return what was learnt as plain values, to be kept."""
    recurrence = learnt.recurrence
    return {
        "priors": [asdict(each) for each in learnt.scan.priors],
        "straying": list(learnt.scan.straying),
        "recurrence": [recurrence.rarity, recurrence.days, recurrence.steepness],
    }


def read(values: Mapping[str, Any]) -> LearntBusinesses:
    """Return what was written."""
    priors = tuple(
        Mixture(each["share"], tuple(each["shapes"]), tuple(each["rates"]))
        for each in values["priors"]
    )
    scan = BusinessScan(priors, tuple(values["straying"]))
    return LearntBusinesses(scan, Recurrence(*values["recurrence"]))
