"""Which words of a text decided for one label rather than another."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import rjieba
from numpy.typing import NDArray

from smart315.signals.classification import Classifier
from smart315.signals.cleaning import cleaned
from smart315.signals.features import Floats, Vocabulary
from smart315.signals.views import character_key, word_key


SHOWN = 6
SHORTEST = 2  # characters: a single one tells a reader little
Spans = list[tuple[int, int]]


def reasons(
    classifier: Classifier, text: str, label: str, rather_than: str, most: int = SHOWN
) -> tuple[tuple[str, float], ...]:
    """Return the words that spoke most for `label` against `rather_than`, the strongest first.

    What a term adds to the difference of the two scores is spread over the characters where it
    stands, and summed over each word: the views' overlapping terms become words one can read.
    Words that spoke against are left out.
    """
    clean = cleaned(text)
    lean = (
        classifier.weights[:, classifier.labels.index(label)]
        - (classifier.weights[:, classifier.labels.index(rather_than)])
    )
    spoke = _by_character(classifier, clean, lean)
    total: defaultdict[str, float] = defaultdict(float)
    for word, start, end in rjieba.tokenize(clean):
        if len(word.strip()) >= SHORTEST:
            total[word] += float(spoke[start:end].sum())
    ranked = sorted(total.items(), key=lambda each: (-each[1], each[0]))
    return tuple((word, round(score, 4)) for word, score in ranked[:most] if score > 0)


def _by_character(classifier: Classifier, text: str, lean: Floats) -> NDArray[np.float64]:
    spoke = np.zeros(len(text))
    counts = classifier.features.counts([text])
    vectors = classifier.features.weighted(counts)
    added = dict(zip(vectors.indices, vectors.data * lean[vectors.indices], strict=True))
    first = 0
    for vocabulary in classifier.features.vocabularies:
        for column, spans in _places(vocabulary, text).items():
            for start, end in spans:
                share = added.get(first + column, 0.0) / len(spans) / (end - start)
                spoke[start:end] += share
        first += len(vocabulary.keys)
    return spoke


def _places(vocabulary: Vocabulary, text: str) -> dict[int, Spans]:
    """Return where each known term of the text stands, by its column in the vocabulary."""
    found: defaultdict[int, Spans] = defaultdict(list)
    terms = list(_terms(vocabulary, vocabulary.view.part(text)))
    columns = _columns(vocabulary, [key for key, _span in terms])
    for column, (_key, span) in zip(columns, terms, strict=True):
        if column is not None:
            found[column].append(span)
    return found


def _terms(vocabulary: Vocabulary, part: str) -> Iterator[tuple[int, tuple[int, int]]]:
    if vocabulary.view.words:
        for word, start, end in rjieba.tokenize(part):
            yield word_key(word), (start, end)
        return
    for start in range(len(part)):
        yield character_key(part[start]), (start, start + 1)
        if start + 1 < len(part):
            yield character_key(part[start : start + 2]), (start, start + 2)


def _columns(vocabulary: Vocabulary, keys: Sequence[int]) -> list[int | None]:
    if not len(vocabulary.keys):
        return [None] * len(keys)
    wanted = np.array(keys, dtype=np.uint64)
    places = np.minimum(np.searchsorted(vocabulary.keys, wanted), len(vocabulary.keys) - 1)
    known = vocabulary.keys[places] == wanted
    return [int(place) if there else None for place, there in zip(places, known, strict=True)]
