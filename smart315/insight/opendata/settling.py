"""Which quarter is over for long enough that its figures hardly change any more."""

from datetime import date, timedelta

from smart315.measures.periods import Period, Span, periods_until
from smart315.parameters import queries as parameters


QUARTER = 3  # months


def settled(on: date) -> Period:
    """Return the last quarter that is over for as long as the register says."""
    wait = parameters.snapshot().rule("opendata.settle", on).limit
    day = on - timedelta(days=wait.length)
    this = Period(day.year, Span.QUARTER, (day.month - 1) // QUARTER + 1)
    return next(iter(periods_until(this, 2)))
