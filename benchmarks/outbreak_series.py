"""The 42 scenarios of Noufaily et al. 2013 with past outbreaks and a current one, drawn anew.

Seven baselines, with or without trend, with none, one or two harmonics; 624 weeks; variance phi
times the mean. Past outbreaks: four, in weeks 313-575, of 2, 3, 5 and 10 standard deviations.
The current one, of 1 to 10, begins in weeks 576-616. An outbreak's size is Poisson with that mean
and is spread over the weeks after its start by a log-normal delay; one without cases is drawn
again.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


SCENARIOS = Path(__file__).resolve().parents[1].parent / (
    "shared/data/outbreaks/noufaily2013_scenarios.json"
)
WEEKS, TRAINED, TESTED = 624, 312, 575
PAST = (2, 3, 5, 10)
LATEST_START = 616
HARMONICS = (0, 1, 2)
LOW = 2.0  # cases a week on average in the test weeks: below this, a scenario counts as low


@dataclass(frozen=True)
class Drawn:
    """Series with past outbreaks, without (`quiet`) and with (`struck`) a current one."""

    quiet: NDArray[np.float64]
    struck: NDArray[np.float64]
    mean: NDArray[np.float64]
    phi: NDArray[np.float64]
    scenario: NDArray[np.int64]
    size: NDArray[np.int64]  # of the current outbreak, in standard deviations

    @property
    def low(self) -> NDArray[np.bool_]:
        """Tell which series have few cases in the test weeks."""
        few: NDArray[np.bool_] = self.mean[:, TESTED:].mean(axis=1) < LOW
        return few

    @property
    def outbreak(self) -> NDArray[np.bool_]:
        """Tell which weeks of the test have cases of the current outbreak."""
        cases: NDArray[np.bool_] = (self.struck - self.quiet)[:, TESTED:] > 0
        return cases


def drawn(seed: int, replicates: int) -> Drawn:
    """Draw every scenario so many times."""
    random = np.random.default_rng(seed)
    means, phis = _baselines()
    scenario = np.repeat(np.arange(len(means)), replicates)
    mean, phi = means[scenario], phis[scenario]
    quiet = _counts(random, mean, phi)
    sizes = np.tile(np.arange(replicates) % 10 + 1, len(means))
    for row in range(len(quiet)):
        for size, start in zip(PAST, random.integers(TRAINED, TESTED - 8, 4), strict=True):
            _strike(random, quiet[row], size * np.sqrt(phi[row] * mean[row, start]), start)
    struck = quiet.copy()
    for row in range(len(quiet)):
        start = int(random.integers(TESTED, LATEST_START))
        scale = sizes[row] * np.sqrt(phi[row] * mean[row, start])
        while not _strike(random, struck[row], scale, start):
            pass
    return Drawn(quiet, struck, mean, phi, scenario, sizes)


def _baselines() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    known = json.loads(SCENARIOS.read_text(encoding="utf-8"))
    week = np.arange(1, WEEKS + 1)
    logs, phis = [], []
    for row in range(len(known["theta"])):
        for trend in known["trend"]:
            for harmonics in HARMONICS:
                log = known["theta"][row] + known["beta"][row] * week * trend
                for j in range(1, harmonics + 1):
                    angle = 2 * np.pi * j * week / 52
                    log = log + known["gamma1"][row] * np.cos(angle)
                    log = log + known["gamma2"][row] * np.sin(angle)
                logs.append(log)
                phis.append(known["phi"][row])
    return np.exp(np.array(logs)), np.array(phis, dtype=float)


def _counts(
    random: np.random.Generator, mean: NDArray[np.float64], phi: NDArray[np.float64]
) -> NDArray[np.float64]:
    excess = np.maximum(phi - 1, 1e-9)[:, None]
    level = np.where(excess > 1e-6, random.gamma(mean / excess, excess), mean)
    return random.poisson(level).astype(float)


def _strike(
    random: np.random.Generator, series: NDArray[np.float64], mean: float, start: int
) -> int:
    """Add an outbreak to the series; return how many cases it has."""
    cases = int(random.poisson(mean))
    weeks = start + np.floor(random.lognormal(0, 0.5, cases)).astype(int)
    np.add.at(series, np.minimum(weeks, len(series) - 1), 1)
    return cases
