"""How good suggestions are: macro-F1, accuracy, calibration, and what needs no second look."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score


BINS = 15
Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Judgement:
    """Shares between 0 and 1; `trusted_share` of the texts were right with `trusted_accuracy`."""

    texts: int
    macro_f1: float
    accuracy: float
    ece: float
    trusted_share: float
    trusted_accuracy: float | None
    f1_by_label: dict[str, float]


def judged(
    truth: NDArray[np.str_], said: NDArray[np.str_], chance: Doubles, trusted: NDArray[np.bool_]
) -> Judgement:
    """Judge what was said of texts, with the chance stated for each, against the truth."""
    right = truth == said
    return Judgement(
        texts=len(truth),
        macro_f1=float(f1_score(truth, said, average="macro", zero_division=0)),
        f1_by_label=_by_label(truth, said),
        accuracy=float(right.mean()),
        ece=expected_calibration_error(chance, right),
        trusted_share=float(trusted.mean()),
        trusted_accuracy=float(right[trusted].mean()) if trusted.any() else None,
    )


def _by_label(truth: NDArray[np.str_], said: NDArray[np.str_]) -> dict[str, float]:
    names = [str(each) for each in sorted(set(truth))]
    scores = f1_score(truth, said, labels=names, average=None, zero_division=0)
    return {name: float(score) for name, score in zip(names, scores, strict=True)}


def expected_calibration_error(chance: Doubles, right: NDArray[np.bool_]) -> float:
    """Return how far stated chances lie from what came true, over 15 bins of equal width.

    Naeini, Cooper and Hauskrecht 2015, "Obtaining Well Calibrated Probabilities Using Bayesian
    Binning".

    >>> expected_calibration_error(np.array([0.9, 0.9]), np.array([True, False]))
    0.4
    """
    place = np.minimum((chance * BINS).astype(int), BINS - 1)
    stated = np.bincount(place, weights=chance, minlength=BINS)
    came = np.bincount(place, weights=right.astype(float), minlength=BINS)
    return float(np.round(np.abs(stated - came).sum() / len(chance), 12))
