"""An answer as a plain table for a spreadsheet: a line for each row and column, numbers apart."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook

from smart315.casework.exchange import escapes
from smart315.insight import values
from smart315.insight.queries import DIMENSIONS, Measure, Row
from smart315.insight.questions.pivot import Heading, Of, Pivot
from smart315.insight.questions.question import Against
from smart315.insight.questions.words import COMPARED, heading
from smart315.measures.comparisons import NONE
from smart315.web import downloads
from smart315.web.figures import files


Value = str | int | float | None


def handed_out(pivot: Pivot, ending: str) -> HttpResponse:
    """Return the table as a file of that ending, `csv` or `xlsx`."""
    rows = list(table(pivot))
    name = f"ask-{pivot.period.code}"
    if ending == "csv":
        return files.as_csv([["" if x is None else str(x) for x in row] for row in rows], name)
    return _workbook(rows, name)


def table(pivot: Pivot) -> Iterator[Sequence[Value]]:
    """Yield the head and the lines; what is summed has no code."""
    question = pivot.question
    by = [name for name in (question.rows, question.columns) if name]
    keys = [words for name in by for words in (_("代码"), str(DIMENSIONS[name].title))]
    yield [*keys, *(word for each in pivot.measures for word in _head(each, pivot))]
    for row in pivot.rows:
        for column in pivot.columns:
            ends = (row, column)[: len(by)]
            names = [word for each in ends for word in (each.code or "", _title(each, pivot))]
            cells = (_cells(each, row, column, pivot) for each in pivot.measures)
            yield [*names, *(value for each in cells for value in each)]


def _head(measure: Measure, pivot: Pivot) -> list[str]:
    title, unit = str(measure.title), values.unit_of(measure)
    found = [_("%(title)s（%(unit)s）") % {"title": title, "unit": unit}]
    if measure.denominator is not None:
        found += [_("分子"), _("分母")]
    if measure.is_rate:
        found += [
            _("95%%区间下限%(unit)s") % {"unit": ""},
            _("95%%区间上限%(unit)s") % {"unit": ""},
        ]
    return [*found, *(str(COMPARED[each]) for each in pivot.question.against)]


def _cells(measure: Measure, row: Heading, column: Heading, pivot: Pivot) -> list[Value]:
    figure = pivot.cell(measure, row, column)
    number = values.value(measure, figure)
    found: list[Value] = [None if number is None else float(number)]
    if measure.denominator is None:
        found = [None if number is None else _plain(float(number))]
    else:
        found += [figure.numerator, figure.denominator]
    if measure.is_rate:
        found += [_per_cent(figure.low), _per_cent(figure.high)]
    return [*found, *(_change(each, measure, figure, row, column, pivot) for each in _kinds(pivot))]


def _kinds(pivot: Pivot) -> list[Against]:
    return [Against(each) for each in pivot.question.against]


def _change(
    against: Against, measure: Measure, now: Row, row: Heading, column: Heading, pivot: Pivot
) -> str:
    before = pivot.before(against, measure, row) if column.key is Of.WHOLE else None
    return NONE if before is None else values.compared(measure, now, before)


def _title(head: Heading, pivot: Pivot) -> str:
    words = heading(head, pivot)
    return words if head.complete else _("%(name)s（不完整）") % {"name": words}


def _plain(number: float) -> int | float:
    return int(number) if number.is_integer() else number


def _per_cent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 2)


def _workbook(rows: list[Sequence[Value]], name: str) -> HttpResponse:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([escapes.added(each) if isinstance(each, str) else each for each in row])
    out = BytesIO()
    book.save(out)
    return downloads.made(out.getvalue(), f"{name}.xlsx")
