"""How a figure is written, and how it compares."""

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _, gettext_lazy

from smart315.insight.catalogue import MEASURES, Measure, Row, Unit
from smart315.measures.amounts import wan
from smart315.measures.comparisons import NONE, grown, plain, with_arrow
from smart315.measures.rounding import NATIONAL, PER_CENT, Part, rounded


DECIMALS = {Unit.DAYS: 1, Unit.POINTS: 2}
UNITS = {
    Unit.CASES: gettext_lazy("件"),
    Unit.PEOPLE: gettext_lazy("人次"),
    Unit.FEN: gettext_lazy("万元"),
    Unit.SHARE: "%",
    Unit.DAYS: gettext_lazy("天"),
    Unit.POINTS: gettext_lazy("分"),
}


def unit_of(measure: Measure) -> str:
    """Return the unit behind a value."""
    return str(UNITS[measure.unit])


def written(measure: Measure, row: Row) -> str:
    """Return the value without its unit; a dash where there is none, or it is left out."""
    number = value(measure, row)
    return NONE if number is None else f"{number:,}"


def value(measure: Measure, row: Row) -> Decimal | None:
    """Return the value in the unit that pages show, rounded half away from zero."""
    if row.numerator is None:
        return None
    if measure.unit is Unit.FEN:
        return wan(row.numerator)
    if measure.denominator is None:
        return Decimal(row.numerator)
    if not row.denominator:
        return None
    exact = Fraction(row.numerator, row.denominator)
    if measure.unit is Unit.SHARE:
        return rounded(exact * PER_CENT, 2)
    return rounded(exact, DECIMALS[measure.unit])


def behind(row: Row) -> str:
    """Return of what a rate or a mean is made, with its interval; blank for a count."""
    if row.numerator is None or not row.denominator:
        return ""
    words = _("%(part)s÷%(whole)s") % {
        "part": f"{row.numerator:,}",
        "whole": f"{row.denominator:,}",
    }
    if row.low is None or row.high is None:
        return words
    return _("%(words)s，95%%区间 %(low).1f%%～%(high).1f%%") % {
        "words": words,
        "low": row.low * PER_CENT,
        "high": row.high * PER_CENT,
    }


def compared(measure: Measure, now: Row, before: Row) -> str:
    """Return the change: of a rate in percentage points, of a mean as a difference, else in %."""
    if now.numerator is None or before.numerator is None:
        return NONE
    if measure.unit is Unit.SHARE:
        if not now.denominator or not before.denominator:
            return NONE
        parts = Part(now.numerator, now.denominator), Part(before.numerator, before.denominator)
        return _("%(change)s个百分点") % {"change": with_arrow(NATIONAL.change(*parts))}
    if measure.denominator is not None:
        new, old = value(measure, now), value(measure, before)
        return NONE if new is None or old is None else with_arrow(new - old)
    change = grown(now.numerator, before.numerator)
    return NONE if change is None else f"{with_arrow(change)}%"


def share(part: int | None, whole: int | None) -> str:
    """Return a share in per cent with two decimals; a dash where there is none."""
    if part is None or not whole:
        return NONE
    return f"{plain(NATIONAL.share(Part(part, whole)))}%"


def title_of(name: str) -> str:
    """Return the title of a measure."""
    return str(MEASURES[name].title)
