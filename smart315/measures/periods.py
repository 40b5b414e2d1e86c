"""The periods of a report: a year, half a year, a quarter, a month (handbook §13.3: natural ones).

A period is written as scripts and addresses carry it: `2024`, `2019H1`, `2024Q3`, `2024-05`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum


FIRST_YEAR, LAST_YEAR = 1985, 2199  # the national association was founded in 1984
MONTHS_A_YEAR = 12
WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:(?:[Hh](?P<half>[12]))|(?:[Qq](?P<quarter>[1-4]))|(?:-(?P<month>0[1-9]|1[0-2])))?"
)


class UnknownPeriod(ValueError):  # noqa: N818 - names what was written
    """What was written is no period; `written` holds it."""

    def __init__(self, written: str) -> None:
        super().__init__(
            f"{written!r} is no period: write a year (2024), half a year (2019H1), "
            f"a quarter (2024Q3) or a month (2024-05), {FIRST_YEAR} to {LAST_YEAR}."
        )
        self.written = written


class Span(StrEnum):
    """How long a period is."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"


LENGTH = {Span.YEAR: 12, Span.HALF: 6, Span.QUARTER: 3, Span.MONTH: 1}
HALVES = ("上半年", "下半年")
QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")


@dataclass(frozen=True)
class Period:
    """One natural period; `number` counts from 1 within the year."""

    year: int
    span: Span = Span.YEAR
    number: int = 1

    @classmethod
    def read(cls, written: str) -> "Period":
        """Return the period that is written; raise UnknownPeriod naming what can be written.

        >>> Period.read("2024Q3").first, Period.read("2019H1").after
        (datetime.date(2024, 7, 1), datetime.date(2019, 7, 1))
        """
        found = WRITTEN.fullmatch(written.strip())
        if found is None or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
            raise UnknownPeriod(written)
        for span in (Span.HALF, Span.QUARTER, Span.MONTH):
            if found[span.value]:
                return cls(int(found["year"]), span, int(found[span.value]))
        return cls(int(found["year"]))

    @property
    def code(self) -> str:
        """Return it as it is written.

        >>> [Period.read(each).code for each in ("2024", "2019h1", "2024Q3", "2024-05")]
        ['2024', '2019H1', '2024Q3', '2024-05']
        """
        match self.span:
            case Span.YEAR:
                return f"{self.year}"
            case Span.HALF:
                return f"{self.year}H{self.number}"
            case Span.QUARTER:
                return f"{self.year}Q{self.number}"
            case Span.MONTH:
                return f"{self.year}-{self.number:02d}"

    @property
    def title(self) -> str:
        """Return it in Chinese.

        >>> [Period.read(each).title for each in ("2024", "2019H1", "2024Q3", "2024-05")]
        ['2024年', '2019年上半年', '2024年第三季度', '2024年5月']
        """
        match self.span:
            case Span.YEAR:
                return f"{self.year}年"
            case Span.HALF:
                return f"{self.year}年{HALVES[self.number - 1]}"
            case Span.QUARTER:
                return f"{self.year}年{QUARTERS[self.number - 1]}"
            case Span.MONTH:
                return f"{self.year}年{self.number}月"

    @property
    def first(self) -> date:
        """Return its first day."""
        return date(self.year, (self.number - 1) * LENGTH[self.span] + 1, 1)

    @property
    def after(self) -> date:
        """Return the day after its last."""
        months = self.number * LENGTH[self.span]
        return date(self.year + months // MONTHS_A_YEAR, months % MONTHS_A_YEAR + 1, 1)

    @property
    def last(self) -> date:
        """Return its last day."""
        return self.after - timedelta(days=1)

    @property
    def previous(self) -> "Period":
        """Return the period before it, of the same length: what 环比 compares with."""
        if self.number > 1:
            return replace(self, number=self.number - 1)
        return replace(self, year=self.year - 1, number=MONTHS_A_YEAR // LENGTH[self.span])

    @property
    def year_before(self) -> "Period":
        """Return the same period a year earlier: what 同比 compares with."""
        return replace(self, year=self.year - 1)

    @property
    def months(self) -> tuple[str, ...]:
        """Return its months as `2024-07`, in order."""
        first = self.first.month
        return tuple(f"{self.year}-{first + each:02d}" for each in range(LENGTH[self.span]))

    def __contains__(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return self.first <= day < self.after

    def __str__(self) -> str:
        return self.code


def periods_until(last: Period, count: int) -> Iterator[Period]:
    """Yield `count` periods of one length that end with `last`, the earliest first."""
    found = [last]
    while len(found) < count:
        found.append(found[-1].previous)
    return reversed(found)
