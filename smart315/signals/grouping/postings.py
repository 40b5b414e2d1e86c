"""Which of the newest complaints hold a rare term: rings of fixed size, so that look-ups stay flat.

A million rings of 64 numbers of four bytes: 256 MB of address space, of which pages are taken up
as rings are begun, one after the other.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from smart315.signals.grouping.terms import Keys


RINGS = 1 << 20
Numbers = NDArray[np.int64]


class Postings:
    """For each term, the newest complaints that it was rare in; zero stands for none."""

    def __init__(self, newest: int) -> None:
        self.newest = newest
        self.rings = np.zeros((RINGS + 1, newest), dtype=np.int32)  # the first stays empty
        self.begun = 0
        self._ring = np.zeros(RINGS, dtype=np.int32)  # of each term; zero: none yet
        self._last = np.zeros(RINGS + 1, dtype=np.uint8)  # place written last, from one

    def add(self, number: int, keys: Keys) -> None:
        """Note that the complaint with this number holds the terms."""
        terms = keys & (RINGS - 1)
        rings = self._ring[terms]
        if not rings.all():
            rings = self._with_new(terms, rings)
        places = self._last[rings] % self.newest
        self.rings[rings, places] = number + 1
        self._last[rings] = places + 1

    def nearest(self, keys: Keys, most: int) -> Numbers:
        """Return the complaints that share most of the terms; of equals, the newer first.

        One term in common is chance; one that is asked for twice, a fact, is enough.
        """
        found = np.sort(self.rings[self._ring[keys & (RINGS - 1)]], axis=None)
        again = found[1:][(found[1:] == found[:-1]) & (found[1:] > 0)]
        numbers, shared = np.unique(again, return_counts=True)
        order = np.lexsort((-numbers, -shared))[:most]
        return numbers[order].astype(np.int64) - 1

    def saved(self) -> dict[str, NDArray[Any]]:
        """Return which terms have rings, these, and where each was written last."""
        terms = np.flatnonzero(self._ring)
        rings = self._ring[terms]
        return {"rings_at": terms, "rings": self.rings[rings], "written": self._last[rings]}

    def load(self, saved: Mapping[str, NDArray[Any]]) -> None:
        """Take rings that were saved."""
        many = len(saved["rings_at"])
        self._ring[saved["rings_at"]] = np.arange(1, many + 1)
        self.rings[1 : many + 1], self._last[1 : many + 1] = saved["rings"], saved["written"]
        self.begun = many

    def _with_new(self, terms: Keys, rings: NDArray[np.int32]) -> NDArray[np.int32]:
        """Begin a ring for each term that has none; return the rings of all."""
        new = np.sort(terms[rings == 0])
        new = new[np.append(True, new[1:] != new[:-1])]
        self._ring[new] = np.arange(self.begun + 1, self.begun + 1 + len(new))
        self.begun += len(new)
        return self._ring[terms]
