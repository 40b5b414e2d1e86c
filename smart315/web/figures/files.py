"""Tables of figures as files for a spreadsheet."""

import csv
from collections.abc import Sequence
from io import StringIO

from django.http import HttpResponse

from smart315.casework.exchange import escapes
from smart315.web import downloads


# A spreadsheet takes a file for Chinese only when it begins so.
MARK = "\ufeff"


def as_csv(rows: Sequence[Sequence[str]], name: str) -> HttpResponse:
    """Return rows as CSV in UTF-8, to be saved."""
    out = StringIO(MARK, newline="")
    out.seek(len(MARK))
    csv.writer(out).writerows([escapes.added(each) for each in row] for row in rows)
    return downloads.made(out.getvalue().encode(), f"{name}.csv")
