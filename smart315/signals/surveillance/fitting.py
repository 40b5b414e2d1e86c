"""What counts to expect: many series fitted at once, past outbreaks weighing little.

A log-linear mean with ridge penalties, read as a normal prior of each coefficient: a history too
short to tell season or trend leaves them near nothing, and their uncertainty in the forecast.
The variance is `phi` times the mean. Weeks far above what is expected are given less weight.
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from smart315.signals.surveillance.tails import Floats


# Half a case over the whole history: a series of zeros expects little, not nothing.
HALF_A_CASE = 0.5
# Newton's steps: from the bare level, then after each new weighting of the weeks.
STEPS = (5, 1, 1)
LONGEST_STEP = 2.0
LOWEST, HIGHEST = -14.0, 30.0


@dataclass(frozen=True)
class Prior:
    """What is believed before the counts are seen."""

    spreads: Floats  # series × coefficients but the level, on the log scale
    phi: float  # variance over mean, worth `phi_weeks` weeks of history
    phi_weeks: float
    outlier: float  # standardised residual above which a past week weighs less

    @property
    def lost_to_weights(self) -> float:
        """By how much the spread of ordinary weeks would look too small, since some weigh less."""
        most = self.outlier
        beyond = special.ndtr(-most)
        density = np.exp(-most * most / 2) / np.sqrt(2 * np.pi)
        return float(1 / (1 - (most * density + beyond) + most * most * beyond))


@dataclass(frozen=True)
class Fit:
    """Coefficients (series × terms), their covariance, and the dispersion of each series."""

    coefficients: Floats
    covariance: Floats
    phi: Floats

    def forecast(self, rows: Floats) -> tuple[Floats, Floats]:
        """Return mean and variance of the sum of counts over the weeks of `rows`, per series."""
        means = np.exp(np.clip(self.coefficients @ rows.T, LOWEST, HIGHEST))
        total: Floats = means.sum(axis=1)
        slope = means @ rows
        unsure = np.einsum("sp,spq,sq->s", slope, self.covariance, slope)
        return total, self.phi * total + unsure


def fitted(counts: Floats, design: Floats, prior: Prior) -> Fit:
    """Fit every series of `counts` (series × weeks; NaN for none) to the rows of `design`.

    The first column of the design is the level. At least one week of each series must be there.
    """
    return _Fitting(counts, design, prior).run()


class _Fitting:
    """The series being fitted: their coefficients, dispersions and weights so far."""

    def __init__(self, counts: Floats, design: Floats, prior: Prior) -> None:
        self.known = np.isfinite(counts)
        weeks = self.known.sum(axis=1, keepdims=True)
        self.cases = np.where(self.known, counts + HALF_A_CASE / weeks, 0.0)
        self.root = np.cbrt(self.cases) ** 2
        self.design, self.prior = design, prior
        self.products = (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)
        self.penalty = np.pad(1 / prior.spreads**2, ((0, 0), (1, 0)))
        self.weights = self.known.astype(float)
        self.phi = np.ones(len(counts))
        self.beta = np.zeros((len(counts), design.shape[1]))
        self.beta[:, 0] = np.log(self.cases.sum(axis=1) / weeks[:, 0])

    def run(self) -> Fit:
        for steps in STEPS:
            for _step in range(steps):
                self._step()
            precision = self._weigh()
        return Fit(self.beta, self.phi[:, None, None] * np.linalg.inv(precision), self.phi)

    def _log_mean(self) -> Floats:
        return np.clip(self.beta @ self.design.T, LOWEST, HIGHEST)

    def _information(self, weights: Floats) -> Floats:
        terms = self.design.shape[1]
        return (weights @ self.products).reshape(len(weights), terms, terms)

    def _step(self) -> None:
        mean = np.exp(self._log_mean())
        precision = self._precision(self._information(self.weights * mean))
        slope = (self.weights * (self.cases - mean)) @ self.design
        slope -= self.phi[:, None] * self.penalty * self.beta
        step = np.linalg.solve(precision, slope[:, :, None])[:, :, 0]
        longest = np.abs(step).max(axis=1, keepdims=True)
        self.beta += step * np.minimum(1, LONGEST_STEP / np.maximum(longest, LONGEST_STEP))

    def _precision(self, information: Floats) -> Floats:
        return information + (self.phi[:, None] * self.penalty)[:, :, None] * np.eye(
            self.penalty.shape[1]
        )

    def _weigh(self) -> Floats:
        """Estimate the dispersions, then weigh the weeks by their Anscombe residuals."""
        sixth = np.exp(self._log_mean() / 6)
        mean = sixth**6
        information = self._information(self.weights * mean)
        precision = self._precision(information)
        used = np.trace(np.linalg.solve(precision, information), axis1=1, axis2=2)
        squares = (self.weights * (self.cases - mean) ** 2 / mean).sum(axis=1)
        free = np.maximum(self.weights.sum(axis=1) - used, 0) + self.prior.phi_weeks
        squares *= self.prior.lost_to_weights
        self.phi = np.maximum((squares + self.prior.phi * self.prior.phi_weeks) / free, 1.0)
        residual = 1.5 * (self.root - sixth**4) / (sixth * np.sqrt(self.phi)[:, None])
        most = self.prior.outlier
        self.weights = self.known * (most / np.maximum(residual, most)) ** 2
        return precision
