"""A drafted paragraph: its text, and from which cell of which table each figure in it came."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from smart315.insight.analyses.cells import Cell, Table


OPEN, SHUT = "\ue000", "\ue001"  # around the number of a figure, while a sentence is put together
PLACE = re.compile(f"{OPEN}(\\d+){SHUT}")


@dataclass(frozen=True)
class Source:
    """A cell by table, code of the row, and column; written `nature/N01/share_pct`."""

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.table}/{self.row}/{self.column}"

    @classmethod
    def read(cls, written: str) -> "Source":
        """Return what was written; raise ValueError for anything else."""
        table, row, column = written.split("/")
        return cls(table, row, column)


@dataclass(frozen=True)
class Reference:
    """Where in a text a figure stands, and the cell that it came from."""

    start: int
    end: int
    source: Source


@dataclass(frozen=True)
class Paragraph:
    """A text with its references, in order."""

    text: str
    references: tuple[Reference, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return it for JSON."""
        cited = [
            {"start": each.start, "end": each.end, "cell": str(each.source)}
            for each in self.references
        ]
        return {"text": self.text, "references": cited}


def paragraph_of(data: Mapping[str, Any]) -> Paragraph:
    """Return a paragraph as it was stored."""
    cited = tuple(
        Reference(each["start"], each["end"], Source.read(each["cell"]))
        for each in data["references"]
    )
    return Paragraph(data["text"], cited)


class Draft:
    """A sentence in the making: figures are cited, and the paragraph remembers where they stand."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables = {each.key: each for each in tables}
        self.cited: list[tuple[Source, str]] = []
        self.texts: list[str] = []

    def cell(self, table: str, row: str, column: str) -> Cell | None:
        """Return a cell that says something, or None."""
        rows = self.tables[table].rows if table in self.tables else ()
        found = next((each.cells.get(column) for each in rows if each.code == row), None)
        return found if found is not None and found.value is not None else None

    def cite(self, table: str, row: str, column: str) -> str:
        """Return the figure of a cell for a sentence, without its sign."""
        cell = self.cell(table, row, column)
        if cell is None or cell.value is None:
            raise LookupError(f"{table}/{row}/{column} says nothing.")
        self.cited.append((Source(table, row, column), str(abs(cell.value))))
        return f"{OPEN}{len(self.cited) - 1}{SHUT}"

    def say(self, text: str) -> None:
        """Add a sentence."""
        self.texts.append(text)

    def paragraph(self) -> Paragraph:
        """Return what was said."""
        written, found = "", list[Reference]()
        marked = "".join(self.texts)
        place = 0
        for match in PLACE.finditer(marked):
            written += marked[place : match.start()]
            source, figure = self.cited[int(match[1])]
            found.append(Reference(len(written), len(written) + len(figure), source))
            written += figure
            place = match.end()
        return Paragraph(written + marked[place:], tuple(found))
