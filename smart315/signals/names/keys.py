"""Keys of cores: whole, with one character left out, and pairs of characters; for many at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


Keys = NDArray[np.uint64]
Rows = NDArray[np.int64]
SEED = 20_260_315
_LONGEST = 512  # units of a text
_RANDOM = np.random.default_rng(SEED)
_OF_UNIT = _RANDOM.integers(1, 1 << 63, 1 << 16, dtype=np.uint64)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_POWERS = np.cumprod(np.full(_LONGEST, _FACTOR, dtype=np.uint64))


def of_text(text: str) -> int:
    """Return the key of one text; 0 of an empty one. Two texts share one by a chance of 2⁻⁶⁴."""
    if not text:
        return 0
    units = np.frombuffer(text.encode("utf-16-le"), dtype=np.uint16)[:_LONGEST]
    return int((_OF_UNIT[units] * _POWERS[: len(units)]).sum(dtype=np.uint64))


def near(texts: Sequence[str]) -> tuple[Keys, Rows]:
    """Return for each text the keys of itself and of itself less one character, with its place.

    Two texts that differ by one character written wrong, left out or added share one of them.
    """
    units, starts, lengths, rows = _laid_out(texts)
    inside = np.arange(len(units)) - starts[rows]
    here = _OF_UNIT[units] * _POWERS[inside]
    moved = _OF_UNIT[units] * _POWERS[np.maximum(inside - 1, 0)]
    before = np.concatenate([np.zeros(1, np.uint64), np.cumsum(here, dtype=np.uint64)])
    behind = np.concatenate([np.zeros(1, np.uint64), np.cumsum(moved, dtype=np.uint64)])
    ends = starts + lengths
    left = before[:-1] - before[starts[rows]]
    without = left + behind[ends[rows]] - behind[1:]
    whole = before[ends] - before[starts]
    shortened = lengths[rows] > 1
    filled = np.flatnonzero(lengths)
    keys = np.concatenate([whole[filled], without[shortened]])
    return keys, np.concatenate([filled, rows[shortened]])


def pairs(texts: Sequence[str]) -> tuple[Keys, Rows]:
    """Return for each text its pairs of characters, and its first character, with its place."""
    units, starts, _lengths, rows = _laid_out(texts)
    previous = np.zeros(len(units), dtype=np.uint64)
    previous[1:] = units[:-1]
    previous[np.arange(len(units)) == starts[rows]] = 0
    return (previous << np.uint64(16)) | units.astype(np.uint64), rows


def _laid_out(texts: Sequence[str]) -> tuple[NDArray[np.uint16], Rows, Rows, Rows]:
    """Return all units in a row, where each text starts, its length, and whose each unit is."""
    raw = [text.encode("utf-16-le")[: 2 * _LONGEST] for text in texts]
    lengths = np.array([len(each) // 2 for each in raw], dtype=np.int64)
    units = np.frombuffer(b"".join(raw), dtype=np.uint16)
    starts = np.cumsum(lengths) - lengths
    return units, starts, lengths, np.repeat(np.arange(len(raw)), lengths)
