"""Copies, word for word or nearly: told apart from complaints that are alike in other words.

Each text is kept as the least hashes of its runs in 64 parts of their range (one-permutation
minimum hashing; Li, Owen and Zhang 2012): the share of parts that agree estimates which share of
their runs two texts have in common.
"""

import numpy as np
from numpy.typing import NDArray

from smart315.signals.grouping.terms import Keys


PARTS = 64
NONE = np.uint16(0)
Signature = NDArray[np.uint16]

_MIX = np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35)


def signature(runs: Keys) -> Signature:
    """Return the signature of a text's runs; a part without any run holds zero."""
    hashed = runs.astype(np.uint32) * _MIX[0]
    hashed = (hashed ^ (hashed >> np.uint32(13))) * _MIX[1]
    hashed ^= hashed >> np.uint32(16)
    part = hashed & np.uint32(PARTS - 1)
    rest = (hashed >> np.uint32(6)).astype(np.int64) % 65_535 + 1
    least = np.full(PARTS, 65_536, dtype=np.int64)
    np.minimum.at(least, part, rest)
    return np.where(least > 65_535, 0, least).astype(np.uint16)  # noqa: PLR2004


def resemblance(one: Signature, others: NDArray[np.uint16]) -> NDArray[np.float64]:
    """Return the estimated share of runs in common with each other; 0 where neither has any.

    >>> text = signature(np.arange(300, dtype=np.int32))
    >>> resemblance(text, text[None, :]).tolist()
    [1.0]
    """
    filled = (one != NONE) | (others != NONE)
    same = ((one == others) & filled).sum(axis=1)
    shares: NDArray[np.float64] = same / np.maximum(filled.sum(axis=1), 1)
    return shares
