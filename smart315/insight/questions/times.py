"""The time that a question is about: written out, or in a word that moves with today."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from smart315.measures.days import BETWEEN as BETWEEN, Days, When, read
from smart315.measures.periods import LENGTH, Period, Span


LONGEST_DAYS = 1_830
"""About five years: a longer span is asked for by years."""


def current(span: Span, today: date) -> Period:
    """Return the natural period of a span in which a day lies."""
    return Period(today.year, span, (today.month - 1) // LENGTH[span] + 1)


def last(span: Span, today: date) -> Period:
    """Return the natural period before the one in which a day lies."""
    return current(span, today).previous


def this_week(today: date) -> Days:
    """Return the Monday to the Sunday in which a day lies."""
    monday = today - timedelta(days=today.weekday())
    return Days(monday, monday + timedelta(days=6))


def last_week(today: date) -> Days:
    """Return the Monday to the Sunday before this week.

    >>> last_week(date(2026, 5, 13)).code
    '2026-05-04..2026-05-10'
    """
    return this_week(today).previous


def yesterday(today: date) -> Days:
    """Return the day before."""
    return Days(today, today).previous


MOVING: Mapping[str, tuple[Any, Callable[[date], When]]] = {
    "yesterday": (_("昨天"), yesterday),
    "week": (_("本周"), this_week),
    "last-week": (_("上周"), last_week),
    "month": (_("本月"), partial(current, Span.MONTH)),
    "last-month": (_("上月"), partial(last, Span.MONTH)),
    "quarter": (_("本季"), partial(current, Span.QUARTER)),
    "last-quarter": (_("上季"), partial(last, Span.QUARTER)),
    "half": (_("本半年"), partial(current, Span.HALF)),
    "year": (_("本年"), partial(current, Span.YEAR)),
    "last-year": (_("上年"), partial(last, Span.YEAR)),
}


def meant(when: str, today: date) -> When:
    """Return the days that a question's words mean today; raise UnknownPeriod for none.

    >>> meant("last-month", date(2026, 1, 9)).code, meant("2026Q3", date(2026, 1, 9)).code
    ('2025-12', '2026Q3')
    """
    return MOVING[when][1](today) if when in MOVING else read(when)


def words(when: str) -> str:
    """Return what stands in the field: the word that people use, or what is written."""
    return str(MOVING[when][0]) if when in MOVING else when


def canonical(text: str) -> str:
    """Return the words of an address for what somebody wrote; raise UnknownPeriod for none."""
    text = text.strip()
    named = next((name for name, (said, _of) in MOVING.items() if text in {name, str(said)}), "")
    return named or read(text).code
