"""The names of the register as columns: some sixty bytes each, and the core."""

import codecs
from array import array
from dataclasses import dataclass

import numpy as np

from smart315.signals.names import keys
from smart315.signals.names.answers import Entry, Kind
from smart315.signals.names.keys import Rows as Numbers
from smart315.signals.names.parts import Parts
from smart315.signals.names.vocabulary import Form


_PLACE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One name of the register, taken apart; names of branches and codes are known by key."""

    id: int
    core: str
    mark: str
    said: int  # the place in the name
    place: int  # where the business is; the place in the name if unknown
    form: Form
    kind: Kind
    branch: int
    code: int
    phone: int


class Columns:
    """All rows. A row is never changed."""

    def __init__(self) -> None:
        self.ids = array("q")
        self.units = array("H")
        self.ends = array("Q", [0])
        self.marks = array("B")
        self.said, self.place = array("i"), array("i")
        self.form, self.kind = array("B"), array("B")
        self.branch, self.code, self.phone = array("Q"), array("Q"), array("Q")

    def __len__(self) -> int:
        return len(self.ids)

    def append(self, entry: Entry, parts: Parts) -> int:
        """Add a row; return its number."""
        self.ids.append(entry.id)
        self.units.frombytes(parts.core.encode("utf-16-le"))
        self.ends.append(len(self.units))
        self.marks.append(len(parts.mark))
        self.said.append(parts.place)
        where = place_code(entry.place) or (parts.branch and parts.branch_place) or parts.place
        self.place.append(int(where))
        self.form.append(parts.form)
        self.kind.append(entry.kind)
        self.branch.append(keys.of_text(parts.branch))
        self.code.append(keys.of_text(entry.code))
        self.phone.append(keys.of_text(entry.phone))
        return len(self) - 1

    def core(self, row: int) -> str:
        """Return the core of one row."""
        units = self.units[self.ends[row] : self.ends[row + 1]]
        return codecs.utf_16_le_decode(units)[0]

    def row(self, number: int) -> Row:
        """Return one row."""
        core = self.core(number)
        return Row(
            id=self.ids[number],
            core=core,
            mark=core[: self.marks[number]],
            said=self.said[number],
            place=self.place[number],
            form=Form(self.form[number]),
            kind=Kind(self.kind[number]),
            branch=self.branch[number],
            code=self.code[number],
            phone=self.phone[number],
        )

    def nearest(self, rows: Numbers, place: int, most: int) -> Numbers:
        """Return `most` of the rows: of the same county first, then of the same prefecture."""
        if len(rows) <= most:
            return rows
        places = np.frombuffer(self.place, dtype=np.int32)[rows]
        far = (places != place).astype(np.int8) + (places // 100 != place // 100)
        order = np.argsort(far, kind="stable")
        return rows[order[:most]]

    @property
    def bytes(self) -> int:
        """Bytes of the columns."""
        return sum(each.buffer_info()[1] * each.itemsize for each in vars(self).values())


def place_code(code: str) -> int:
    """Return the number of a division's code, of a township's the county's; 0 if it is none."""
    digits = code[:_PLACE_DIGITS].ljust(_PLACE_DIGITS, "0") if code else ""
    return int(digits) if digits.isascii() and digits.isdigit() else 0
