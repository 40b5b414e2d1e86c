"""The refund of a prepayment, by the worked examples of the interpretation and by invariants."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from smart315.entitlements import BadFigure, Rate
from smart315.entitlements.prepaid import Cause, Prepayment, Term, refund


LPR = (Rate(date(2024, 10, 21), 310), Rate(date(2025, 5, 20), 300))
DEPOSIT = (Rate(date(2015, 10, 24), 150),)
PAID_ON = date(2026, 1, 5)
LATER = date(2026, 6, 1)

money = st.integers(1, 10**9)
causes = st.sampled_from(Cause)


def a_card(**changes: Any) -> Prepayment:
    facts: dict[str, Any] = {"paid_fen": 100_000, "paid_on": PAID_ON, "asked_on": LATER}
    return Prepayment(**(facts | changes))


def result(**changes):
    return refund(a_card(**changes), lpr=LPR, deposit=DEPOSIT)


def amounts(found):
    return {line.title: line.amount_fen for line in found.lines}


def test_within_seven_days_the_principal_comes_back_whatever_the_reason():
    found = result(asked_on=date(2026, 1, 12), cause=Cause.CONSUMER)

    assert found.total_fen == 100_000
    assert "第十四条" in found.lines[-1].basis


def test_the_eighth_day_is_too_late_for_a_return_without_a_reason():
    found = result(asked_on=date(2026, 1, 13))

    assert "第十四条" not in found.lines[-1].basis


def test_who_knew_the_service_before_has_no_seven_days():
    found = result(asked_on=date(2026, 1, 6), known_before=True)

    assert "第十四条" not in found.lines[-1].basis


def test_a_business_at_fault_charges_the_discount_price_shared_with_the_gift():
    # 充1000送250，按折后价用了500：500 × 1000 ÷ 1250 = 400。
    found = result(gift_fen=25_000, used_fen=50_000)

    assert amounts(found) == {"已履行部分价款": 40_000, "应退本金": 60_000}
    assert "第十八条" in found.lines[0].basis


def test_a_consumer_who_leaves_pays_the_price_before_discounts():
    found = result(cause=Cause.CONSUMER, used_fen=50_000, used_full_fen=80_000)

    assert amounts(found) == {"已履行部分价款": 80_000, "应退本金": 20_000}
    assert "第十九条" in found.lines[0].basis


def test_never_more_than_the_prepayment_is_charged():
    found = result(cause=Cause.CONSUMER, used_fen=90_000, used_full_fen=180_000)

    assert amounts(found) == {"已履行部分价款": 100_000, "应退本金": 0}
    assert "第二十条" in found.lines[0].basis


def test_interest_is_the_lpr_of_the_contract_day_when_the_business_is_at_fault():
    # 1000元 × 3.00% × 73日 ÷ 365 = 6元。
    found = result(ended_on=LATER, until=LATER + timedelta(days=73))

    assert amounts(found)["利息"] == 600
    assert found.total_fen == 100_600
    assert "一年期贷款市场报价利率 3.00%" in found.lines[-1].said()


def test_interest_is_the_deposit_benchmark_when_the_consumer_leaves():
    found = result(cause=Cause.CONSUMER, ended_on=LATER, until=LATER + timedelta(days=73))

    assert amounts(found)["利息"] == 300
    assert "一年期存款基准利率 1.50%" in found.lines[-1].said()


def test_the_rate_is_that_of_the_day_of_the_contract():
    found = result(paid_on=date(2025, 5, 19), ended_on=LATER, until=LATER)

    assert "3.10%" in found.lines[-1].said()


def test_a_year_without_limit_of_times_is_refunded_by_days():
    # 2026年全年365日，6月30日解除，剩184日：36500 × 184 ÷ 365 = 18400。
    term = Term(date(2026, 1, 1), date(2026, 12, 31))
    found = result(paid_fen=36_500, ended_on=date(2026, 6, 30), until=date(2026, 6, 30), term=term)

    assert amounts(found)["应退本金"] == 18_400
    assert "第二十二条" in found.lines[0].basis


def test_days_on_which_the_business_had_stopped_are_refunded():
    term = Term(date(2026, 1, 1), date(2026, 12, 31), stopped_on=date(2026, 1, 2))
    found = result(paid_fen=36_500, asked_on=date(2026, 6, 30), term=term)

    assert found.total_fen == 36_400


def test_days_not_used_by_choice_are_not_refunded():
    term = Term(date(2026, 1, 1), date(2026, 12, 31), unused_by_choice=True)

    assert result(term=term).total_fen == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"paid_fen": 0}, "paid_fen"),
        ({"gift_fen": -1}, "gift_fen"),
        ({"asked_on": date(2026, 1, 1)}, "asked_on"),
        ({"ended_on": date(2026, 1, 1)}, "ended_on"),
        ({"ended_on": LATER, "until": PAID_ON}, "until"),
        ({"used_fen": 2, "used_full_fen": 1}, "used_full_fen"),
        ({"cause": Cause.CONSUMER, "used_fen": 2}, "used_full_fen"),
        ({"term": Term(LATER, PAID_ON)}, "last"),
        ({"term": Term(PAID_ON, LATER, stopped_on=date(2026, 1, 4))}, "stopped_on"),
        ({"paid_on": date(2020, 1, 1), "ended_on": LATER, "until": LATER}, "paid_on"),
    ],
)
def test_a_figure_that_cannot_be_is_named_with_the_remedy(changes, field):
    with pytest.raises(BadFigure) as refused:
        result(**changes)

    assert refused.value.field == field
    assert refused.value.said() == str(refused.value)


@given(paid=money, gift=money, used=money, cause=causes, late=st.integers(0, 400))
def test_the_principal_lies_between_nothing_and_the_prepayment(paid, gift, used, cause, late):
    found = result(
        paid_fen=paid,
        gift_fen=gift,
        used_fen=used,
        used_full_fen=used * 2,
        cause=cause,
        asked_on=PAID_ON + timedelta(days=late),
    )

    assert 0 <= found.total_fen <= paid


@given(paid=money, gift=money, used=money, more=money, cause=causes)
def test_who_used_more_gets_no_more_back(paid, gift, used, more, cause):
    def left(price):
        return result(
            paid_fen=paid, gift_fen=gift, used_fen=price, used_full_fen=price, cause=cause
        ).total_fen

    assert left(used) >= left(used + more)


@given(used=st.integers(0, 100_000))
def test_the_business_at_fault_never_pays_back_less_than_without_fault(used):
    def left(cause):
        return result(used_fen=used, used_full_fen=used * 2, cause=cause).total_fen

    assert left(Cause.BUSINESS) >= left(Cause.CONSUMER)


@given(paid=money, days=st.integers(0, 800))
def test_a_term_refunds_no_more_than_was_paid(paid, days):
    term = Term(date(2026, 2, 1), date(2026, 12, 31))
    found = result(paid_fen=paid, asked_on=PAID_ON + timedelta(days=days), term=term)

    assert 0 <= found.total_fen <= paid
