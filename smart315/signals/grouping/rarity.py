"""How rare each term has been so far, and what weight that gives it: a stream knows no future."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smart315.signals.grouping.settings import Settings
from smart315.signals.grouping.terms import KEYS, Flags, Floats, Keys, Terms


@dataclass(frozen=True)
class Vector:
    """A complaint as weighted terms: `subject` over all of the text, `issue` over what is no name.

    Both are of length one, as they were weighed when the complaint arrived.
    """

    keys: Keys
    subject: Floats
    issue: Floats


class Rarity:
    """Counts how many texts held each term. A fixed array of four bytes a term."""

    def __init__(self, held: NDArray[np.int32] | None = None, texts: int = 0) -> None:
        self.held = np.zeros(KEYS, dtype=np.int32) if held is None else held
        self.texts = texts

    def learn(self, terms: Terms) -> None:
        """Count one more text."""
        self.held[terms.keys] += 1
        self.texts += 1

    def weighed(self, terms: Terms, settings: Settings) -> Vector:
        """Return the terms weighed by what was counted up to now."""
        known = np.float32(self.texts + settings.unseen) / (self.held[terms.keys] + np.float32(1))
        rare = np.log(known.astype(np.float32) + 1)
        repeated = (terms.title > 0) & (terms.story > 0)
        often = 1 + np.log(np.maximum(settings.title * terms.title + terms.story, 1))
        facts = np.searchsorted(terms.keys, np.array(list(terms.facts), dtype=np.int32))
        often[facts] *= np.float32(settings.fact)
        subject = often * rare * _factor(repeated, settings.repeated)
        subject *= _factor(terms.named, settings.named)
        subject[facts[~terms.named[facts]]] = 0  # what is wrong is not whom it is about
        issue = often * np.minimum(rare, np.float32(settings.commonest))
        issue *= _factor(repeated, settings.repeated_issue)
        if not terms.named.all():
            issue[terms.named] = 0
        return Vector(terms.keys, _unit(subject), _unit(issue))


def shortened(vector: Vector, width: int) -> Vector:
    """Return the weightiest terms of a vector, of both kinds."""
    if len(vector.keys) <= width:
        return vector
    weight = np.maximum(vector.subject, vector.issue)
    kept = np.sort(np.argpartition(-weight, width)[:width])
    return Vector(vector.keys[kept], vector.subject[kept], vector.issue[kept])


def _factor(where: Flags, factor: float) -> Floats:
    return np.where(where, np.float32(factor), np.float32(1))


def _unit(weights: Floats) -> Floats:
    length = np.sqrt(weights @ weights)
    return weights / length if length else weights
