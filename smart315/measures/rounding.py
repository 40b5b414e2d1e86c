"""Shares in per cent and their changes, rounded as published tables round them.

Two conventions are in use. Both round half away from zero; they differ in the change of a share:

- *national*: what is printed can be recalculated from what is printed. The change is the difference
  of the two rounded shares. National association, first half of 2019: household appliances 11.8
  and 12.4 give -0.6, where the exact shares (11.774 and 12.436) would give -0.7.
- *hunan*: the change is exact and rounded once. Hunan, first quarter of 2025: price 14.44 and 14.74
  give -0.29, where the printed shares would give -0.30.

All is counted in fractions; a float would round 2.675 to 2.67.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor


PER_CENT = 100


def rounded(value: Fraction | Decimal | int, places: int) -> Decimal:
    """Round half away from zero, with exactly so many decimals.

    >>> rounded(Fraction(1, 8), 2), rounded(Fraction(-1, 8), 2), rounded(3, 1)
    (Decimal('0.13'), Decimal('-0.13'), Decimal('3.0'))
    """
    exact = Fraction(value)
    units = floor(abs(exact) * 10**places + Fraction(1, 2))
    return Decimal(units if exact >= 0 else -units).scaleb(-places)


@dataclass(frozen=True)
class Part:
    """A part of a whole, in cases, people or fen."""

    count: int
    whole: int

    @property
    def per_cent(self) -> Fraction | None:
        """Return the exact share in per cent; None where there is no whole."""
        return Fraction(self.count * PER_CENT, self.whole) if self.whole else None


@dataclass(frozen=True)
class Convention:
    """How a table rounds: so many decimals, and changes between rounded or between exact shares."""

    name: str
    of_rounded: bool
    places: int = 2

    def share(self, part: Part) -> Decimal | None:
        """Return a share in per cent as printed; None where there is no whole.

        >>> NATIONAL.share(Part(58973, 551780))
        Decimal('10.69')
        """
        return None if part.per_cent is None else rounded(part.per_cent, self.places)

    def change(self, now: Part, before: Part) -> Decimal | None:
        """Return the change of a share in percentage points; None where either has no whole.

        >>> now, before = Part(1511, 10461), Part(1212, 8225)
        >>> NATIONAL.change(now, before), HUNAN.change(now, before)
        (Decimal('-0.30'), Decimal('-0.29'))
        """
        exact, earlier = now.per_cent, before.per_cent
        if exact is None or earlier is None:
            return None
        if self.of_rounded:
            return rounded(exact, self.places) - rounded(earlier, self.places)
        return rounded(exact - earlier, self.places)


NATIONAL = Convention("national", of_rounded=True)
HUNAN = Convention("hunan", of_rounded=False)
CONVENTIONS = {each.name: each for each in (NATIONAL, HUNAN)}
