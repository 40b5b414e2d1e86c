"""Suggest the nature or category of a text, with a probability that can be believed.

What `learning` learnt, without its means: a web process suggests and never learns.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

from smart315.signals.features import Features, Floats, Matrix


Doubles = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Suggestion:
    """The likeliest label of a text; None where the text holds no term that was ever seen.

    `trusted`: texts with such a probability were right in 97 of 100, when they were left out.
    `others`: the next labels with their probabilities.
    """

    label: str | None
    probability: float
    trusted: bool
    others: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Calibration:
    """How scores become probabilities: softmax(scale * scores + shifts)."""

    scale: float
    shifts: Doubles

    def probabilities(self, scores: Floats | Doubles) -> Doubles:
        """Return probabilities for scores of shape (texts, labels); rows sum to one."""
        shifted: Doubles = softmax(self.scale * scores + self.shifts, axis=1)
        return shifted


@dataclass(frozen=True)
class Classifier:
    """What was learnt: labels, features, a weight for each term and label, and the calibration.

    `weights` has the shape (terms, labels). `trusted_from` is the least probability that is
    trusted, above 1 where none is.
    """

    labels: tuple[str, ...]
    features: Features
    weights: Floats
    calibration: Calibration
    trusted_from: float

    def probabilities(self, texts: Sequence[str]) -> Doubles:
        """Return the probability of each label for each text; shape (texts, labels)."""
        return self._probable(self.features.vectors(texts))

    def suggestions(self, texts: Sequence[str]) -> list[Suggestion]:
        """Return the suggestion for each text, in their order."""
        vectors = self.features.vectors(texts)
        empty = np.diff(vectors.indptr) == 0
        chances = self._probable(vectors)
        return [self._suggested(row, nothing) for row, nothing in zip(chances, empty, strict=True)]

    def _probable(self, vectors: Matrix) -> Doubles:
        return self.calibration.probabilities(vectors @ self.weights)

    def _suggested(self, chances: Doubles, nothing: bool) -> Suggestion:  # noqa: FBT001
        ranked = [(self.labels[each], float(chances[each])) for each in np.argsort(-chances)]
        if nothing:
            return Suggestion(None, 0.0, trusted=False, others=tuple(ranked[:3]))
        label, probability = ranked[0]
        trusted = probability >= self.trusted_from
        return Suggestion(label, probability, trusted=trusted, others=tuple(ranked[1:4]))
