"""What differs between two analyses, table by table and cell by cell; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from smart315.insight.analyses.cells import Cell, Row, Table


@dataclass(frozen=True)
class Change:
    """A cell that is not what it was; None where there was or is none."""

    code: str
    name: str
    column: str
    before: Cell | None
    now: Cell | None


@dataclass(frozen=True)
class TableDifference:
    """A table with what changed in it; `added` and `removed` are names of rows."""

    key: str
    title: str
    changes: tuple[Change, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def is_none(self) -> bool:
        """Tell whether nothing differs."""
        return not (self.changes or self.added or self.removed)


def differences(before: Sequence[Table], now: Sequence[Table]) -> list[TableDifference]:
    """Return every table of either, in the order of the later, with what changed in it."""
    earlier = {each.key: each for each in before}
    later = {each.key: each for each in now}
    keys = [*later, *(key for key in earlier if key not in later)]
    return [_difference(earlier.get(key), later.get(key)) for key in keys]


def _difference(before: Table | None, now: Table | None) -> TableDifference:
    one = now or before
    if one is None:
        raise ValueError("A difference needs a table.")
    olds, news = _rows(before), _rows(now)
    titles = {each.key: each.title for each in one.columns}
    changes = [
        Change(code, row.name, titles.get(column, column), olds[code].cells.get(column), cell)
        for code, row in news.items()
        if code in olds
        for column, cell in row.cells.items()
        if not _same(olds[code].cells.get(column), cell)
    ]
    return TableDifference(
        one.key,
        one.title,
        tuple(changes),
        tuple(row.name for code, row in news.items() if code not in olds),
        tuple(row.name for code, row in olds.items() if code not in news),
    )


def _rows(table: Table | None) -> dict[str, Row]:
    if table is None:
        return {}
    return {each.code: each for each in [*table.rows, *([table.total] if table.total else [])]}


def _same(before: Cell | None, now: Cell) -> bool:
    return before is not None and (before.text, before.value) == (now.text, now.value)
