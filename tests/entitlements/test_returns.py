"""Seven days from afar, fifteen days of delay, three months of a kettle."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from smart315.entitlements import BadFigure, repairs
from smart315.entitlements.repairs import Goods, warranty_ends
from smart315.entitlements.returns import Delay, Excluded, RemoteReturn, delay, remote
from smart315.kernel.workdays import Calendar


RECEIVED = date(2026, 9, 1)
CALENDAR = Calendar(holidays={date(2026, 10, day): "国庆节" for day in range(1, 8)})


def back(**changes):
    facts: dict[str, Any] = {
        "price_fen": 19_900,
        "received_on": RECEIVED,
        "asked_on": date(2026, 9, 8),
    }
    return remote(RemoteReturn(**(facts | changes)), CALENDAR)


def test_goods_from_afar_go_back_on_the_seventh_day():
    assert back().total_fen == 19_900


def test_the_eighth_day_is_too_late():
    found = back(asked_on=date(2026, 9, 9))

    assert found.total_fen == 0
    assert "2026-09-08" in found.lines[0].said()


def test_a_seventh_day_in_a_holiday_runs_on():
    found = back(received_on=date(2026, 9, 25), asked_on=date(2026, 10, 8))

    assert found.total_fen == 19_900


@pytest.mark.parametrize("excluded", [each for each in Excluded if each is not Excluded.NONE])
def test_what_the_law_excludes_does_not_go_back(excluded):
    assert back(excluded=excluded).total_fen == 0


def test_goods_that_are_not_whole_do_not_go_back():
    assert back(intact=False).total_fen == 0


def test_the_consumer_bears_the_freight_unless_agreed():
    assert back(freight_fen=1_200).total_fen == 19_900
    assert back(freight_fen=1_200, freight_by_business=True).total_fen == 21_100


def test_the_price_comes_within_seven_days_of_the_goods_coming_back():
    found = back(returned_on=date(2026, 9, 10))

    assert "2026-09-17" in found.lines[-1].said()


@pytest.mark.parametrize(("day", "late"), [(date(2026, 9, 16), False), (date(2026, 9, 17), True)])
def test_more_than_fifteen_days_count_as_delay(day, late):
    said = delay(Delay(RECEIVED, day)).lines[0].said()

    assert ("视为" in said) is late
    assert delay(Delay(RECEIVED, day + timedelta(days=99), settled_on=day)).lines[0].said() == said


def test_bad_goods_without_a_rule_go_back_within_seven_days():
    early = repairs.remedy(Goods(29_900, RECEIVED, date(2026, 9, 8), proved_fen=25_000), CALENDAR)
    late = repairs.remedy(Goods(29_900, RECEIVED, date(2026, 9, 9)), CALENDAR)

    assert early.total_fen == 25_000
    assert late.total_fen is None
    assert "更换" in late.lines[0].title


def test_time_in_repair_does_not_count_and_an_exchange_begins_anew():
    kettle = Goods(29_900, RECEIVED, date(2026, 12, 5), months=3, repair_days=4)
    exchanged = Goods(29_900, RECEIVED, date(2026, 12, 5), months=3, exchanged_on=date(2026, 11, 1))

    assert warranty_ends(kettle) == date(2026, 12, 5)
    assert warranty_ends(exchanged) == date(2027, 2, 1)
    assert "在期内" in repairs.remedy(kettle, CALENDAR).lines[0].said()


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda: back(asked_on=date(2026, 8, 1)), "asked_on"),
        (lambda: back(returned_on=RECEIVED), "returned_on"),
        (lambda: back(price_fen=0), "price_fen"),
        (lambda: delay(Delay(RECEIVED, date(2026, 8, 1))), "settled_on"),
        (lambda: repairs.remedy(Goods(1, RECEIVED, date(2026, 8, 1)), CALENDAR), "asked_on"),
        (lambda: repairs.remedy(Goods(1, RECEIVED, RECEIVED, months=-1), CALENDAR), "months"),
        (
            lambda: repairs.remedy(
                Goods(1, RECEIVED, RECEIVED, exchanged_on=date(2026, 8, 1)), CALENDAR
            ),
            "exchanged_on",
        ),
    ],
)
def test_a_figure_that_cannot_be_is_named(call, field):
    with pytest.raises(BadFigure) as refused:
        call()

    assert refused.value.field == field


@given(days=st.integers(0, 400), months=st.integers(1, 36))
def test_repairs_only_lengthen_the_period(days, months):
    without = warranty_ends(Goods(1, RECEIVED, RECEIVED, months=months))
    longer = warranty_ends(Goods(1, RECEIVED, RECEIVED, months=months, repair_days=days))

    assert longer - without == timedelta(days=days)
