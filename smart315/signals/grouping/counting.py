"""How many people a group is about: every count exists twice, raw and of distinct persons."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def people(rows: NDArray[Any]) -> int:
    """Return how many distinct persons stand behind rows of `memory.ROW`.

    One whose person is unknown counts as a person of their own, unless it copies another.
    """
    known = rows["person"] != 0
    unknown = ~known & (rows["copy_of"] < 0)
    return len(np.unique(rows["person"][known])) + int(unknown.sum())


def copies(rows: NDArray[Any]) -> int:
    """Return how many of the rows copy another of the group."""
    return int((rows["copy_of"] >= 0).sum())
