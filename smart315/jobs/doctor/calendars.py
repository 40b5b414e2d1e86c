"""The calendar: a year without its official notice makes due dates provisional."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localdate

from smart315.jobs.doctor.findings import Finding, fail, ok, warn
from smart315.parameters import queries as parameters


# The State Council announces the next year's holidays in October or November.
ANNOUNCED_BY = 12
REMEDY = "Enter the State Council's notice on the desk's calendar page."


def official_years(at: datetime) -> Iterator[Finding]:
    """Look whether this year, and in December the next, has its notice."""
    today = localdate(at)
    official = {year.year for year in parameters.years() if year.official}
    if not parameters.years():
        yield fail("the calendar is empty", "Run `smart315 load_reference`.")
    elif today.year not in official:
        yield fail(f"{today.year} has no official notice: due dates are provisional", REMEDY)
    elif today.month >= ANNOUNCED_BY and today.year + 1 not in official:
        yield warn(f"{today.year + 1} has no official notice yet", REMEDY)
    else:
        yield ok(f"official to the end of {max(official)}")
