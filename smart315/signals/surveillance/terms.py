"""How the past is read: which weeks, which terms, and what is believed of them beforehand."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from smart315.signals.surveillance.fitting import Prior
from smart315.signals.surveillance.tails import Floats
from smart315.signals.surveillance.windows import Windows


YEAR = 52.1786  # weeks
UNSURE = 0.5  # how much of a season is believed at first


@dataclass(frozen=True)
class Settings:
    """How the past is read, and how many false alarms are allowed."""

    false_alarms: float = 0.01  # share of the weeks of a series
    windows: Windows = field(default_factory=Windows)
    years: float = 7  # of history
    gap: int = 8  # newest weeks left out of it: an outbreak may have begun in them
    trend_spread: float = 0.2  # of the yearly growth, on the log scale
    season_spreads: tuple[float, ...] = (0.5, 0.3)  # of each harmonic
    no_season: float = 1  # years after which a season begins to be believed; after twice, it is
    regressor_spread: float = 0.5
    phi: float = 1.3
    phi_weeks: float = 5
    outlier: float = 2.1

    @property
    def weeks(self) -> int:
        """How many weeks of history are read at most."""
        return round(self.years * YEAR)

    def gaps_after(self, weeks: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many newest weeks are left out of pasts of so many: a quarter at most."""
        return np.minimum(self.gap, weeks // 4)

    def prior(self, weeks: NDArray[np.int64], regressors: int) -> Prior:
        """Return what is believed of the terms of series with so many weeks of history.

        What one year did is hardly a season: it may have been an outbreak.
        """
        seasons = np.repeat(self.season_spreads, 2)
        yearly = np.concatenate([seasons, np.full(regressors, self.regressor_spread)])
        grown = np.clip((weeks / YEAR - self.no_season) / self.no_season, UNSURE, 1.0)
        trend = np.full((len(weeks), 1), self.trend_spread)
        return Prior(
            np.hstack([trend, grown[:, None] * yearly]), self.phi, self.phi_weeks, self.outlier
        )


@dataclass(frozen=True)
class Terms:
    """The columns that explain a count: level, trend, season, and what the caller adds.

    `season` is each week's place in its year, 0 to 1; `regressors` (weeks × columns) tell of
    holidays and the like, in the past and in the week that is asked about.
    """

    season: Floats
    regressors: Floats
    harmonics: int

    def rows(self, weeks: NDArray[np.int64], now: int) -> Floats:
        """Return a row for each week, its trend in years from `now`."""
        angles = 2 * np.pi * self.season[weeks]
        columns = [np.ones(len(weeks)), (weeks - now) / YEAR]
        for each in range(1, self.harmonics + 1):
            columns += [np.cos(each * angles), np.sin(each * angles)]
        return np.column_stack([*columns, self.regressors[weeks]])
