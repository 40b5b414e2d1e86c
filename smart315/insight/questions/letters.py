"""An answer as the text of a mail: why it came, the table, where it is to be seen."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from smart315.insight import values
from smart315.insight.catalogue import DIMENSIONS, MEASURES
from smart315.insight.questions.keeping import Rule
from smart315.insight.questions.pivot import WHOLE, Heading, Pivot
from smart315.insight.questions.question import Against
from smart315.insight.questions.thresholds import Threshold
from smart315.insight.questions.words import COMPARED, heading
from smart315.measures.comparisons import NONE


MOST_ROWS, MOST_COLUMNS = 50, 12


def table(pivot: Pivot) -> str:
    """Return the table as lines of cells between tabs; what is too much for a mail is left out."""
    rows, columns = pivot.rows, pivot.columns
    left = max(0, len(rows) - MOST_ROWS)
    if left:
        rows = [*rows[: MOST_ROWS - 1], WHOLE]
    if len(columns) > MOST_COLUMNS:
        columns = [WHOLE]
    lines = [_head(pivot, columns), *(_line(each, columns, pivot) for each in rows)]
    found = "\n".join("\t".join(_clean(cell) for cell in line) for line in lines)
    if left:
        found += "\n\n" + _("另有%(count)s行，请打开链接查看。") % {"count": left + 1}
    return found


def crossed(pivot: Pivot, threshold: Threshold, rows: Sequence[Heading]) -> str:
    """Return which rows crossed what, in a sentence."""
    measure = MEASURES[threshold.measure]
    named = [
        _("%(row)s（%(value)s%(unit)s）")
        % {
            "row": heading(each, pivot),
            "value": values.written(measure, pivot.cell(measure, each)),
            "unit": values.unit_of(measure),
        }
        for each in rows[:MOST_ROWS]
    ]
    words = {"rule": condition(threshold), "rows": "、".join(named), "count": len(rows)}
    return _("达到您设的条件“%(rule)s”的有%(count)s项：%(rows)s。") % words


def condition(threshold: Threshold) -> str:
    """Return a threshold in words."""
    measure = MEASURES[threshold.measure]
    words = {
        "of": _("任何一行") if threshold.of_rows else _("全部"),
        "measure": measure.title,
        "rule": Rule(threshold.rule).label.partition("（")[0],
        "limit": f"{threshold.limit.normalize():f}",
        "unit": values.unit_of(measure),
    }
    if threshold.rule in {Rule.RISEN, Rule.FALLEN}:
        words["unit"] = _("个百分点") if measure.is_rate else "%"
    return _("%(of)s的%(measure)s%(rule)s%(limit)s%(unit)s") % words


def _head(pivot: Pivot, columns: Sequence[Heading]) -> list[str]:
    question = pivot.question
    found = [str(DIMENSIONS[question.rows].title) if question.rows else ""]
    for column in columns:
        for measure in pivot.measures:
            name = f"{measure.title}（{values.unit_of(measure)}）"
            several = len(columns) > 1
            found.append(f"{heading(column, pivot)} {name}" if several else name)
    return [
        *found,
        *(str(COMPARED[each]) for _measure in pivot.measures for each in _against(pivot)),
    ]


def _line(row: Heading, columns: Sequence[Heading], pivot: Pivot) -> list[str]:
    cells = [heading(row, pivot)]
    for column in columns:
        cells += [values.written(each, pivot.cell(each, row, column)) for each in pivot.measures]
    for measure in pivot.measures:
        now = pivot.cell(measure, row)
        for against in _against(pivot):
            before = pivot.before(against, measure, row)
            cells.append(NONE if before is None else values.compared(measure, now, before))
    return cells


def _against(pivot: Pivot) -> list[Against]:
    return [Against(each) for each in pivot.question.against]


def _clean(cell: str) -> str:
    """Keep a name from breaking the table."""
    return " ".join(cell.split())
