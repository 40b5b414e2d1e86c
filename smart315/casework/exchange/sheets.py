"""Write a table row by row: CSV that a spreadsheet opens rightly, or XLSX by its ending."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
from django.utils.translation import gettext as _

from smart315.kernel.verdicts import Refused


# What a cell of a workbook can hold; a longer text would be cut without a word.
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]], *, name: str) -> int:
    """Write all rows and return how many; `name` decides the form. Raises Refused."""
    if name.lower().endswith(".xlsx"):
        return _write_xlsx(path, header, rows)
    return _write_csv(path, header, rows)


def _write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for count, row in enumerate(rows, start=1):  # noqa: B007 - counted as it goes
            writer.writerow(row)
    return count


def _write_xlsx(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(header)
    count = 0
    try:
        for count, row in enumerate(rows, start=1):
            _check(count, row)
            sheet.append(row)
    finally:
        sheet.close()
    book.save(path)
    return count


def _check(count: int, row: Sequence[str]) -> None:
    if count >= MOST_ROWS or max(map(len, row)) > LONGEST_CELL:
        message = _("第%(row)s行超出 XLSX 表格的容量，请导出为 CSV 文件。")
        raise Refused(message % {"row": count}, field="file")
