"""Learn to suggest labels from texts that have one.

A ridge regression on plus and minus one for each label, over the views of `features`; its scores
become probabilities by a scale and one shift a label, fitted on scores of texts left out in
turn (temperature scaling: Guo et al. 2017, "On Calibration of Modern Neural Networks").
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize, sparse
from scipy.special import log_softmax
from sklearn.linear_model import Ridge
from sklearn.model_selection import KFold, StratifiedKFold

from smart315.kernel.spreading import Spread, here
from smart315.signals.classification import Calibration, Classifier, Doubles, Places
from smart315.signals.features import Features, Floats, Matrix, weighted


STIFFNESS = 0.5  # of the ridge; 0.2 to 1 are alike
FOLDS = 5
SEED = 315
TRUSTED_ACCURACY = 0.97
LEAST_TEXTS = 20  # fewer teach nothing that could be judged
TOLERANCE = 1e-3


class TooLittleToLearn(ValueError):  # noqa: N818 - reads as a sentence
    """Fewer than 20 texts, or fewer than two labels."""


@dataclass(frozen=True)
class Material:
    """What is learnt from: the counts of each view, and the place of each text's label."""

    features: Features
    counts: list[Matrix]
    truth: Places
    labels: int


@dataclass(frozen=True)
class Part:
    """Texts that are learnt from, and others that are then asked about; none: all are learnt."""

    others: Places
    those: Places


def learn(texts: Sequence[str], labels: Sequence[str], spread: Spread = here) -> Classifier:
    """Learn from texts and the label of each; batches of texts and folds are spread.

    Raises TooLittleToLearn for fewer than 20 texts or fewer than two labels.
    """
    names = tuple(sorted(set(labels)))
    if len(texts) < LEAST_TEXTS or len(names) < 2:  # noqa: PLR2004 - a choice needs two
        raise TooLittleToLearn(f"{len(texts)} texts with {len(names)} labels")
    place = {name: number for number, name in enumerate(names)}
    truth = np.array([place[label] for label in labels])
    features = Features.learnt(texts, len(names), spread=spread)
    material = Material(features, features.counts(texts, spread), truth, len(names))
    parts = _parts(truth)
    *asked, weights = spread(_learnt, material, parts)
    scores = np.zeros((len(truth), len(names)))
    for part, said in zip(parts, asked, strict=False):
        scores[part.those] = said
    calibration = calibrated(scores, truth)
    threshold = trusted_from(calibration.probabilities(scores), truth)
    return Classifier(names, features, weights, calibration, threshold)


def calibrated(scores: Floats | Doubles, truth: Places) -> Calibration:
    """Return the scale and shifts under which the true labels are likeliest."""
    many = scores.shape[1]
    wide = scores.astype(np.float64)
    chosen = np.zeros_like(wide)
    chosen[np.arange(len(truth)), truth] = 1

    def loss(values: Doubles) -> tuple[float, Doubles]:
        scale, shifts = np.exp(values[0]), values[1:]
        logs = log_softmax(scale * wide + shifts, axis=1)
        wrong = (np.exp(logs) - chosen) / len(truth)
        value = -logs[np.arange(len(truth)), truth].mean() + 1e-3 * (shifts**2).sum()
        slope = np.concatenate([[scale * (wrong * wide).sum()], wrong.sum(0) + 2e-3 * shifts])
        return float(value), slope

    best = optimize.minimize(loss, np.array([1.0] + [0.0] * many), jac=True, method="L-BFGS-B").x
    return Calibration(float(np.exp(best[0])), best[1:])


def trusted_from(chances: Doubles, truth: Places, accuracy: float = TRUSTED_ACCURACY) -> float:
    """Return the least probability from which on the suggestions are right that often.

    Above 1 where no such probability exists.
    """
    best = chances.max(axis=1)
    order = np.argsort(-best, kind="stable")
    right = (chances.argmax(axis=1) == truth)[order]
    share = np.cumsum(right) / np.arange(1, len(right) + 1)
    enough = np.flatnonzero(share >= accuracy)
    return float(best[order][enough[-1]]) if len(enough) else 2.0


def _weights(vectors: Matrix, truth: Places, many: int) -> Floats:
    signs = np.where(truth[:, None] == np.arange(many)[None, :], 1.0, -1.0).astype(np.float32)
    ridge = Ridge(STIFFNESS, fit_intercept=False, solver="sparse_cg", tol=TOLERANCE)
    found: Floats = ridge.fit(vectors, signs).coef_.T.astype(np.float32)
    return np.ascontiguousarray(found)


def _parts(truth: Places) -> list[Part]:
    """Return the folds, and last of all everything."""
    nobody = np.empty(0, dtype=np.int64)
    folds = [Part(*each) for each in _folds(truth).split(np.zeros(len(truth)), truth)]
    return [*folds, Part(np.arange(len(truth)), nobody)]


def _learnt(material: Material, part: Part) -> Floats:
    """Return the scores of those asked, by weights learnt from the others; else the weights."""
    features, counts, truth = material.features, material.counts, material.truth
    if not len(part.those):
        return _weights(features.weighted(counts), truth, material.labels)
    learnt, asked = _fold(features, counts, part.others, part.those)
    scores: Floats = asked @ _weights(learnt, truth[part.others], material.labels)
    return scores


def _folds(truth: Places) -> StratifiedKFold | KFold:
    """Return folds that each hold every label, where each label has so many texts."""
    kind = StratifiedKFold if np.bincount(truth).min() >= FOLDS else KFold
    return kind(FOLDS, shuffle=True, random_state=SEED)


def _fold(
    features: Features, counts: list[Matrix], others: Places, those: Places
) -> tuple[Matrix, Matrix]:
    """Return both parts weighted by what the others hold alone: terms they lack are unknown."""
    learnt, asked = [], []
    for vocabulary, counted in zip(features.vocabularies, counts, strict=True):
        inside = counted[others]
        held = np.asarray((inside > 0).sum(axis=0)).ravel()
        kept = np.flatnonzero(held)
        rarity = (np.log((1 + len(others)) / (1 + held[kept])) + 1).astype(np.float32)
        weight = vocabulary.view.weight
        learnt.append(weighted(inside[:, kept], rarity, weight))
        asked.append(weighted(counted[those][:, kept], rarity, weight))
    return sparse.hstack(learnt, format="csr"), sparse.hstack(asked, format="csr")
