"""Which of the newest complaints hold a rare term: rings of fixed size, so that look-ups stay flat.

A million rings of 64 numbers of four bytes: 256 MB of address space, of which pages are taken up
when a ring is first written.
"""

import numpy as np
from numpy.typing import NDArray

from smart315.signals.grouping.terms import Keys


RINGS = 1 << 20
ENOUGH = 2  # shared terms
Numbers = NDArray[np.int64]


class Postings:
    """For each term, the newest complaints that it was rare in; zero stands for none."""

    def __init__(self, newest: int) -> None:
        self.newest = newest
        self.rings = np.zeros((RINGS, newest), dtype=np.int32)
        self.written = np.zeros(RINGS, dtype=np.uint8)  # the last place, from one; zero: unused

    def add(self, number: int, keys: Keys) -> None:
        """Note that the complaint with this number holds the terms."""
        rows = keys & (RINGS - 1)
        places = self.written[rows] % self.newest
        self.rings[rows, places] = number + 1
        self.written[rows] = places + 1

    def nearest(self, keys: Keys, most: int) -> Numbers:
        """Return the complaints that share most of the terms; of equals, the newer first.

        One term in common is chance; one that is asked for twice, a fact, is enough.
        """
        found = self.rings[keys & (RINGS - 1)].ravel()
        numbers, shared = np.unique(found[found > 0], return_counts=True)
        numbers, shared = numbers[shared >= ENOUGH], shared[shared >= ENOUGH]
        order = np.lexsort((-numbers, -shared))[:most]
        return numbers[order].astype(np.int64) - 1
