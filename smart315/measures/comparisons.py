"""Comparing a count with an earlier one, and how the outcome is written (handbook §13.3)."""

from decimal import Decimal
from fractions import Fraction

from smart315.measures.rounding import PER_CENT, Convention, Part, rounded


NONE = "—"  # nothing to compare with: a new category, or an empty period
UP, DOWN = "↑", "↓"


def growth(now: int, before: int) -> Fraction | None:
    """Return by how many per cent a count grew, exactly; None where there was nothing before.

    >>> growth(3, 2), growth(0, 4), growth(5, 0)
    (Fraction(50, 1), Fraction(-100, 1), None)
    """
    return Fraction((now - before) * PER_CENT, before) if before else None


def grown(now: int, before: int, places: int = 2) -> Decimal | None:
    """Return the growth in per cent as printed.

    >>> grown(551780, 521976)
    Decimal('5.71')
    """
    exact = growth(now, before)
    return None if exact is None else rounded(exact, places)


def shift(now: Part, before: Part, convention: Convention) -> Decimal | None:
    """Return the change of a share in percentage points; None for what was not there before."""
    return convention.change(now, before) if before.count or not now.count else None


def plain(value: Decimal | None) -> str:
    """Write a figure, or a dash for none.

    >>> plain(Decimal("8.60")), plain(None)
    ('8.60', '—')
    """
    return NONE if value is None else f"{value:f}"


def with_arrow(value: Decimal | None) -> str:
    """Write a change as tables do; what did not change bears no arrow.

    >>> [with_arrow(each) for each in (Decimal("2.36"), Decimal("-0.56"), Decimal("0.00"), None)]
    ['↑2.36', '↓0.56', '0.00', '—']
    """
    if not value:
        return plain(abs(value) if value is not None else None)
    return f"{UP if value > 0 else DOWN}{abs(value):f}"
