"""Tables of an analysis: every cell knows what it was counted from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from smart315.measures.comparisons import NONE


CASES, PERSONS, PER_CENT, POINTS, WAN, PLACE = "件", "人次", "%", "百分点", "万元", "位"


@dataclass(frozen=True)
class Cell:
    """A figure: its exact printed value, the text of the table, and what it was counted from.

    `value` is None where there is nothing to say (text —). Shares and rates have numerator and
    denominator; money has fen as numerator.
    """

    value: int | Decimal | None
    text: str
    unit: str
    numerator: int | None = None
    denominator: int | None = None

    def as_data(self) -> dict[str, Any]:
        """Return it for JSON; decimals as numbers, `text` keeps their zeros."""
        value = float(self.value) if isinstance(self.value, Decimal) else self.value
        said: dict[str, Any] = {"value": value, "text": self.text, "unit": self.unit}
        if self.numerator is not None:
            said["numerator"] = self.numerator
        if self.denominator is not None:
            said["denominator"] = self.denominator
        return said


@dataclass(frozen=True)
class Column:
    """A column: its key in data, its head."""

    key: str
    title: str


@dataclass(frozen=True)
class Row:
    """A row: code and name of what it counts, and its cells by column."""

    code: str
    name: str
    cells: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A table with the head of its names; `total` is the whole the shares are of."""

    key: str
    title: str
    head: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    notes: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return it for JSON (docs/reference/reports.md)."""
        return {
            "key": self.key,
            "title": self.title,
            "head": self.head,
            "columns": [{"key": each.key, "title": each.title} for each in self.columns],
            "rows": [_row(each) for each in self.rows],
            "total": _row(self.total) if self.total else None,
            "notes": list(self.notes),
        }


def table_of(data: Mapping[str, Any]) -> Table:
    """Return a table as it was frozen."""
    return Table(
        data["key"],
        data["title"],
        data["head"],
        tuple(Column(each["key"], each["title"]) for each in data["columns"]),
        tuple(_row_of(each) for each in data["rows"]),
        _row_of(data["total"]) if data["total"] else None,
        tuple(data["notes"]),
    )


def count(number: int | None, unit: str = CASES) -> Cell:
    """Return a plain count; None for what is not known."""
    return Cell(number, NONE if number is None else str(number), unit)


def _row(row: Row) -> dict[str, Any]:
    cells = {key: cell.as_data() for key, cell in row.cells.items()}
    return {"code": row.code, "name": row.name, "cells": cells}


def _row_of(data: Mapping[str, Any]) -> Row:
    cells = {key: _cell_of(each) for key, each in data["cells"].items()}
    return Row(data["code"], data["name"], cells)


def _cell_of(data: Mapping[str, Any]) -> Cell:
    value = data["value"]
    if isinstance(value, float):
        value = Decimal(str(value))
    return Cell(value, data["text"], data["unit"], data.get("numerator"), data.get("denominator"))
