"""Whether the figures of a question cross a threshold, and which of its rows do."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from smart315.insight.catalogue import MEASURES, Measure, Row, Unit
from smart315.insight.questions.keeping import Rule
from smart315.insight.questions.pivot import WHOLE, Heading, Of, Pivot
from smart315.insight.questions.question import Against
from smart315.measures.amounts import FEN_A_WAN
from smart315.measures.rounding import PER_CENT


@dataclass(frozen=True)
class Threshold:
    """A condition: of a measure, of any of the rows or of the whole, in the unit that is shown."""

    rule: Rule
    measure: str
    limit: Decimal
    of_rows: bool = False


def exact(measure: Measure, row: Row) -> Fraction | None:
    """Return a figure in the unit that is shown, not rounded; None where there is none."""
    if row.numerator is None:
        return None
    if measure.unit is Unit.FEN:
        return Fraction(row.numerator, FEN_A_WAN)
    if measure.denominator is None:
        return Fraction(row.numerator)
    if not row.denominator:
        return None
    share = Fraction(row.numerator, row.denominator)
    return share * PER_CENT if measure.unit is Unit.SHARE else share


def crossing(pivot: Pivot, threshold: Threshold) -> list[Heading]:
    """Return the rows that cross the threshold, or the whole where it is about that."""
    measure = MEASURES[threshold.measure]
    rows = [WHOLE]
    if threshold.of_rows:
        rows = [each for each in pivot.rows if not isinstance(each.key, Of)]
    return [each for each in rows if _crosses(pivot, measure, each, threshold)]


def _crosses(pivot: Pivot, measure: Measure, row: Heading, threshold: Threshold) -> bool:
    now, limit = exact(measure, pivot.cell(measure, row)), Fraction(threshold.limit)
    if now is None:
        return False
    if threshold.rule is Rule.AT_LEAST:
        return now >= limit
    if threshold.rule is Rule.AT_MOST:
        return now <= limit
    earlier = pivot.before(Against.BEFORE, measure, row)
    before = None if earlier is None else exact(measure, earlier)
    change = None if before is None else _change(measure, now, before)
    if change is None:
        return False
    return change >= limit if threshold.rule is Rule.RISEN else -change >= limit


def _change(measure: Measure, now: Fraction, before: Fraction) -> Fraction | None:
    """Return the change: of a share in percentage points, else in per cent of what was."""
    if measure.unit is Unit.SHARE:
        return now - before
    return (now - before) * PER_CENT / before if before else None
