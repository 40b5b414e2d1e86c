"""The sum of a group's vectors: the mean cosine to all members is one product with it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smart315.signals.grouping.rarity import Vector
from smart315.signals.grouping.settings import Settings
from smart315.signals.grouping.terms import Floats, Keys


Weights = NDArray[np.float16]
Places = NDArray[np.int64]
Doubles = NDArray[np.float64]

NO_KEY = np.int32(-1)
LOWEST = (1 << 16) - 1  # bits of a key by which most are told to be no others'


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


@dataclass(frozen=True)
class Lone:
    """Single complaints: the keys of each (a row), where their weights are, and their days."""

    keys: Keys
    places: Places
    subject: Weights
    issue: Weights
    days: Doubles


class Comparing:
    """Compares one sum, laid out once, with many others: each key of theirs then costs little.

    Most keys of others are not among those of the sum. A small table, which stays in the
    processor's cache, tells so by their lowest bits; only the rest is searched for.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._held = np.zeros(LOWEST + 1, dtype=bool)

    def lay(self, one: Sum) -> None:
        """Lay a sum out; `clear` it afterwards."""
        self._held[one.keys & LOWEST] = True

    def clear(self, one: Sum) -> None:
        """Take the sum off again."""
        self._held[one.keys & LOWEST] = False

    def likeness(self, one: Sum, other: Sum) -> float:
        """Return how like the sum laid out and another are, between 0 and 1."""
        return float(self.likenesses(one, [other])[0])

    def likenesses(self, one: Sum, others: Sequence[Sum]) -> Doubles:
        """Return how like the sum laid out and each of the others are, between 0 and 1."""
        keys = np.concatenate([each.keys for each in others])
        its, mine = self._met(one, keys)
        ends = np.cumsum([len(each.keys) for each in others])
        which = np.searchsorted(ends, its, side="right")
        subject = np.concatenate([each.subject for each in others])[its]
        issue = np.concatenate([each.issue for each in others])[its]
        both = one.size * np.array([each.size for each in others])
        gaps = [max(0.0, one.first - each.last, each.first - one.last) for each in others]
        products = (one.subject[mine] * subject, one.issue[mine] * issue)
        return self._of_cosines(which, products, both, np.array(gaps))

    def of_lone(self, one: Sum, lone: Lone) -> Doubles:
        """Return how like the sum laid out and single complaints are."""
        many, width = lone.keys.shape
        its, mine = self._met(one, lone.keys.ravel())
        which, column = its // width, its % width
        subject = one.subject[mine] * lone.subject[lone.places[which], column]
        issue = one.issue[mine] * lone.issue[lone.places[which], column]
        gaps = np.maximum(0, np.maximum(one.first - lone.days, lone.days - one.last))
        return self._of_cosines(which, (subject, issue), np.full(many, one.size), gaps)

    def products(self, one: Sum, lone: Lone) -> Doubles:
        """Return the product of the subject laid out with that of each single complaint."""
        many, width = lone.keys.shape
        its, mine = self._met(one, lone.keys.ravel())
        which, column = its // width, its % width
        weights = one.subject[mine] * lone.subject[lone.places[which], column]
        return np.bincount(which, weights=weights, minlength=many).astype(np.float64)

    def _met(self, one: Sum, keys: Keys) -> tuple[Places, Places]:
        """Return where keys are that the sum laid out has too, and where it has them."""
        maybe = np.flatnonzero(self._held[keys & LOWEST])
        found = keys[maybe]
        mine = np.searchsorted(one.keys, found)
        mine[mine == len(one.keys)] = 0
        same = one.keys[mine] == found
        return maybe[same], mine[same]

    def _of_cosines(
        self, which: Places, products: tuple[Floats, Floats], pairs: Places, gaps: Doubles
    ) -> Doubles:
        many = len(pairs)
        subject, issue = (np.bincount(which, weights=p, minlength=many) / pairs for p in products)
        near = np.maximum(self.settings.far, 0.5 ** (gaps / self.settings.half_life))
        share = self.settings.issue_share
        found: Doubles = subject ** (1 - share) * issue**share * near
        return found

    def added(self, one: Sum, other: Sum) -> Sum:
        """Return both together, the lightest terms left out where there are too many."""
        one, other = (one, other) if len(one.keys) >= len(other.keys) else (other, one)
        places = np.searchsorted(one.keys, other.keys)
        there = np.append(one.keys, NO_KEY)[places] == other.keys
        subject, issue = one.subject.copy(), one.issue.copy()
        subject[places[there]] += other.subject[there]
        issue[places[there]] += other.issue[there]
        new = ~there
        keys = np.insert(one.keys, places[new], other.keys[new])
        subject = np.insert(subject, places[new], other.subject[new])
        issue = np.insert(issue, places[new], other.issue[new])
        width = self.settings.group_width
        if len(keys) > width:
            kept = np.sort(np.argpartition(-np.maximum(subject, issue), width)[:width])
            keys, subject, issue = keys[kept], subject[kept], issue[kept]
        first, last = min(one.first, other.first), max(one.last, other.last)
        return Sum(keys, subject, issue, one.size + other.size, first, last)
