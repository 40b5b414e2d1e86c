"""After how many days so rare a count comes up somewhere in the province by chance.

Counted in episodes: alarms with fewer than seven quiet days between them are one, since windows
overlap. The relation of chance and time is read off many imagined days without outbreaks, and
corrected by the province's own past.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from smart315.signals.surveillance.tails import Floats


QUIET = 7  # days without an alarm that end an episode
OFTEN = 40.0  # days: the recurrence at which the past is compared; oftener, episodes melt together
BELIEF = 6.0  # episodes' worth of trust in the imagined days, when the past speaks
SMALLEST = 1e-300
LONGEST_EXCESS = 3.0  # tenfolds: a past episode rarer than this was no chance


def episodes(alarms: NDArray[np.bool_]) -> int:
    """Count episodes of alarms.

    >>> episodes(np.array([1, 0, 1] + [0] * 7 + [1], dtype=bool))
    2
    """
    days = np.flatnonzero(alarms)
    return int(len(days) > 0) + int((np.diff(days) > QUIET).sum())


@dataclass(frozen=True)
class Recurrence:
    """`rarity` (minus the logarithm of the chance) comes up once in `days`; a tenfold takes more.

    `steepness`: by how many natural logarithms the time grows with a tenfold rarer chance.
    """

    rarity: float
    days: float
    steepness: float

    def days_of(self, chance: float) -> float:
        """Return after how many days, on average, an episode with such a chance comes up."""
        rarer = -np.log10(max(chance, SMALLEST)) - self.rarity
        return float(max(1.0, self.days * np.exp(self.steepness * rarer)))

    def chance_of(self, days: float) -> float:
        """Return the chance that comes up once in so many days."""
        return float(10.0 ** -(self.rarity + np.log(days / self.days) / self.steepness))

    def sharing(self, share: float) -> "Recurrence":
        """Return what is stated when this is one of several looks with that share of the alarms.

        A chance that comes up here once in 100 days is stated as 30 where the share is 0.3: all
        looks together then bring one as rare once in 30 days.
        """
        return replace(self, days=self.days * share)

    @classmethod
    def of(cls, path: Floats) -> "Recurrence":
        """Read the relation off the smallest chance of each of many days."""
        rare = -np.log10(np.maximum(path, SMALLEST))
        wanted = max(len(path) / OFTEN, 2.0)
        rarity = _exceeded(rare, wanted)
        peaks = _peaks(rare, rarity)
        mean = float(np.mean(peaks - rarity)) if len(peaks) else 1.0
        return cls(rarity, len(path) / max(len(peaks), 1), 1 / max(mean, 0.05))

    def corrected(self, path: Floats, belief: float = BELIEF) -> "Recurrence":
        """Return the relation corrected by the smallest chance of each day of the past.

        `belief` is how many episodes of the past the imagined days are worth.
        """
        rare = -np.log10(np.maximum(path, SMALLEST))
        seen = np.minimum(_peaks(rare, self.rarity) - self.rarity, LONGEST_EXCESS)
        awaited = len(path) / self.days
        often = (len(seen) + belief) / (awaited + belief)
        trust = 10 * belief
        steepness = (len(seen) + trust) / (float(seen.sum()) + trust / self.steepness)
        return replace(self, days=self.days / often, steepness=steepness)


def _exceeded(rare: Floats, wanted: float) -> float:
    """Return the rarity that so many episodes exceed, looking down from the rarest day.

    Not up from the commonest: there, episodes melt into one another.
    """
    for each in np.sort(rare)[::-1]:
        if episodes(rare > each) >= wanted:
            return float(each)
    return float(rare.min())


def _peaks(rare: Floats, level: float) -> Floats:
    """Return the rarest day of each episode above a level."""
    days = np.flatnonzero(rare > level)
    if not len(days):
        return np.zeros(0)
    parts = np.split(days, np.flatnonzero(np.diff(days) > QUIET) + 1)
    return np.array([rare[part].max() for part in parts])
