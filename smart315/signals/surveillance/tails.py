"""Upper tails of counts: how seldom so many cases, or more, come by chance."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special


Floats = NDArray[np.float64]

WEEKS_IN_MONTH = 365.25 / 7 / 12
# Below this excess of the variance over the mean, a count is as good as Poisson.
SMALLEST_EXCESS = 1e-6
SMALLEST_MEAN = 1e-9


def at_least(count: ArrayLike, mean: ArrayLike, variance: ArrayLike) -> Floats:
    """Return the probability of `count` or more: negative binomial with that mean and variance.

    A variance at or below the mean is taken as Poisson.

    >>> at_least([0, 1], 0.5, 0.5).round(4).tolist()
    [1.0, 0.3935]
    """
    many = np.asarray(count, dtype=float)
    mu = np.maximum(np.asarray(mean, dtype=float), SMALLEST_MEAN)
    excess = np.maximum(np.asarray(variance, dtype=float) - mu, SMALLEST_EXCESS * mu)
    size = mu * mu / excess
    above: Floats = special.betainc(np.maximum(many, 1e-300), size, mu / (mu + size))
    certain: Floats = np.where(many <= 0, 1.0, above)
    return certain


def mid_p(count: ArrayLike, mean: ArrayLike, variance: ArrayLike) -> Floats:
    """Return the probability of more than `count`, plus half that of exactly `count`.

    Halving the last step lets small counts, which jump, keep the rate that is stated on average.
    """
    many = np.asarray(count, dtype=float)
    halved: Floats = (at_least(many, mean, variance) + at_least(many + 1, mean, variance)) / 2
    return halved


def quantile(share: float, mean: ArrayLike, variance: ArrayLike) -> Floats:
    """Return the smallest count that is not exceeded with probability `share`.

    >>> quantile(0.975, [0.5, 10.0], [0.5, 10.0]).tolist()
    [2.0, 17.0]
    """
    mu = np.maximum(np.asarray(mean, dtype=float), SMALLEST_MEAN)
    var = np.maximum(np.asarray(variance, dtype=float), mu)
    low = np.zeros(np.broadcast(mu, var).shape)
    high: Floats = np.ceil(mu + 60 * np.sqrt(var) + 60)
    while np.any(high - low > 0):
        middle = np.floor((low + high) / 2)
        enough = 1 - at_least(middle + 1, mu, var) >= share
        high = np.where(enough, middle, high)
        low = np.where(enough, low, np.minimum(middle + 1, high))
    return high


def recurrence(chance: ArrayLike) -> Floats:
    """Return after how many weeks, on average, so small a chance comes up by itself.

    >>> recurrence([1.0, 0.01]).tolist()
    [1.0, 100.0]
    """
    weeks: Floats = 1 / np.maximum(np.asarray(chance, dtype=float), 1e-300)
    return weeks


def in_months(weeks: ArrayLike) -> Floats:
    """Return weeks as months.

    >>> round(float(in_months(52.1786)), 2)
    12.0
    """
    months: Floats = np.asarray(weeks, dtype=float) / WEEKS_IN_MONTH
    return months
