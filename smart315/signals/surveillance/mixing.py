"""How many complaints a business draws, beside what is usual in its trade and place.

The rate of a business, relative to the average of those complained about, is drawn from two gamma
distributions: many small ones and few large ones (DuMouchel 1999, The American Statistician 53,
177-190). Learnt from businesses that were seen at least once, as those never seen cannot be
counted.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

from smart315.signals.surveillance.tails import Floats


START = (0.0, -0.7, 0.0, 0.7, 0.0)  # logit of the share, then log shape and log rate of each
LOW, HIGH = -5.0, 5.0
FINENESS = 8  # steps of the exposure for a factor of e: cells alike are read as one
FEWEST = 50  # cells: fewer tell nothing of the two


@dataclass(frozen=True)
class Mixture:
    """A share of the first gamma, and shape and rate of both; the mean is about 1."""

    share: float = 0.5
    shapes: tuple[float, float] = (0.5, 2.0)
    rates: tuple[float, float] = (1.0, 2.0)

    def posterior(self, seen: Floats, exposure: Floats) -> tuple[Floats, Floats]:
        """Return the rate that so many cases let expect, and its squared relative deviation.

        `exposure` is how many cases the average of its trade and place had.
        """
        shapes, rates = self._both(seen)
        weight = np.exp(self._logs(seen, exposure))
        weight /= weight.sum(axis=0)
        first = (shapes + seen) / (rates + exposure)
        mean: Floats = (weight * first).sum(axis=0)
        square = (weight * first * (first + 1 / (rates + exposure))).sum(axis=0)
        return mean, np.maximum(square / mean**2 - 1, 0.0)

    def _both(self, like: Floats) -> tuple[Floats, Floats]:
        up = (slice(None), *[None] * np.ndim(like))
        return np.array(self.shapes)[up], np.array(self.rates)[up]

    def _logs(self, seen: Floats, exposure: Floats) -> Floats:
        """Return the logarithm of each gamma's part in the probability of these counts."""
        shapes, rates = self._both(seen)
        shares = np.array([self.share, 1 - self.share])
        part = rates / (rates + exposure)
        logs: Floats = (
            special.gammaln(shapes + seen) - special.gammaln(shapes) - special.gammaln(seen + 1)
            + shapes * np.log(part) + seen * np.log1p(-part)
        )  # fmt: skip
        logs += np.log(shares)[(slice(None), *[None] * np.ndim(seen))]
        return logs

    def likelihood(self, seen: Floats, exposure: Floats, many: Floats) -> float:
        """Return the mean logarithm of the probability of counts that are not zero."""
        logs = special.logsumexp(self._logs(seen, exposure), axis=0)
        none = special.logsumexp(self._logs(np.zeros_like(seen), exposure), axis=0)
        return float((many * (logs - np.log(-np.expm1(none)))).sum() / many.sum())

    @classmethod
    def learnt(cls, seen: NDArray[np.int64], exposure: Floats) -> "Mixture":
        """Learn from the cases of a year of each business that had any."""
        if len(seen) < FEWEST:
            return cls()
        steps = np.round(np.log(np.maximum(exposure, 1e-6)) * FINENESS)
        rows, many = np.unique(np.stack([seen, steps]), axis=1, return_counts=True)
        counts, about, weight = rows[0], np.exp(rows[1] / FINENESS), many.astype(float)

        def unlikely(values: Floats) -> float:
            return -cls._of(values).likelihood(counts, about, weight)

        bounds = [(LOW, HIGH)] * len(START)
        found = optimize.minimize(unlikely, np.array(START), method="L-BFGS-B", bounds=bounds)
        return cls._of(found.x)

    @classmethod
    def _of(cls, values: Floats) -> "Mixture":
        share, *logs = (float(each) for each in values)
        first, second, third, fourth = (float(np.exp(each)) for each in logs)
        return cls(float(special.expit(share)), (first, third), (second, fourth))
