"""A question as a value: measures by up to two dimensions, over a time, of a part."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


MOST_MEASURES = 3
MOST_CELLS = 5_000
MOST_ROWS = 200
"""The most rows that "the first so many" can be."""


class Sort(StrEnum):
    """In what order the rows stand: by their codes, or by the first measure."""

    CODE = "code"
    MOST = "most"
    LEAST = "least"


class Against(StrEnum):
    """With which earlier time the figures are compared."""

    YEAR = "year"
    BEFORE = "before"


@dataclass(frozen=True)
class Question:
    """What is asked; its words are those of an address.

    `when` is a period (`2026Q3`), a span of days (`2026-05-01..2026-05-20`) or a word that moves
    with today (`last-month`). `place` is an organisation with all below it, `where` gives codes of
    dimensions: any of one dimension, and of each. `top` keeps so many rows and sums the rest.
    """

    measures: tuple[str, ...]
    rows: str = ""
    columns: str = ""
    when: str = "quarter"
    against: tuple[str, ...] = ()
    place: int | None = None
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = Sort.CODE.value
    top: int = 0
    parts: bool = False

    def narrowed(self, dimension: str, *codes: str) -> "Question":
        """Return the question about these codes of a dimension alone; about all without one."""
        rest = {name: each for name, each in self.where.items() if name != dimension}
        return replace(self, where={**rest, dimension: codes} if codes else rest)

    def at(self, when: str) -> "Question":
        """Return the same question about another time."""
        return replace(self, when=when)

    def parameters(self) -> list[tuple[str, str]]:
        """Return it as the parts of an address, always in the same order."""
        found = [("measure", each) for each in self.measures]
        found += [("rows", self.rows), ("columns", self.columns), ("period", self.when)]
        found += [("against", each) for each in self.against]
        found.append(("place", str(self.place or "")))
        found += [(name, code) for name in sorted(self.where) for code in self.where[name]]
        found += [
            ("sort", "" if self.sort == Sort.CODE else self.sort),
            ("top", str(self.top or "")),
            ("parts", "1" if self.parts else ""),
        ]
        # A blank code is a code: of what nothing is known.
        return [(name, value) for name, value in found if value or name in self.where]

    def data(self) -> dict[str, Any]:
        """Return it as it is kept: the lists of values by name that `reading.read` takes."""
        found: dict[str, list[str]] = {}
        for name, value in self.parameters():
            found.setdefault(name, []).append(value)
        return found
