"""Increased compensation by the figures of the law."""

from typing import Any

import pytest
from hypothesis import given, strategies as st

from smart315.entitlements import BadFigure
from smart315.entitlements.damages import Fraud, Injury, UnsafeFood, injury, triple, unsafe_food


MIN, FOOD_MIN = 50_000, 100_000
money = st.integers(1, 10**10)


def extra(result):
    return next(line.amount_fen for line in result.lines if line.title == "增加赔偿")


def fraud(price, **changes):
    return triple(Fraud(price, minimum_fen=MIN, **changes))


def food(price, **changes):
    return unsafe_food(UnsafeFood(price, minimum_fen=FOOD_MIN, **changes))


@pytest.mark.parametrize(
    ("price", "added"), [(10_000, 50_000), (16_666, 50_000), (16_667, 50_001), (200_000, 600_000)]
)
def test_fraud_is_answered_with_three_prices_and_at_least_500_yuan(price, added):
    assert extra(fraud(price)) == added
    assert fraud(price).total_fen == price + added
    assert "第五十五条第一款" in fraud(price).lines[-1].basis


def test_goods_that_stay_are_not_refunded():
    assert fraud(20_000, refund=False).total_fen == 60_000


@pytest.mark.parametrize("reason", ["label_flaw_only", "bad_faith"])
def test_a_mere_flaw_of_the_label_and_bad_faith_bring_no_increase(reason):
    found = fraud(20_000, **{reason: True})

    assert extra(found) == 0
    assert "实施条例》第四十九条" in found.lines[-1].basis


@pytest.mark.parametrize(
    ("price", "loss", "added"),
    [(2_000, 0, 100_000), (20_000, 0, 200_000), (2_000, 50_000, 150_000), (2_000, 30_000, 100_000)],
)
def test_unsafe_food_is_answered_with_ten_prices_or_three_losses(price, loss, added):
    assert extra(food(price, loss_fen=loss)) == added
    assert food(price, loss_fen=loss).total_fen == price + loss + added


def test_a_flaw_of_the_label_of_food_brings_no_increase():
    assert extra(food(2_000, label_flaw_only=True)) == 0


def test_an_injury_is_compensated_item_by_item_and_at_most_doubled_for_a_known_defect():
    facts: dict[str, Any] = {"medical_fen": 800_000, "travel_fen": 20_000}

    assert injury(Injury(**facts)).total_fen == 820_000
    assert injury(Injury(**facts, known_defect=True)).total_fen == 820_000 * 3


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda: fraud(0), "price_fen"),
        (lambda: food(-1), "price_fen"),
        (lambda: food(100, loss_fen=-1), "loss_fen"),
        (lambda: injury(Injury()), "medical_fen"),
        (lambda: injury(Injury(care_fen=-1)), "care_fen"),
    ],
)
def test_a_figure_that_cannot_be_is_named(call, field):
    with pytest.raises(BadFigure) as refused:
        call()

    assert refused.value.field == field


@given(price=money, more=money)
def test_a_higher_price_brings_no_less(price, more):
    assert fraud(price).total_fen <= fraud(price + more).total_fen
    assert food(price).total_fen <= food(price + more).total_fen


@given(price=money)
def test_the_increase_is_never_below_the_least(price):
    assert extra(fraud(price)) >= MIN
    assert extra(food(price)) >= FOOD_MIN
