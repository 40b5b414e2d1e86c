"""An analysis as a workbook: a sheet a table, every figure beside what it was counted from."""

import io
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from smart315.insight.analyses import booklets
from smart315.insight.analyses.cells import Cell, Row, Table
from smart315.insight.analyses.snapshots import Snapshot


LONGEST_NAME = 31  # characters that a sheet's name may have
FORBIDDEN = str.maketrans("", "", "[]:*?/\\")
WIDE, NARROW = 34, 16
BOLD = Font(bold=True)
Value = int | float | str | None


def workbook(snapshot: Snapshot, version: str = "") -> bytes:
    """Return the workbook as XLSX; its first sheet says what the figures are."""
    book = Workbook()
    del book["Sheet"]
    about = book.create_sheet(_("说明"))
    for line in (snapshot.data["title"], *booklets.colophon(snapshot, version)):
        about.append([line])
    about.column_dimensions["A"].width = 90
    for table in snapshot.tables:
        _sheet(book.create_sheet(_name(snapshot, table)), table)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def columns(table: Table) -> Iterator[tuple[str, str, str]]:
    """Yield head, column and which part of the cell stands below: value, numerator, denominator."""
    cells = [row.cells for row in table.rows]
    for each in table.columns:
        yield each.title, each.key, "value"
        for part, word in (("numerator", _("分子")), ("denominator", _("分母"))):
            if any(each.key in row and getattr(row[each.key], part) is not None for row in cells):
                yield f"{each.title}{word}", each.key, part


def _sheet(sheet: Worksheet, table: Table) -> None:
    wanted = list(columns(table))
    sheet.append([table.title])
    sheet.append([_("代码"), table.head, *(head for head, _key, _part in wanted)])
    for row in [*table.rows, *([table.total] if table.total else [])]:
        sheet.append([row.code, row.name, *_values(row, wanted)])
    for note in table.notes:
        sheet.append([note])
    for number, cells in enumerate(sheet.iter_rows(min_row=1, max_row=2), 1):
        for cell in cells:
            cell.font = BOLD
            cell.alignment = Alignment(wrap_text=number > 1, vertical="center")
    _formats(sheet, table, wanted)
    sheet.freeze_panes = "C3"
    sheet.column_dimensions["B"].width = WIDE
    for place in range(3, len(wanted) + 3):
        sheet.column_dimensions[get_column_letter(place)].width = NARROW


def _values(row: Row, wanted: list[tuple[str, str, str]]) -> Iterator[Value]:
    for _head, key, part in wanted:
        cell = row.cells.get(key)
        value = getattr(cell, part) if cell is not None else None
        yield float(value) if isinstance(value, Decimal) else value


def _formats(sheet: Worksheet, table: Table, wanted: list[tuple[str, str, str]]) -> None:
    """Show as many decimals as the report prints."""
    for line, row in enumerate(table.rows, 3):
        for place, (_head, key, part) in enumerate(wanted, 3):
            if part == "value" and key in row.cells:
                sheet.cell(line, place).number_format = _format(row.cells[key])


def _format(cell: Cell) -> str:
    places = len(cell.text.partition(".")[2])
    return f"0.{'0' * places}" if places else "0"


def _name(snapshot: Snapshot, table: Table) -> str:
    number = snapshot.data["numbers"].get(table.key, {}).get("table")
    name = f"表{number} {table.title}" if number else table.title
    return name.translate(FORBIDDEN)[:LONGEST_NAME]
