"""Read a table that an operator names, CSV or XLSX, by columns that may be called several ways."""

import csv
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from smart315.jobs import tables
from smart315.kernel.verdicts import Refused


Names = Mapping[str, Sequence[str]]  # what we call a column: how files may call it
Row = dict[str, Any]


def read(path: Path, wanted: Names, optional: Names) -> Iterator[tuple[int, Row]]:
    """Yield the number of each line and its cells by our names; a missing optional one is blank.

    Raises Refused naming the file and the column that is missing, or what else is wrong with it.
    """
    rows = _sheet(path) if path.suffix.lower() == ".xlsx" else _lines(path)
    _number, header = next(rows, (0, []))
    titles = [str(each or "").strip().lower() for each in header]
    places = {name: _place(titles, called) for name, called in {**wanted, **optional}.items()}
    missing = [called[0] for name, called in wanted.items() if places[name] is None]
    if missing:
        raise Refused(
            _("%(file)s 缺少列 %(columns)s；第一行应为列名。")
            % {"file": path.name, "columns": "、".join(missing)}
        )
    for number, cells in rows:
        if any(each not in (None, "") for each in cells):
            yield number, {name: _cell(cells, place) for name, place in places.items()}


def _place(titles: list[str], called: Sequence[str]) -> int | None:
    return next((titles.index(each.lower()) for each in called if each.lower() in titles), None)


def _cell(cells: Sequence[Any], place: int | None) -> Any:
    found = cells[place] if place is not None and place < len(cells) else None
    return "" if found is None else found


def _lines(path: Path) -> Iterator[tuple[int, Sequence[Any]]]:
    csv.field_size_limit(sys.maxsize)
    reader = csv.reader(io.StringIO(tables.opened(path), newline=""))
    for cells in reader:
        yield reader.line_num, cells


def _sheet(path: Path) -> Iterator[tuple[int, Sequence[Any]]]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise Refused(_("打不开 %(file)s：%(why)s") % {"file": path, "why": error}) from None
    try:
        yield from enumerate(book.worksheets[0].iter_rows(values_only=True), start=1)
    finally:
        book.close()
