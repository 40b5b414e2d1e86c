"""Money as reports write it: in units of ten thousand yuan (万元), with two decimals."""

from decimal import Decimal
from fractions import Fraction

from smart315.measures.rounding import rounded


FEN_A_WAN = 1_000_000


def wan(fen: int) -> Decimal:
    """Return an amount in units of ten thousand yuan, rounded half away from zero.

    >>> wan(1_234_500), wan(5_000), wan(-5_000)
    (Decimal('1.23'), Decimal('0.01'), Decimal('-0.01'))
    """
    return rounded(Fraction(fen, FEN_A_WAN), 2)
