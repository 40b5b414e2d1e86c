"""Which remedy of the car rules is due (总局令第43号)."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from smart315.entitlements import BadFigure
from smart315.entitlements.cars import Car, remedy
from smart315.kernel.workdays import Calendar


BOUGHT = date(2026, 1, 5)
PRICE = 15_000_000


def due(*, days=200, km=20_000, **changes):
    asked = BOUGHT + timedelta(days=days)
    return remedy(Car(PRICE, BOUGHT, asked, km, **changes), Calendar())


def line(found, title):
    return next((each for each in found.lines if each.title == title), None)


def test_an_engine_that_must_be_replaced_in_the_first_week_gives_another_car():
    found = due(days=7, km=300, assembly_to_replace=True)

    assert "第二十二条" in line(found, "更换或者退货").basis
    assert found.total_fen == PRICE


def test_on_the_eighth_day_the_engine_is_replaced_free_of_charge():
    found = due(days=8, km=300, assembly_to_replace=True)

    assert "第二十条" in line(found, "免费更换总成").basis
    assert found.total_fen is None


@pytest.mark.parametrize(("days", "km", "held"), [(60, 3000, 1), (61, 3000, 0), (60, 3001, 0)])
def test_failing_brakes_give_another_car_within_sixty_days_and_3000_km(days, km, held):
    found = due(days=days, km=km, dangerous=True)

    assert bool(line(found, "更换或者退货")) is bool(held)


@pytest.mark.parametrize(
    ("tried", "held"),
    [
        ({"safety_repairs": 2}, True),
        ({"safety_repairs": 1}, False),
        ({"assembly_replaced": 2}, True),
        ({"part_replaced": 2}, True),
        ({"repair_days": 31}, True),
        ({"repair_days": 30}, False),
        ({"same_fault_repairs": 5}, True),
        ({"same_fault_repairs": 4}, False),
    ],
)
def test_what_was_tried_in_vain_gives_another_car_within_the_period(tried, held):
    assert bool(line(due(**tried), "更换或者退货")) is held
    assert line(due(days=731, **tried), "更换或者退货") is None
    assert line(due(km=50_001, **tried), "更换或者退货") is None


def test_use_is_compensated_only_after_repairs():
    # 150000 × 20000 ÷ 1000 × 0.5% = 15000
    found = due(repair_days=31)

    assert line(found, "使用补偿费").amount_fen == 1_500_000
    assert found.total_fen == PRICE - 1_500_000
    assert line(due(days=7, km=300, assembly_to_replace=True), "使用补偿费") is None


def test_the_voucher_may_say_less_than_half_a_percent():
    assert line(due(repair_days=31, rate_tenths=2), "使用补偿费").amount_fen == 600_000


def test_from_the_sixth_day_of_one_repair_there_is_another_car_to_drive():
    found = due(repair_days=9, longest_repair=9)

    assert "共4日" in line(found, "备用车或者交通补偿").said()
    assert line(due(repair_days=5, longest_repair=5), "备用车或者交通补偿") is None


def test_the_business_answers_in_ten_working_days():
    found = due()

    assert "2026-08-07" in line(found, "答复和办理").said()


def test_after_three_years_the_repair_is_no_longer_free():
    assert line(due(days=1000), "免费修理")
    assert line(due(days=1200), "已过包修期")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"km": -1}, "km"),
        ({"rate_tenths": 6}, "rate_tenths"),
        ({"years": 1}, "years"),
        ({"days": -1}, "asked_on"),
        ({"longest_repair": 3}, "repair_days"),
    ],
)
def test_a_figure_that_cannot_be_is_named(changes, field):
    with pytest.raises(BadFigure) as refused:
        due(**changes)

    assert refused.value.field == field


@given(km=st.integers(0, 50_000), more=st.integers(0, 10_000), rate=st.integers(1, 5))
def test_the_fee_grows_with_use_and_never_exceeds_the_price(km, more, rate):
    def fee(driven):
        found = due(km=min(driven, 50_000), repair_days=31, rate_tenths=rate)
        return line(found, "使用补偿费").amount_fen

    assert 0 <= fee(km) <= fee(km + more) <= PRICE
