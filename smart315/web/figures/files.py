"""Tables of figures as files for a spreadsheet."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

from django.http import HttpResponse
from openpyxl import Workbook


# A spreadsheet takes a file for Chinese only when it begins so.
MARK = "\ufeff"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Sequence[Sequence[str]], name: str) -> HttpResponse:
    """Return rows as CSV in UTF-8, to be saved."""
    out = StringIO()
    csv.writer(out).writerows([[_safe(each) for each in row] for row in rows])
    return _file(MARK.encode() + out.getvalue().encode(), "text/csv; charset=utf-8", f"{name}.csv")


def as_xlsx(rows: Sequence[Sequence[object]], name: str) -> HttpResponse:
    """Return rows as a workbook, to be saved; numbers stay numbers."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([_safe(each) if isinstance(each, str) else each for each in row])
    out = BytesIO()
    book.save(out)
    return _file(out.getvalue(), SHEET, f"{name}.xlsx")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _safe(text: str) -> str:
    """Keep a spreadsheet from taking a name for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
