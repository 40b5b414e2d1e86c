"""Which weeks of which series hold more cases than their own past lets expect.

Each series is read by itself; all are fitted at once. A week is compared with what is expected
from its own years before, a gap of the newest weeks left out. With little or no past the answer
says so: a wide interval, or none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smart315.signals.surveillance import tails
from smart315.signals.surveillance.fitting import Fit, fitted
from smart315.signals.surveillance.tails import Floats
from smart315.signals.surveillance.terms import Settings, Terms


AT_ONCE = 256  # series fitted together: about what stays in a processor's cache
ONE_WEEK, TWO_WEEKS = 1, 2
MIDDLE = 0.95


@dataclass(frozen=True)
class Watched:
    """What is said of each week of each series (series × weeks); NaN where nothing can be said."""

    counts: Floats
    expected: Floats
    variance: Floats  # of the forecast: chance and what the past leaves unsure
    before: Floats  # expected in the week before, by the same fit
    help: Floats  # by which the newest week's chance is multiplied: below 1 after a raised week
    chance: Floats  # of so much or more by chance, both windows paid for
    window: NDArray[np.int64]  # weeks that the chance speaks of; 0 where nothing is said
    history: NDArray[np.int64]  # weeks of the past that were used
    phi: Floats
    growth: Floats  # of a year, as a factor
    settings: Settings

    @property
    def alarm(self) -> NDArray[np.bool_]:
        """Tell which weeks are alarms."""
        return np.nan_to_num(self.chance, nan=1.0) <= self.settings.false_alarms

    @property
    def recurrence(self) -> Floats:
        """After how many weeks, on average, as much comes up in a series by chance."""
        return tails.recurrence(self.chance)

    def interval(self) -> tuple[Floats, Floats]:
        """Return the counts between which 95 of 100 ordinary weeks lie."""
        side = (1 - MIDDLE) / 2
        said = np.isfinite(self.expected)
        mean, variance = self.expected[said], self.variance[said]
        low, high = np.full_like(self.expected, np.nan), np.full_like(self.expected, np.nan)
        low[said] = tails.quantile(side, mean, variance)
        high[said] = tails.quantile(1 - side, mean, variance)
        return low, high


def watched(
    counts: Floats,
    season: Floats,
    *,
    regressors: Floats | None = None,
    settings: Settings | None = None,
    since: int = 0,
) -> Watched:
    """Watch every week from `since` on of `counts` (series × weeks; NaN for a missing week).

    `season` is each week's place in its year, 0 to 1.
    """
    settings = settings or Settings()
    known = np.asarray(counts, dtype=float)
    added = np.zeros((known.shape[1], 0)) if regressors is None else np.asarray(regressors)
    terms = Terms(np.asarray(season, dtype=float), added, len(settings.season_spreads))
    said = _blank(known, settings)
    given = np.isfinite(known)
    first = np.where(given.any(axis=1), given.argmax(axis=1), known.shape[1])
    for week in range(since, known.shape[1]):
        for rows, past, gaps in _pasts(known, first, week, settings):
            _say(said, terms, week, rows, past, gaps)
    return said


def _blank(counts: Floats, settings: Settings) -> Watched:
    def none() -> Floats:
        return np.full(counts.shape, np.nan)

    def zero() -> NDArray[np.int64]:
        return np.zeros(counts.shape, dtype=np.int64)

    return Watched(
        counts, none(), none(), none(), none(), none(), zero(), zero(), none(), none(), settings
    )


def _pasts(
    counts: Floats, first: NDArray[np.int64], week: int, settings: Settings
) -> Iterator[tuple[NDArray[np.int64], Floats, NDArray[np.int64]]]:
    """Yield series with a past, some at a time: which, their past without the gap, their gaps."""
    start = max(0, week - settings.weeks - settings.gap)
    weeks = np.maximum(week - first, 0)
    gaps = settings.gaps_after(weeks)
    past = np.where(np.arange(start, week) < week - gaps[:, None], counts[:, start:week], np.nan)
    some = np.flatnonzero(np.isfinite(past).any(axis=1))
    for begin in range(0, len(some), AT_ONCE):
        rows = some[begin : begin + AT_ONCE]
        yield rows, past[rows], gaps[rows]


def _say(
    said: Watched,
    terms: Terms,
    week: int,
    rows: NDArray[np.int64],
    past: Floats,
    gaps: NDArray[np.int64],
) -> None:
    weeks = np.arange(week - past.shape[1], week)
    history = np.isfinite(past).sum(axis=1)
    prior = said.settings.prior(history, terms.regressors.shape[1])
    fit = fitted(past, terms.rows(weeks, week), prior)
    mean, variance = fit.forecast(terms.rows(np.array([week]), week))
    said.expected[rows, week], said.variance[rows, week] = mean, variance
    said.history[rows, week] = history
    said.phi[rows, week] = fit.phi
    said.growth[rows, week] = np.exp(fit.coefficients[:, 1])
    newest = tails.mid_p(said.counts[rows, week], mean, variance)
    before = _before(said, fit, terms, week, rows, gaps)
    help_of = said.settings.windows.help(before)
    said.chance[rows, week] = said.settings.windows.together(newest, before)
    said.help[rows, week] = help_of
    length = np.where(help_of < 1, TWO_WEEKS, ONE_WEEK)
    said.window[rows, week] = np.where(np.isfinite(newest), length, 0)


def _before(
    said: Watched,
    fit: Fit,
    terms: Terms,
    week: int,
    rows: NDArray[np.int64],
    gaps: NDArray[np.int64],
) -> Floats:
    """Return the chance of the week before; unknown where it took part in the fit itself."""
    mean, variance = fit.forecast(terms.rows(np.array([week - 1]), week))
    said.before[rows, week] = mean
    chance = tails.mid_p(said.counts[rows, week - 1], mean, variance)
    return np.where(gaps > 0, chance, np.nan)
