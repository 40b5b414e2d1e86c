"""Weigh the terms of texts by how rare they are, learnt from a collection (TF-IDF), in batches.

Each view counts 1 + log of a term's occurrences, times how rare the term is, and is brought to
one length, so that a long story does not drown its title.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smart315.kernel.spreading import Spread, here
from smart315.signals.cleaning import cleaned
from smart315.signals.views import VIEWS, Keys, View


Matrix = sparse.csr_matrix
Floats = NDArray[np.float32]

BATCH = 2_000  # texts counted at once
MOST_WEIGHTS = 5_000_000  # of one view, terms times labels; the commonest terms are kept


@dataclass(frozen=True)
class Vocabulary:
    """The terms of one view, by key in order, and how many of the collection's texts hold each."""

    view: View
    keys: Keys
    held: NDArray[np.int64]
    texts: int

    def counts(self, texts: Sequence[str]) -> Matrix:
        """Return how often each known term stands in each text; shape (texts, terms)."""
        rows, keys = self.view.terms(texts)
        columns = np.searchsorted(self.keys, keys)
        known = columns < len(self.keys)
        known[known] = self.keys[columns[known]] == keys[known]
        ones = np.ones(int(known.sum()), dtype=np.float32)
        shape = (len(texts), len(self.keys))
        return sparse.coo_matrix((ones, (rows[known], columns[known])), shape=shape).tocsr()

    def rarity(self) -> Floats:
        """Return the weight of each term: log((1 + texts) / (1 + texts that hold it)) + 1."""
        rare: Floats = (np.log((1 + self.texts) / (1 + self.held)) + 1).astype(np.float32)
        return rare


@dataclass(frozen=True)
class Features:
    """The vocabularies of all views: what turns a text into one vector."""

    vocabularies: tuple[Vocabulary, ...]

    @classmethod
    def learnt(
        cls,
        texts: Sequence[str],
        labels: int,
        views: Sequence[View] = VIEWS,
        spread: Spread = here,
    ) -> Self:
        """Return the features of a collection with so many labels; texts are cleaned here."""
        told = spread(_held, tuple(views), _batches(texts))
        most = MOST_WEIGHTS // labels
        by_view = [[batch[place] for batch in told] for place in range(len(views))]
        return cls(
            tuple(
                _vocabulary(view, held, len(texts), most)
                for view, held in zip(views, by_view, strict=True)
            )
        )

    def counts(self, texts: Sequence[str], spread: Spread = here) -> list[Matrix]:
        """Return the counts of each view for texts as they came; each of shape (texts, terms)."""
        told = spread(_counted, self, _batches(texts))
        by_view: list[tuple[Matrix, ...]] = list(zip(*told, strict=True))
        return [each[0] if len(each) == 1 else _stacked(each) for each in by_view]

    def vectors(self, texts: Sequence[str]) -> Matrix:
        """Return the weighted vectors of texts as they came; shape (texts, width)."""
        return self.weighted(self.counts(texts))

    def weighted(self, counts: Sequence[Matrix]) -> Matrix:
        """Return counts of each view as one weighted matrix."""
        pairs = zip(self.vocabularies, counts, strict=True)
        parts = [weighted(counted, each.rarity(), each.view.weight) for each, counted in pairs]
        joined: Matrix = sparse.hstack(parts, format="csr")
        return joined


def weighted(counts: Matrix, rarity: Floats, weight: float) -> Matrix:
    """Return 1 + log(count) times rarity, each row brought to the length `weight`."""
    result = counts.copy()
    result.data = (1 + np.log(result.data)) * rarity[result.indices]
    squares = np.asarray(result.multiply(result).sum(axis=1)).ravel()
    scale = np.divide(weight, np.sqrt(squares), out=np.zeros_like(squares), where=squares > 0)
    result.data = (result.data * np.repeat(scale, np.diff(result.indptr))).astype(np.float32)
    return result


def _batches(texts: Sequence[str]) -> list[Sequence[str]]:
    return [texts[start : start + BATCH] for start in range(0, len(texts), BATCH)] or [texts]


def _stacked(parts: Sequence[Matrix]) -> Matrix:
    stacked: Matrix = sparse.vstack(parts, format="csr")
    return stacked


def _counted(features: Features, texts: Sequence[str]) -> list[Matrix]:
    clean = [cleaned(text) for text in texts]
    return [each.counts(clean) for each in features.vocabularies]


Held = tuple[Keys, NDArray[np.int64]]


def _held(views: Sequence[View], texts: Sequence[str]) -> list[Held]:
    """Return for each view the terms of some texts, and how many of these hold each."""
    clean = [cleaned(text) for text in texts]
    return [np.unique(_distinct(view, clean), return_counts=True) for view in views]


def _vocabulary(view: View, batches: Sequence[Held], texts: int, most: int) -> Vocabulary:
    keys, held = np.empty(0, np.uint64), np.empty(0, np.int64)
    for new, counts in batches:
        together, place = np.unique(np.concatenate([keys, new]), return_inverse=True)
        total = np.bincount(place, weights=np.concatenate([held, counts]), minlength=len(together))
        keys, held = together, total.astype(np.int64)
    if len(keys) > most:
        kept = np.sort(np.argsort(-held, kind="stable")[:most])
        keys, held = keys[kept], held[kept]
    return Vocabulary(view, keys, held, texts)


def _distinct(view: View, texts: Sequence[str]) -> Keys:
    """Return the key of each term once for every text that holds it."""
    rows, keys = view.terms(texts)
    order = np.lexsort((keys, rows))
    rows, keys = rows[order], keys[order]
    first = np.ones(len(keys), dtype=bool)
    first[1:] = (rows[1:] != rows[:-1]) | (keys[1:] != keys[:-1])
    return keys[first]
