from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from smart315.measures.comparisons import grown, growth, plain, shift, with_arrow
from smart315.measures.rounding import CONVENTIONS, HUNAN, NATIONAL, Part, rounded


FRACTIONS = st.fractions(min_value=-1000, max_value=1000, max_denominator=10**6)
PARTS = st.integers(1, 10**7).flatmap(
    lambda whole: st.builds(Part, st.integers(0, whole), st.just(whole))
)


@given(FRACTIONS, st.integers(0, 4))
def test_rounding_moves_a_figure_by_half_a_unit_at_most(value, places):
    assert abs(Fraction(rounded(value, places)) - value) <= Fraction(1, 2 * 10**places)
    assert rounded(-value, places) == -rounded(value, places)


@pytest.mark.parametrize(
    ("value", "figure"),
    [
        (Fraction(5, 1000), "0.01"),
        (Fraction(-5, 1000), "-0.01"),
        (Fraction(2675, 1000), "2.68"),
        (0, "0.00"),
    ],
)
def test_a_half_is_rounded_away_from_zero(value, figure):
    assert str(rounded(value, 2)) == figure


@given(PARTS, PARTS)
def test_the_conventions_differ_by_one_unit_at_most(now, before):
    one, other = NATIONAL.change(now, before), HUNAN.change(now, before)

    assert one is not None
    assert other is not None
    assert abs(one - other) <= Decimal("0.01")


@given(PARTS, PARTS)
def test_what_the_national_convention_prints_can_be_recalculated(now, before):
    share, earlier = NATIONAL.share(now), NATIONAL.share(before)

    assert share is not None
    assert earlier is not None
    assert NATIONAL.change(now, before) == share - earlier


@given(PARTS)
def test_nothing_changes_against_itself(part):
    assert {with_arrow(each.change(part, part)) for each in CONVENTIONS.values()} == {"0.00"}


def test_without_a_whole_there_is_no_share_and_no_change():
    assert NATIONAL.share(Part(0, 0)) is None
    assert HUNAN.change(Part(1, 2), Part(0, 0)) is None


def test_a_new_category_is_compared_with_nothing():
    new = shift(Part(3, 10), Part(0, 12), NATIONAL)

    assert (with_arrow(new), plain(grown(3, 0))) == ("—", "—")


def test_a_category_that_is_gone_fell_by_all_it_had():
    assert shift(Part(0, 10), Part(3, 12), NATIONAL) == Decimal("-25.00")
    assert growth(0, 3) == -100
