"""A free span of days, where a natural period will not do; it has what a period has."""

from dataclasses import dataclass
from datetime import date, timedelta

from smart315.measures.periods import Period, UnknownPeriod


BETWEEN = ".."
DAY = timedelta(days=1)
LEAP = 29


@dataclass(frozen=True)
class Days:
    """The days from the first to the last, both counted."""

    first: date
    last: date

    @classmethod
    def read(cls, written: str) -> "Days":
        """Return the span that is written; raise UnknownPeriod for what is none.

        >>> Days.read("2026-05-03..2026-05-09").after
        datetime.date(2026, 5, 10)
        """
        first, _between, last = written.strip().partition(BETWEEN)
        try:
            found = cls(date.fromisoformat(first), date.fromisoformat(last))
        except ValueError:
            raise UnknownPeriod(written) from None
        if found.last < found.first:
            raise UnknownPeriod(written)
        return found

    @property
    def code(self) -> str:
        """Return it as it is written."""
        return f"{self.first}{BETWEEN}{self.last}"

    @property
    def title(self) -> str:
        """Return it in Chinese.

        >>> Days(date(2026, 5, 3), date(2026, 5, 3)).title
        '2026年5月3日'
        """
        words = [f"{each.year}年{each.month}月{each.day}日" for each in (self.first, self.last)]
        return "至".join(dict.fromkeys(words))

    @property
    def after(self) -> date:
        """Return the day after its last."""
        return self.last + DAY

    @property
    def previous(self) -> "Days":
        """Return as many days right before it: what 环比 compares with.

        >>> Days.read("2026-05-03..2026-05-09").previous.code
        '2026-04-26..2026-05-02'
        """
        return Days(self.first - (self.after - self.first), self.first - DAY)

    @property
    def year_before(self) -> "Days":
        """Return the same days a year earlier: what 同比 compares with.

        >>> Days.read("2024-02-01..2024-02-29").year_before.code
        '2023-02-01..2023-02-28'
        """
        return Days(_year_before(self.first), _year_before(self.last))

    def __contains__(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return self.code


When = Period | Days


def read(written: str) -> When:
    """Return the natural period or the span of days that is written; raise UnknownPeriod.

    >>> read("2026Q3"), read("2026-05-03..2026-05-09").code
    (Period(year=2026, span=<Span.QUARTER: 'quarter'>, number=3), '2026-05-03..2026-05-09')
    """
    return Days.read(written) if BETWEEN in written else Period.read(written)


def _year_before(day: date) -> date:
    # The last day of a leap February has no other to stand beside.
    kept = day - DAY if (day.month, day.day) == (2, LEAP) else day
    return kept.replace(year=day.year - 1)
