"""The register of names: which business a name as written means, or which it may mean."""

from collections.abc import Container, Iterable

import numpy as np
from rapidfuzz import fuzz, process

from smart315.signals.names import keys
from smart315.signals.names.answers import Answer, Asked, Candidate, Entry
from smart315.signals.names.blocks import Blocks
from smart315.signals.names.comparing import Compared, Written, compared
from smart315.signals.names.deciding import decided
from smart315.signals.names.keys import Rows
from smart315.signals.names.parts import Parts, parts
from smart315.signals.names.places import Places
from smart315.signals.names.rows import Columns


SHOWN = 5
SAME = 64  # rows of one core, mark or telephone that are compared
NEAR = 24  # rows that differ by one character
COMMON = 4096  # rows of one core or mark of which the nearest are taken
READ = 2000  # rows read for pairs of characters, the rarest pairs first
SHARING = 96  # of these, those that share the most are read
COMPARED = 16  # of these, the likest are compared
BATCH = 50_000
WAITING = 4096  # names that may wait unsorted, or one in sixteen of the sorted ones
SHARE = 16


class Register:
    """All names of all businesses, and the arrays by which they are found."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.columns = Columns()
        self.cores, self.marks, self.near = Blocks(), Blocks(), Blocks()
        self.pairs, self.codes, self.phones = Blocks(), Blocks(), Blocks()
        self.sorted = 0

    def __len__(self) -> int:
        return len(self.columns)

    def extend(self, entries: Iterable[Entry]) -> None:
        """Add many names and sort them."""
        for entry in entries:
            self.columns.append(entry, parts(entry.name, self.places))
        self._sort()

    def add(self, entry: Entry) -> None:
        """Add one name; now and then all are sorted again."""
        row = self.columns.append(entry, parts(entry.name, self.places))
        waiting = len(self) - self.sorted
        if waiting > max(WAITING, self.sorted // SHARE):
            self._sort()
            return
        for block, (some, rows) in self._keys(row, row + 1):
            block.add(some, rows)

    def resolve(self, asked: Asked, most: int = SHOWN) -> Answer:
        """Return the one business that is meant, or None with the `most` likeliest."""
        read = parts(asked.name, self.places)
        written = Written.of(asked, read)
        found = self._compared(written, self._same(written))
        business, why = decided(written, found)
        if business is None and read.core:
            known = {each.row.id for each in found if each.row.core == read.core}
            if len(known) < most:
                found += self._compared(written, self._alike(written))
                business, why = decided(written, found)
        return Answer(business, why, _ranked(found, business, most), read)

    def alike(
        self, asked: Asked, but: Container[int] = (), most: int = SHOWN
    ) -> tuple[Candidate, ...]:
        """Return the `most` likeliest, apart from some: whose entry may be here a second time."""
        written = Written.of(asked, parts(asked.name, self.places))
        rows = self._same(written)
        if written.parts.core:
            rows = np.union1d(rows, self._alike(written))
        found = [each for each in self._compared(written, rows) if each.row.id not in but]
        return _ranked(found, None, most)

    @property
    def bytes(self) -> int:
        """Bytes of all that is kept, beside what waits unsorted."""
        blocks = (self.cores, self.marks, self.near, self.pairs, self.codes, self.phones)
        return self.columns.bytes + sum(each.bytes for each in blocks)

    def _sort(self) -> None:
        for block in self._blocks():
            block.forget_tail()
        for start in range(self.sorted, len(self), BATCH):
            for block, (some, rows) in self._keys(start, min(start + BATCH, len(self))):
                block.wait(some, rows)
        for block in self._blocks():
            block.settle()
        self.sorted = len(self)

    def _blocks(self) -> tuple[Blocks, ...]:
        return self.cores, self.marks, self.near, self.pairs, self.codes, self.phones

    def _keys(self, start: int, end: int) -> list[tuple[Blocks, tuple[keys.Keys, Rows]]]:
        """Return for each block the keys of some rows, with the rows."""
        cores = [self.columns.core(row) for row in range(start, end)]
        marks = [core[: self.columns.marks[start + at]] for at, core in enumerate(cores)]
        rows = np.arange(start, end)
        near, whose = keys.near(cores)
        pairs, whose_pair = keys.pairs(cores)
        by_core = np.array([keys.of_text(each) for each in cores], dtype=np.uint64)
        by_mark = np.array([keys.of_text(each) for each in marks], dtype=np.uint64)
        code = np.array(self.columns.code[start:end], dtype=np.uint64)
        phone = np.array(self.columns.phone[start:end], dtype=np.uint64)
        some = [(by_core, rows), (by_mark, rows), (near, whose + start)]
        some += [(pairs, whose_pair + start), (code, rows), (phone, rows)]
        return list(zip(self._blocks(), some, strict=True))

    def _same(self, written: Written) -> Rows:
        """Return the rows with the same code, telephone, core or mark."""
        known = [self.codes.of(written.code, SAME), self.phones.of(written.phone, SAME)]
        read = written.parts
        for block, text in ((self.cores, read.core), (self.marks, read.mark)):
            some = block.of(keys.of_text(text), COMMON)
            known.append(self.columns.nearest(some, written.place, SAME))
            if len(some):
                break
        return np.unique(np.concatenate(known))

    def _alike(self, written: Written) -> Rows:
        """Return rows of the same mark, one character away, or with many pairs in common."""
        read = written.parts
        marks = self.marks.of(keys.of_text(read.mark), COMMON)
        near = self.near.of_any(keys.near([read.core])[0], READ)
        marks = self.columns.nearest(marks, written.place, COMPARED)
        near = self.columns.nearest(np.unique(near), written.place, NEAR)
        return np.unique(np.concatenate([marks, near, self._by_pairs(read)]))

    def _by_pairs(self, read: Parts) -> Rows:
        rows = self.pairs.of_any(keys.pairs([read.core])[0], READ)
        distinct, shared = np.unique(rows, return_counts=True)
        some = distinct[np.argsort(-shared, kind="stable")[:SHARING]]
        cores = [self.columns.core(row) for row in some.tolist()]
        best = process.extract(read.core, cores, scorer=fuzz.ratio, limit=COMPARED)
        return some[[place for _core, _score, place in best]]

    def _compared(self, written: Written, rows: Rows) -> list[Compared]:
        return [compared(written, self.columns.row(row)) for row in rows.tolist()]


def _ranked(found: list[Compared], business: int | None, most: int) -> tuple[Candidate, ...]:
    """Return each business once, by its likeliest name; the one that is meant first."""
    scored = [
        (each.row.id != business, -each.score, each.row.id, at)
        for at, each in enumerate(found)
        if each.reasons
    ]
    best: dict[int, Candidate] = {}
    for _other, _score, number, at in sorted(scored):
        if len(best) == most:
            break
        if number not in best:
            best[number] = found[at].candidate()
    return tuple(best.values())
