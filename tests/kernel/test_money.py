from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from smart315.kernel.money import fen_from_yuan, with_unit, yuan


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("0", 0),
        ("12", 1200),
        ("12.3", 1230),
        ("12.30", 1230),
        ("12.300", 1230),
        (" 1,234.50 元", 123450),
        ("￥９９．９０", 9990),
        ("1，000", 100000),
        ("1234567890123.45", 123456789012345),
        (Decimal("19.9"), 1990),
        (Decimal("1E+2"), 10000),
    ],
)
def test_amounts_are_read_as_people_write_them(written, fen):
    assert fen_from_yuan(written) == fen


@pytest.mark.parametrize(
    "written",
    [
        *["", "元", "-1", "1.234", "1.", ".5", "1e3", "12,34", "一百", "nan", "12345678901234"],
        *[Decimal("NaN"), Decimal("Infinity"), Decimal(-1), Decimal("0.001")],
    ],
)
def test_what_is_no_amount_is_refused(written):
    with pytest.raises(ValueError, match="yuan"):
        fen_from_yuan(written)


def test_amounts_are_shown_with_two_decimals_and_their_unit():
    assert yuan(-150) == "-1.50"
    assert with_unit(5) == "0.05元"


@given(st.integers(0, 10**15 - 1))
def test_fen_and_yuan_round_trip(fen):
    assert fen_from_yuan(yuan(fen)) == fen
    assert fen_from_yuan(with_unit(fen)) == fen
    assert fen_from_yuan(Decimal(fen) / 100) == fen
