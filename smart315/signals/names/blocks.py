"""Which rows hold a key: sorted arrays, and a short tail of what came since."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from smart315.signals.names.keys import Keys, Rows


class Blocks:
    """Rows by key; twelve bytes for each pair of them."""

    def __init__(self) -> None:
        self.keys: Keys = np.empty(0, dtype=np.uint64)
        self.rows: NDArray[np.int32] = np.empty(0, dtype=np.int32)
        self.tail: defaultdict[int, list[int]] = defaultdict(list)
        self.unsorted: list[tuple[Keys, NDArray[np.int32]]] = []

    def add(self, keys: Keys, rows: Rows) -> None:
        """Note which rows hold which keys; key 0 is none."""
        for key, row in zip(keys.tolist(), rows.tolist(), strict=True):
            if key:
                self.tail[key].append(row)

    def wait(self, keys: Keys, rows: Rows) -> None:
        """Keep keys until they are sorted."""
        kept = keys > 0
        self.unsorted.append((keys[kept], rows[kept].astype(np.int32)))

    def settle(self) -> None:
        """Sort what waits into the arrays."""
        every = np.concatenate([self.keys, *(keys for keys, _rows in self.unsorted)])
        rows = np.concatenate([self.rows, *(rows for _keys, rows in self.unsorted)])
        self.unsorted.clear()
        order = np.argsort(every, kind="stable")
        self.keys, self.rows = every[order], rows[order]

    def forget_tail(self) -> None:
        """Drop the tail, all of which is going to be sorted."""
        self.tail.clear()

    def of(self, key: int, most: int) -> Rows:
        """Return the rows that hold a key, `most` of them."""
        return self.of_any(np.array([key], dtype=np.uint64), most)

    def of_any(self, keys: Keys, most: int) -> Rows:
        """Return a row for each key it holds, the rarest keys first, about `most` in all."""
        asked = np.unique(keys[keys > 0])
        first = np.searchsorted(self.keys, asked, side="left")
        counts = np.searchsorted(self.keys, asked, side="right") - first
        order = np.argsort(counts, kind="stable")
        found: list[NDArray[np.int32]] = []
        left = most
        for start, count in zip(first[order].tolist(), counts[order].tolist(), strict=True):
            if left <= 0:
                break
            found.append(self.rows[start : start + min(count, left)])
            left -= count
        newer = self._newer(asked.tolist(), most)
        return np.concatenate([*found, newer]).astype(np.int64)

    def _newer(self, keys: Iterable[int], most: int) -> NDArray[np.int32]:
        if not self.tail:
            return np.empty(0, dtype=np.int32)
        rows = [row for key in keys if key in self.tail for row in self.tail[key][-most:]]
        return np.array(rows, dtype=np.int32)

    @property
    def bytes(self) -> int:
        """Bytes of the arrays."""
        return self.keys.nbytes + self.rows.nbytes
