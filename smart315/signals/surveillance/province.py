"""Learn from a province's past how its counts stray, and how seldom chance makes a rare one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from smart315.kernel.spreading import Spread as Spreading, here
from smart315.signals.surveillance.expecting import Expectation
from smart315.signals.surveillance.imagining import imagined
from smart315.signals.surveillance.recurring import Recurrence
from smart315.signals.surveillance.scanning import UNKNOWN, Scan, Spreads, spreads_of
from smart315.signals.surveillance.spread import Spread
from smart315.signals.surveillance.tails import Floats
from smart315.signals.surveillance.trees import Tree


YEAR = 365
LEAST = 60  # days with an expectation: fewer tell nothing of the spread
IMAGINED = 1_000
SEED = 315


@dataclass(frozen=True)
class Learnt:
    """What a scan needs beside the counts: small enough to be kept with each alarm."""

    spreads: Spreads
    recurrence: Recurrence

    def scan(self, regions: Tree, categories: Tree) -> Scan:
        """Return the scan of these trees."""
        return Scan(regions, categories, self.spreads)


def learn(
    expectation: Expectation,
    expected: Floats,
    regions: Tree,
    categories: Tree,
    spread: Spreading = here,
) -> Learnt | None:
    """Learn from the last year before the newest days; None while the past is too short.

    `expected` are `expectation.all_days()`. The same past gives the same result.
    """
    last = len(expectation.counts) - expectation.memory.year_gap
    first = max(expectation.memory.first, last - YEAR)
    if last - first < LEAST:
        return None
    past = slice(first, last)
    counts = expectation.counts[past]
    spreads = spreads_of(Scan(regions, categories, UNKNOWN), counts, expected[past])
    scan = Scan(regions, categories, spreads)
    lasts = max(scan.windows)
    recurrence = _imagined(expectation, scan, last, spread)
    path = scan.path(counts, expected[past], spread)[lasts:]
    return Learnt(spreads, recurrence.corrected(path))


def _imagined(expectation: Expectation, scan: Scan, day: int, spread: Spreading) -> Recurrence:
    shock, longest = scan.spreads[0][1].kappa, scan.spreads[-1][1].kappa
    lasts = max(scan.windows)
    slow = max(longest - shock / lasts, 0)
    random = np.random.default_rng([SEED, 5])
    days = imagined(expectation, day, IMAGINED, shock=shock, slow=slow, random=random)
    return Recurrence.of(scan.path(days.counts, days.expected, spread)[lasts:])


def written(learnt: Learnt) -> dict[str, object]:
    """Return what was learnt as plain values, to be kept."""
    recurrence = learnt.recurrence
    return {
        "spreads": [[[each.phi, each.kappa] for each in window] for window in learnt.spreads],
        "recurrence": [recurrence.rarity, recurrence.days, recurrence.steepness],
    }


def read(values: Mapping[str, Any]) -> Learnt:
    """Return what was written."""
    spreads = tuple(
        tuple(Spread(phi, kappa) for phi, kappa in window) for window in values["spreads"]
    )
    return Learnt(spreads, Recurrence(*values["recurrence"]))
