"""The columns over time of an answer whose rows are times; other rows have their bars beside."""

from django.utils.translation import gettext as _

from smart315.insight import values
from smart315.insight.questions.pivot import Of, Pivot
from smart315.insight.questions.units import TIMES
from smart315.web.figures import drawing
from smart315.web.figures.drawing import Columns


SHORT = 2
"""From which character on a month is written below its column: the century is known."""


def chart(pivot: Pivot) -> Columns | None:
    """Return the first measure over time; None where the rows are no times."""
    question = pivot.question
    rows = [each for each in pivot.rows if not isinstance(each.key, Of)]
    if question.rows not in TIMES or question.columns or len(rows) <= 1:
        return None
    measure = pivot.measures[0]
    cells = []
    for each in sorted(rows, key=lambda row: row.code or ""):
        figure, code = pivot.cell(measure, each), each.code or ""
        words = _("%(value)s%(unit)s") % {
            "value": values.written(measure, figure),
            "unit": values.unit_of(measure),
        }
        cells.append((code, code[SHORT:], words, figure.value or 0.0, each.complete))
    return drawing.columns(cells)
