"""Rows and columns that are themselves times: how they move, and whether they are complete."""

from collections.abc import Iterable
from datetime import date

from smart315.insight.questions.question import Against
from smart315.measures.days import Days, When
from smart315.measures.periods import Period


TIMES = frozenset({"month", "quarter", "day"})


def unit(dimension: str, code: str) -> When:
    """Return the time that a code of a dimension stands for."""
    if dimension == "day":
        day = date.fromisoformat(code)
        return Days(day, day)
    return Period.read(code)


def moved(dimension: str, code: str, against: Against) -> When:
    """Return the time beside which a code's figure stands."""
    there = unit(dimension, code)
    return there.year_before if against is Against.YEAR else there.previous


def code_of(dimension: str, there: When) -> str:
    """Return the code of a time as the dimension has it."""
    return there.first.isoformat() if dimension == "day" else there.code


def around(times: Iterable[When]) -> Days:
    """Return the span from the first day of all to the last."""
    found = list(times)
    return Days(min(each.first for each in found), max(each.last for each in found))


def complete(there: When, within: When, today: date, begun: date | None) -> bool:
    """Tell whether a time is over, lies wholly within what is asked, and was not begun amid."""
    inside = within.first <= there.first and there.last <= within.last
    amid = begun is not None and begun in there and begun != there.first
    return inside and there.after <= today and not amid


def alike(dimension: str, code: str, within: When) -> bool:
    """Tell whether a code's time lies wholly within what is asked, so that it can be compared."""
    there = unit(dimension, code)
    return within.first <= there.first and there.last <= within.last
