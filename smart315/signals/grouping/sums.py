"""The sum of a group's vectors: the mean cosine to all members is one product with it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smart315.signals.grouping.rarity import Vector
from smart315.signals.grouping.settings import Settings
from smart315.signals.grouping.terms import KEYS, Floats, Keys


Rows = NDArray[np.int32]
Weights = NDArray[np.float16]


@dataclass(frozen=True)
class Sum:
    """The vectors of `size` complaints added up, and the days between which they came."""

    keys: Keys
    subject: Floats
    issue: Floats
    size: int
    first: float
    last: float

    @classmethod
    def of(cls, vector: Vector, day: float) -> "Sum":
        """Return the sum of one."""
        return cls(vector.keys, vector.subject, vector.issue, 1, day, day)

    def share(self, size: int, first: float, last: float) -> "Sum":
        """Return what `size` members would add up to, if they were like the mean."""
        part = np.float32(size / self.size)
        return Sum(self.keys, self.subject * part, self.issue * part, size, first, last)


class Comparing:
    """Compares one sum, laid out once over all keys, with others: each then costs little."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        # Subject and issue of a key lie side by side: looking both up costs one miss of the cache.
        self._laid = np.zeros((KEYS, 2), dtype=np.float32)

    def lay(self, one: Sum) -> None:
        """Lay a sum out; `clear` it afterwards."""
        self._laid[one.keys, 0] = one.subject
        self._laid[one.keys, 1] = one.issue

    def clear(self, one: Sum) -> None:
        """Take the sum off again."""
        self._laid[one.keys] = 0

    def likeness(self, one: Sum, other: Sum) -> float:
        """Return how like the sum laid out and another are, between 0 and 1."""
        pairs = one.size * other.size
        laid = self._laid[other.keys]
        subject = float(laid[:, 0] @ other.subject) / pairs
        issue = float(laid[:, 1] @ other.issue) / pairs
        if subject <= 0 or issue <= 0:
            return 0.0
        share = self.settings.issue_share
        return float(subject ** (1 - share) * issue**share * self._near(one, other))

    def products(self, keys: Rows, weights: Weights) -> NDArray[np.float32]:
        """Return the product of the subject laid out with each row of keys and weights."""
        found: NDArray[np.float32] = (self._laid[keys, 0] * weights).sum(axis=1)
        return found

    def likenesses(
        self, one: Sum, keys: Rows, vectors: tuple[Weights, Weights], days: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return how like the sum laid out and single complaints are: one row of keys for each."""
        laid = self._laid[keys]
        subject = np.einsum("ij,ij->i", laid[:, :, 0], vectors[0], dtype=np.float32) / one.size
        issue = np.einsum("ij,ij->i", laid[:, :, 1], vectors[1], dtype=np.float32) / one.size
        gaps = np.maximum(0, np.maximum(one.first - days, days - one.last))
        near = np.maximum(self.settings.far, 0.5 ** (gaps / self.settings.half_life))
        share = self.settings.issue_share
        found: NDArray[np.float64] = subject ** (1 - share) * issue**share * near
        return found

    def added(self, one: Sum, other: Sum) -> Sum:
        """Return both together, the lightest terms left out where there are too many."""
        keys = np.union1d(one.keys, other.keys)
        subject, issue = np.zeros((2, len(keys)), dtype=np.float32)
        for each in (one, other):
            places = np.searchsorted(keys, each.keys)
            subject[places] += each.subject
            issue[places] += each.issue
        width = self.settings.group_width
        if len(keys) > width:
            kept = np.sort(np.argpartition(-np.maximum(subject, issue), width)[:width])
            keys, subject, issue = keys[kept], subject[kept], issue[kept]
        first, last = min(one.first, other.first), max(one.last, other.last)
        return Sum(keys, subject, issue, one.size + other.size, first, last)

    def _near(self, one: Sum, other: Sum) -> float:
        gap = max(0.0, one.first - other.last, other.first - one.last)
        return max(self.settings.far, float(0.5 ** (gap / self.settings.half_life)))
