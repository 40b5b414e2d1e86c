"""An answer in words: the heads, the lines, and behind each cell of what it is made."""

from dataclasses import dataclass

from smart315.insight import values
from smart315.insight.queries import DIMENSIONS, Measure
from smart315.insight.questions.pivot import WHOLE, Heading, Of, Pivot
from smart315.insight.questions.question import Against
from smart315.insight.questions.units import TIMES
from smart315.insight.questions.words import COMPARED, heading
from smart315.measures.comparisons import NONE
from smart315.web.desk.asking.cases import Cases
from smart315.web.desk.asking.links import deeper
from smart315.web.figures import drawing


@dataclass(frozen=True)
class Cell:
    """One figure as it is written; `cases` is blank where no list shows the same cases."""

    value: str
    behind: str
    cases: str
    says: str
    length: float | None = None


@dataclass(frozen=True)
class Line:
    """One row: its head, the link that narrows to it, its cells, and its changes."""

    title: str
    deeper: str
    complete: bool
    sums: bool
    cells: list[Cell]


@dataclass(frozen=True)
class Head:
    """The head of some columns."""

    title: str
    span: int
    complete: bool = True
    unit: str = ""


@dataclass(frozen=True)
class Shown:
    """A table for the page: `upper` is empty where one line of heads will do."""

    upper: list[Head]
    heads: list[Head]
    lines: list[Line]
    bars: bool
    by: str


def shown(pivot: Pivot, cases: Cases) -> Shown:
    """Return what the template of an answer draws."""
    compared = len(pivot.question.against) * len(pivot.measures)
    upper = [
        Head(heading(each, pivot), len(pivot.measures), each.complete) for each in pivot.columns
    ]
    if compared:
        upper[-1] = Head(upper[-1].title, len(pivot.measures) + compared)
    bars = _bars(pivot)
    return Shown(
        upper if len(pivot.columns) > 1 else [],
        _heads(pivot),
        [_line(each, pivot, cases, bars) for each in pivot.rows],
        bars is not None,
        str(DIMENSIONS[pivot.question.rows].title) if pivot.question.rows else "",
    )


def _heads(pivot: Pivot) -> list[Head]:
    found = []
    for column in pivot.columns:
        for measure in pivot.measures:
            found.append(Head(str(measure.title), 1, unit=values.unit_of(measure)))
            if column is WHOLE:
                found += [Head(str(COMPARED[each]), 1) for each in pivot.question.against]
    return found


def _line(row: Heading, pivot: Pivot, cases: Cases, bars: float | None) -> Line:
    cells = []
    for column in pivot.columns:
        for measure in pivot.measures:
            cells.append(_cell(measure, row, column, pivot, cases))
            if column is WHOLE:
                cells += _changes(measure, row, pivot)
    question = pivot.question
    if bars is not None:
        first = None if row is WHOLE else pivot.cell(pivot.measures[0], row).value
        cells.append(Cell("", "", "", "", drawing.length(first, bars)))
    return Line(
        heading(row, pivot),
        deeper(question, row.code) if row.code is not None else "",
        row.complete,
        row.code is None,
        cells,
    )


def _cell(measure: Measure, row: Heading, column: Heading, pivot: Pivot, cases: Cases) -> Cell:
    figure = pivot.cell(measure, row, column)
    behind = values.behind(figure)
    if measure.is_rate and not pivot.question.parts and column is not WHOLE:
        behind = ""
    says = "，".join(heading(each, pivot) for each in (row, column) if each is not WHOLE)
    return Cell(
        values.written(measure, figure),
        behind,
        cases.of(measure, row, column) if figure.numerator else "",
        says or str(measure.title),
    )


def _changes(measure: Measure, row: Heading, pivot: Pivot) -> list[Cell]:
    now, found = pivot.cell(measure, row), []
    for each in pivot.question.against:
        before = pivot.before(Against(each), measure, row)
        words = NONE if before is None else values.compared(measure, now, before)
        found.append(Cell(words, "", "", ""))
    return found


def _bars(pivot: Pivot) -> float | None:
    """Return what the longest bar stands for; None where bars would say nothing."""
    question = pivot.question
    if not question.rows or question.columns or question.rows in TIMES:
        return None
    rows = [each for each in pivot.rows if each.key is not Of.WHOLE]
    if len(rows) <= 1:
        return None
    return max((pivot.cell(pivot.measures[0], each).value or 0.0 for each in rows), default=0.0)
