"""Why a week of a series is an alarm, or is not: every figure of the decision."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from smart315.signals.surveillance import tails
from smart315.signals.surveillance.weekly import TWO_WEEKS, Watched


class State(StrEnum):
    """What can be said of a week."""

    ALARM = "alarm"
    ORDINARY = "ordinary"
    NO_HISTORY = "no history"
    NO_COUNT = "no count"


@dataclass(frozen=True)
class Explanation:
    """One week of one series. Figures that cannot be told are None."""

    state: State
    observed: int | None
    expected: float | None
    more_than_expected: float | None
    window_weeks: int  # of which `chance` speaks
    observed_in_window: int | None
    expected_in_window: float | None
    chance: float | None
    recurrence_weeks: float | None
    recurrence_months: float | None  # as much comes up by chance once in so many months
    history_weeks: int
    growth_of_a_year: float | None
    variance_over_mean: float | None
    fewest_for_alarm: int | None  # the smallest count of the week that would be an alarm


def explained(watched: Watched, series: int, week: int) -> Explanation:
    """Explain one week of one series."""
    at = (series, week)
    observed, expected = _told(watched.counts[at]), _told(watched.expected[at])
    chance = _told(watched.chance[at])
    window = int(watched.window[at])
    cases, awaited = observed, expected
    if window == TWO_WEEKS and observed is not None and expected is not None:
        cases = observed + float(watched.counts[series, week - 1])
        awaited = expected + float(watched.before[at])
    return Explanation(
        state=_state(watched, at),
        observed=None if observed is None else round(observed),
        expected=expected,
        more_than_expected=_less(observed, expected),
        window_weeks=window,
        observed_in_window=None if cases is None else round(cases),
        expected_in_window=awaited,
        chance=chance,
        recurrence_weeks=None if chance is None else float(tails.recurrence(chance)),
        recurrence_months=None
        if chance is None
        else float(tails.in_months(tails.recurrence(chance))),
        history_weeks=int(watched.history[at]),
        growth_of_a_year=_told(watched.growth[at]),
        variance_over_mean=_told(watched.phi[at]),
        fewest_for_alarm=_fewest(watched, at),
    )


def _told(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _less(observed: float | None, expected: float | None) -> float | None:
    return None if observed is None or expected is None else observed - expected


def _state(watched: Watched, at: tuple[int, int]) -> State:
    if not np.isfinite(watched.counts[at]):
        return State.NO_COUNT
    if not np.isfinite(watched.expected[at]):
        return State.NO_HISTORY
    return State.ALARM if watched.alarm[at] else State.ORDINARY


def _fewest(watched: Watched, at: tuple[int, int]) -> int | None:
    """Return the smallest count that would be an alarm, the week before being as it was."""
    mean, variance = watched.expected[at], watched.variance[at]
    if not np.isfinite(mean):
        return None
    helped = watched.settings.false_alarms / (watched.settings.windows.price * watched.help[at])
    most = int(tails.quantile(1 - min(helped, 0.5) / 4, mean, variance))
    counts = np.arange(most + 2)
    enough = tails.mid_p(counts, mean, variance) <= helped
    return int(np.argmax(enough)) if enough.any() else None
