"""Which times a question is mailed for: each that is over, once, those that were missed too."""

from collections.abc import Iterator
from datetime import date

from smart315.insight.questions import times
from smart315.insight.questions.keeping import Every
from smart315.measures.days import When
from smart315.measures.periods import Span


MOST_AT_ONCE = 7
"""How many missed times are made up for; older ones are left out: they are on the page."""


def last_over(every: Every, today: date) -> When:
    """Return the last day, week or month that is over.

    >>> last_over(Every.WEEK, date(2026, 5, 11)).code, last_over(Every.DAY, date(2026, 3, 1)).code
    ('2026-05-04..2026-05-10', '2026-02-28..2026-02-28')
    """
    match every:
        case Every.DAY:
            return times.yesterday(today)
        case Every.WEEK:
            return times.last_week(today)
        case Every.MONTH:
            return times.last(Span.MONTH, today)


def owed(every: Every, done_until: date, today: date) -> list[When]:
    """Return the times that are over and not yet told of, the earliest first.

    >>> [each.code for each in owed(Every.MONTH, date(2026, 1, 31), date(2026, 4, 2))]
    ['2026-02', '2026-03']
    """
    found: list[When] = []
    for each in _backwards(every, today):
        if each.last <= done_until or len(found) == MOST_AT_ONCE:
            break
        found.append(each)
    return found[::-1]


def _backwards(every: Every, today: date) -> Iterator[When]:
    found = last_over(every, today)
    while True:
        yield found
        # Seen from its first day, the time before is the last that is over.
        found = last_over(every, found.first)
