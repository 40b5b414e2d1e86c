"""The four ways in which a text is seen when it is classified, each as keys of its terms.

A view reads some part of a text as words, or as runs of one and two characters. A term is known by
a key of 64 bits: two characters of Unicode fit into one exactly, a word is hashed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import rjieba
from numpy.typing import NDArray


Keys = NDArray[np.uint64]
Rows = NDArray[np.int64]

CHARACTER_BITS = 21  # of one character of Unicode


@dataclass(frozen=True)
class View:
    """What part of a text is read (its first characters, or all), how, and how much it weighs."""

    name: str
    weight: float
    words: bool = False
    first: int | None = None

    def part(self, text: str) -> str:
        """Return the part of the text that this view reads."""
        return text[: self.first]

    def terms(self, texts: Sequence[str]) -> tuple[Rows, Keys]:
        """Return each term of each text: the text's place in the sequence, and the term's key."""
        parts = [self.part(text) for text in texts]
        return _words(parts) if self.words else _characters(parts)


# What a complaint is about stands at its front: the title and the first sentence count again.
VIEWS = (
    View("words", 1.0, words=True),
    View("characters", 1.0),
    View("title", 0.7, first=20),
    View("opening", 0.7, first=60),
)


@lru_cache(maxsize=200_000)
def word_key(word: str) -> int:
    """Return the key of a word: the same on every machine, unlike Python's own hash."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def character_key(run: str) -> int:
    """Return the key of a run of one or two characters."""
    key = 0
    for each in run:
        key = key << CHARACTER_BITS | ord(each)
    return key


def _words(texts: Sequence[str]) -> tuple[Rows, Keys]:
    found = [[word_key(word) for word in rjieba.cut(text) if word.strip()] for text in texts]
    rows = np.repeat(np.arange(len(texts)), [len(each) for each in found])
    keys = np.array([key for each in found for key in each], dtype=np.uint64)
    return rows, keys


def _characters(texts: Sequence[str]) -> tuple[Rows, Keys]:
    # A zero ends every text: no run reaches from one into the next.
    joined = "".join(f"{text}\0" for text in texts)
    codes = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    ends = codes == 0
    rows = np.cumsum(ends) - ends
    inside = ~ends
    pairs = inside[:-1] & inside[1:]
    runs = codes[:-1] << np.uint64(CHARACTER_BITS) | codes[1:]
    return (
        np.concatenate([rows[inside], rows[:-1][pairs]]),
        np.concatenate([codes[inside], runs[pairs]]),
    )
