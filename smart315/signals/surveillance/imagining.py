"""Days without outbreaks, drawn from what is believed of the province now, and read as real ones.

The level of each branch is estimated anew from the days drawn, the shares of the cells are as
unsure as a year of cases leaves them, and each branch strays from day to day as it was seen to do.
So the chance errors of the expectation are in it, not only those of the counts.
"""

from dataclasses import dataclass

import numpy as np

from smart315.signals.surveillance.expecting import WEEKDAYS, Expectation
from smart315.signals.surveillance.tails import Floats


REDRAWN = 90  # days after which other errors of the shares are drawn
STEADIEST = 1e-4


@dataclass(frozen=True)
class Imagined:
    """Counts and what was expected of them (days × counties × categories)."""

    counts: Floats
    expected: Floats


def imagined(
    expectation: Expectation,
    day: int,
    days: int,
    *,
    shock: float,
    slow: float,
    random: np.random.Generator,
) -> Imagined:
    """Draw so many days as `day` is, but for its weekday.

    `shock` is the variance of a branch's level from day to day, `slow` that of its wandering.
    """
    memory, shares = expectation.memory, expectation.shares(day)
    first = memory.level + memory.level_gap
    level = expectation.level(day)
    weekly = shares.weekdays[np.arange(first + days) % WEEKDAYS]
    straying = _straying(first + days, len(level), shock, slow, random)
    rates = weekly[:, None] * level * straying
    counts = np.empty((first + days, *shares.cells.shape))
    for each in range(first + days):
        if each % REDRAWN == 0:
            sure = shares.seen + memory.cell
            cells = shares.cells * random.gamma(sure, 1 / sure)
        counts[each] = random.poisson(cells * rates[each, expectation.branches])
    totals = counts.sum(axis=1) @ expectation.member.T
    expected = np.stack(
        [
            shares.cells * weekly[each]
            * expectation.level_from(totals, weekly, each, shares)[expectation.branches]
            for each in range(first, first + days)
        ]
    )  # fmt: skip
    return Imagined(counts[first:], expected)


def _straying(
    days: int, branches: int, shock: float, slow: float, random: np.random.Generator
) -> Floats:
    fast = max(shock, STEADIEST)
    keep = np.exp(-1 / REDRAWN)
    wander = np.empty((days, branches))
    state = random.normal(size=branches)
    for day in range(days):
        state = keep * state + np.sqrt(1 - keep**2) * random.normal(size=branches)
        wander[day] = state
    strayed: Floats = random.gamma(1 / fast, fast, (days, branches))
    wandered: Floats = strayed * np.exp(np.sqrt(slow) * wander - slow / 2)
    return wandered
