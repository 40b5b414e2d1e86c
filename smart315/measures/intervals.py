"""Intervals around what was counted: how far chance alone may move a rate."""

from math import sqrt
from statistics import NormalDist


LEVEL = 0.95


def wilson(successes: int, trials: int, level: float = LEVEL) -> tuple[float, float]:
    """Return the Wilson score interval of a rate, within 0 and 1.

    Source: Wilson, Probable inference, the law of succession, and statistical inference, JASA 22
    (1927). It holds near 0 and 1 and for few trials, where the usual ± leaves the scale. Raises
    ValueError without trials, and for more successes than trials.

    >>> tuple(round(each, 4) for each in wilson(8, 10))
    (0.4902, 0.9433)
    """
    if trials <= 0 or not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials} is no rate.")
    z = NormalDist().inv_cdf((1 + level) / 2)
    rate, square = successes / trials, z * z
    middle = rate + square / (2 * trials)
    reach = z * sqrt(rate * (1 - rate) / trials + square / (4 * trials * trials))
    whole = 1 + square / trials
    low = 0.0 if successes == 0 else (middle - reach) / whole
    high = 1.0 if successes == trials else (middle + reach) / whole
    return low, high
