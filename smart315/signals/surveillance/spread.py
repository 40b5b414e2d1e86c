"""How far counts stray from what is expected: one rule for all cells of a window.

The variance is phi × expected + kappa × expected². It is learnt from all cells together, never of
each by itself: that would call chance rare a hundred times too often.
"""

from dataclasses import dataclass

import numpy as np

from smart315.signals.surveillance.tails import Floats


FEWEST = 0.02  # cases expected: cells with less tell nothing of the variance
OUTLIER = 25.0  # squared standard deviations: more is an outbreak, not the ordinary spread
ROUNDS = 4


@dataclass(frozen=True)
class Spread:
    """The two coefficients of the variance."""

    phi: float = 1.0
    kappa: float = 0.0

    def variance(self, expected: Floats) -> Floats:
        """Return the variance of a count with that expectation."""
        return self.phi * expected + self.kappa * expected * expected

    @classmethod
    def learnt(cls, counts: Floats, expected: Floats) -> "Spread":
        """Learn from counts and their expectations, of many cells and days."""
        some = np.isfinite(expected) & (expected > FEWEST)
        mean, strayed = expected[some].astype(float), (counts[some] - expected[some]) ** 2
        spread = cls(1.0, 0.05)
        for _round in range(ROUNDS):
            variance = spread.variance(mean)
            kept = np.minimum(strayed, OUTLIER * (variance + 1))
            spread = cls._solved(mean, kept, 1 / variance**2)
        return spread

    @classmethod
    def _solved(cls, mean: Floats, strayed: Floats, weight: Floats) -> "Spread":
        table = np.stack([mean, mean**2])
        phi, kappa = np.linalg.solve((table * weight) @ table.T, (table * weight) @ strayed)
        if phi < 1:
            left = weight * mean**2
            kappa = (left * (strayed - mean)).sum() / (left * mean**2).sum()
        if kappa < 0:
            return cls(max(float((weight * mean * strayed).sum()
                                 / (weight * mean**2).sum()), 1.0), 0.0)  # fmt: skip
        return cls(max(float(phi), 1.0), float(kappa))
