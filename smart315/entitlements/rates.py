"""Yearly rates by date: one-year LPR, one-year deposit benchmark; the caller brings the table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from smart315.entitlements.lines import BadFigure


TEN_THOUSAND = 10_000
DAYS_OF_A_YEAR = 365


@dataclass(frozen=True)
class Rate:
    """A yearly rate from a day on, in ten-thousandths: 300 is 3.00 %."""

    since: date
    ten_thousandths: int

    @property
    def words(self) -> str:
        """Return the rate as it is written.

        >>> Rate(date(2025, 5, 20), 300).words
        '3.00%'
        """
        return f"{self.ten_thousandths // 100}.{self.ten_thousandths % 100:02d}%"


def rate_on(table: Iterable[Rate], day: date, *, field: str) -> Rate:
    """Return the rate that held on the day; raise BadFigure for a day before the table begins.

    >>> rate_on([Rate(date(2025, 1, 1), 310)], date(2025, 2, 1), field="paid_on").words
    '3.10%'
    """
    held = [each for each in table if each.since <= day]
    if not held:
        raise BadFigure(
            "利率登记簿没有%(day)s的利率，请核对日期，或者请省级管理员补登。",
            field=field,
            day=day.isoformat(),
        )
    return max(held, key=lambda each: each.since)


def simple_interest(principal_fen: int, rate: Rate, days: int) -> Fraction:
    """Return the interest in fen, before rounding, by the day of a year of 365.

    >>> simple_interest(365_000, Rate(date(2025, 5, 20), 300), 10)
    Fraction(300, 1)
    """
    yearly = Fraction(principal_fen * rate.ten_thousandths, TEN_THOUSAND)
    return yearly * days / DAYS_OF_A_YEAR
