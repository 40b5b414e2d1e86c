"""The tables of an analysis on its page: every cell has an anchor, and leads where it may."""

from dataclasses import dataclass

from smart315.insight.analyses.cells import Row, Table
from smart315.web.desk.analysislinks import Roads


@dataclass(frozen=True)
class Shelf:
    """A cell: its anchor, its text, and the complaints behind it, blank where there are none."""

    anchor: str
    text: str
    cases: str


@dataclass(frozen=True)
class Line:
    """A row: its name with its definition if it has one of its own, and its cells."""

    name: str
    definition: str
    cells: list[Shelf]
    whole: bool = False


def lines_of(table: Table, roads: Roads | None = None) -> list[Line]:
    """Return the rows of a table, each cell with the anchor that a figure of the text leads to."""
    rows = [*table.rows, *([table.total] if table.total else [])]
    return [_line(table, each, roads) for each in rows]


def _line(table: Table, row: Row, roads: Roads | None) -> Line:
    found = [
        Shelf(
            anchor(f"{table.key}/{row.code}/{each.key}"),
            row.cells[each.key].text if each.key in row.cells else "",
            roads.cases(table, row.code, each.key, row.cells.get(each.key)) if roads else "",
        )
        for each in table.columns
    ]
    own = roads.definition(table, row.code) if roads and row.code else ""
    return Line(row.name, own, found, whole=row.code == "")


def anchor(source: str) -> str:
    """Return the anchor of a cell by its source."""
    return "cell-" + source.replace("/", "-")
