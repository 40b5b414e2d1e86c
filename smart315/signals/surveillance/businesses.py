"""Businesses complained about more than their own past and their like let expect.

What a business lets expect is its share in its trade and place: its own cases of a year, drawn to
those of businesses complained about in the same place and kind (`mixing`), times what the tree
lets expect there. Of a business that is new its first case only tells that it is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smart315.signals.surveillance import tails
from smart315.signals.surveillance.mixing import Mixture
from smart315.signals.surveillance.scanning import CERTAIN, WINDOWS, WORTH_A_LOOK
from smart315.signals.surveillance.tails import Floats
from smart315.signals.surveillance.trading import LEVELS, Trades


@dataclass(frozen=True)
class Awaited:
    """What the tree lets expect (windows × regions × categories), and had expected of a year."""

    newest: Floats
    year: Floats  # regions × categories


@dataclass(frozen=True)
class FoundBusiness:
    """A business in a place and kind, with what was counted and expected in the window."""

    business: int
    region: int
    category: int
    window_days: int
    observed: int
    expected: float
    variance: float
    chance: float
    first: int  # 1 if it is new: its first case only tells that it is there

    @property
    def interval(self) -> tuple[int, int]:
        """Return the counts between which 95 of 100 ordinary windows lie."""
        mean = self.expected - self.first
        low, high = (tails.quantile(each, mean, self.variance) for each in (0.025, 0.975))
        return self.first + int(low), self.first + int(high)


@dataclass(frozen=True)
class Looked:
    """Cells of businesses that are worth a look, a row each."""

    keys: NDArray[np.int64]
    windows: NDArray[np.int64]  # by number
    observed: Floats
    expected: Floats
    variance: Floats
    chances: Floats
    new: Floats


@dataclass(frozen=True)
class BusinessScan:
    """How rates of businesses differ at each level, and how counts stray from them."""

    priors: tuple[Mixture, ...] = (Mixture(),) * LEVELS
    straying: tuple[float, ...] = (0.0,) * len(WINDOWS)
    fewest: int = 3

    def looked(self, trades: Trades, awaited: Awaited, day: int) -> Looked:
        """Return the cells that have more than expected on a day, with their chances."""
        keys, counts = self._counted(trades, day)
        expected, deviation, new = self.expected(trades, awaited, keys, day)
        more = counts - new - expected
        variance = expected + (deviation + np.array(self.straying)[:, None]) * expected**2
        worth = (counts >= self.fewest) & (more > 0) & (more**2 > WORTH_A_LOOK**2 * variance)
        window, cell = np.nonzero(worth)
        observed, mean, strayed = counts[worth], expected[worth], variance[worth]
        first = new[cell]
        chances = tails.at_least(observed - first, mean, strayed)
        return Looked(keys[cell], window, observed, mean + first, strayed, chances, first)

    def _counted(self, trades: Trades, day: int) -> tuple[NDArray[np.int64], Floats]:
        """Return the cells with enough cases, and the counts in each window."""
        rows = trades.newest(day, max(WINDOWS))
        business = trades.businesses[rows]
        rows = rows[np.bincount(business, minlength=1)[business] >= self.fewest]
        keys, place = np.unique(trades.keys[:, rows], return_inverse=True)
        ages = np.tile(day - trades.days[rows], LEVELS)
        counts: Floats = np.stack(
            [np.bincount(place.ravel(), ages < each, minlength=len(keys)) for each in WINDOWS]
        ).astype(float)
        enough = counts[-1] >= self.fewest
        return keys[enough], counts[:, enough]

    def expected(
        self, trades: Trades, awaited: Awaited, keys: NDArray[np.int64], day: int
    ) -> tuple[Floats, Floats, Floats]:
        """Return the expected counts in each window, their squared deviation, and who is new."""
        _business, region, category = trades.parted(keys)
        seen = trades.before(keys, day).astype(float)
        average = trades.average(day)[region, category]
        rate, deviation = self._posterior(
            trades.levels(region, category),
            np.maximum(seen, 1),
            average * trades.known_for(keys, day),
        )
        year = awaited.year[region, category]
        expected: Floats = rate * average * awaited.newest[:, region, category] / year
        return expected, deviation, (seen == 0).astype(float)

    def _posterior(
        self, levels: NDArray[np.int64], seen: Floats, average: Floats
    ) -> tuple[Floats, Floats]:
        rate, deviation = np.ones(len(seen)), np.ones(len(seen))
        for level, prior in enumerate(self.priors):
            here = levels == level
            if here.any():
                rate[here], deviation[here] = prior.posterior(seen[here], average[here])
        return rate, deviation

    def best(
        self, trades: Trades, awaited: Awaited, day: int, told: Sequence[int] = ()
    ) -> FoundBusiness | None:
        """Return the rarest cell of a business that was not told already; None for none."""
        looked = self.looked(trades, awaited, day)
        business, region, category = trades.parted(looked.keys)
        left = np.flatnonzero(~np.isin(business, told))
        if not len(left):
            return None
        rarest = left[int(np.argmin(looked.chances[left]))]
        # Where a wider place or kind holds no case more, the narrowest is where it is.
        same = (business == business[rarest]) & (looked.windows == looked.windows[rarest])
        same = np.flatnonzero(same & (looked.observed == looked.observed[rarest]))
        at = same[int(np.argmax(trades.levels(region[same], category[same])))]
        return FoundBusiness(
            int(business[at]),
            int(region[at]),
            int(category[at]),
            WINDOWS[int(looked.windows[at])],
            round(float(looked.observed[at])),
            float(looked.expected[at]),
            float(looked.variance[at]),
            float(looked.chances[rarest]),
            int(looked.new[at]),
        )

    def rarest(self, trades: Trades, awaited: Awaited, day: int) -> float:
        """Return the smallest chance of a day."""
        return float(self.looked(trades, awaited, day).chances.min(initial=CERTAIN))
