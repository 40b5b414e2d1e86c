"""What is kept of each complaint: a row of fixed arrays, that of its vector for the newest only."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from smart315.signals.grouping.complaint import Complaint
from smart315.signals.grouping.copies import PARTS, Signature
from smart315.signals.grouping.known import ISSUES
from smart315.signals.grouping.rarity import Vector
from smart315.signals.grouping.settings import Settings
from smart315.signals.grouping.terms import digest


ROW = np.dtype(
    [
        ("id", np.int64),
        ("day", np.float64),
        ("group", np.int64),  # as it was given; the table knows what it became
        ("copy_of", np.int64),  # number of another row, -1 for none
        ("person", np.int64),  # hashes of what is known, 0 where unknown
        ("business", np.int64),
        ("product", np.int64),
        ("issues", np.int64, (ISSUES,)),
        ("signature", np.uint16, (PARTS,)),
    ]
)
FIRST_ROWS = 1024


class Memory:
    """Rows of all complaints by number, in the order in which they came, and rings of vectors."""

    def __init__(self, settings: Settings) -> None:
        self.held, self.width = settings.held, settings.width
        self.count = 0
        self.numbers: dict[int, int] = {}
        self._rows = np.zeros(FIRST_ROWS, dtype=ROW)
        self.keys = np.zeros((self.held, self.width), dtype=np.int32)
        self.subject = np.zeros((self.held, self.width), dtype=np.float16)
        self.issue = np.zeros((self.held, self.width), dtype=np.float16)
        self.lengths = np.zeros(self.held, dtype=np.int16)

    @property
    def rows(self) -> NDArray[Any]:
        """The rows written so far; a view, to be changed in place."""
        return self._rows[: self.count]

    def add(self, complaint: Complaint, signature: Signature) -> int:
        """Write a row that is a group of its own; return its number."""
        if self.count == len(self._rows):
            grown = np.zeros(max(2 * self.count, FIRST_ROWS), dtype=ROW)
            grown[: self.count] = self._rows
            self._rows = grown
        number = self.count
        self._rows[number] = (
            *(complaint.id, complaint.day, number, -1),
            *(*_hashes(complaint), signature),
        )
        self.numbers[complaint.id] = number
        self.count += 1
        return number

    def tell(self, number: int, complaint: Complaint) -> None:
        """Write down other facts about a complaint."""
        row = self._rows[number]
        row["person"], row["business"], row["product"], row["issues"] = _hashes(complaint)

    def load(self, rows: NDArray[Any]) -> None:
        """Take rows that were saved."""
        self._rows, self.count = rows, len(rows)
        self.numbers = {int(identity): number for number, identity in enumerate(rows["id"])}

    def keep(self, number: int, vector: Vector) -> None:
        """Keep a vector, in the place of the one that came `held` complaints before."""
        place, many = number % self.held, len(vector.keys)
        self.keys[place, :many] = vector.keys
        self.subject[place, :many] = vector.subject
        self.issue[place, :many] = vector.issue
        self.subject[place, many:] = self.issue[place, many:] = 0
        self.lengths[place] = many

    def places(self, numbers: Sequence[int]) -> NDArray[np.int64]:
        """Return where the vectors of complaints are kept."""
        return np.asarray(numbers, dtype=np.int64) % self.held

    def has_vector(self, number: int) -> bool:
        """Whether the vector of a complaint is still kept."""
        return number >= self.count - self.held

    def vector(self, number: int) -> Vector:
        """Return a vector that is still kept."""
        place = number % self.held
        many = int(self.lengths[place])
        return Vector(
            self.keys[place, :many],
            self.subject[place, :many].astype(np.float32),
            self.issue[place, :many].astype(np.float32),
        )


def _hashes(complaint: Complaint) -> tuple[int, int, int, list[int]]:
    facts = complaint.facts
    person, business, product = map(_hash, (facts.person, facts.business, facts.product))
    issues = [*map(_hash, facts.issues[:ISSUES]), *[0] * ISSUES][:ISSUES]
    return person, business, product, issues


def _hash(value: str) -> int:
    return digest(value) if value else 0
