from datetime import date

import pytest

from smart315.kernel.workdays import Limit, Unit
from smart315.parameters.register import DECLARED, SINCE


H, W, D, M, Y = Unit.HOURS, Unit.WORKDAYS, Unit.DAYS, Unit.MONTHS, Unit.YEARS

# Handbook §2.7 and §17, copied by hand.
LIMITS = {
    "accept.decide": (7, W),
    "supplement.request": (3, W),
    "supplement.due": (7, D),
    "negotiate.respond": (24, H),
    "negotiate.plan": (48, H),
    "negotiate.due": (10, W),
    "business.reply": (5, W),
    "mediation.limit": (60, D),
    "mediation.extend": (30, D),
    "mediation.delegated": (60, D),
    "mediation.notice": (3, W),
    "terminate.notify": (7, W),
    "transfer.issue": (3, W),
    "transfer.sign": (2, W),
    "transfer.return": (2, W),
    "assign.due": (1, W),
    "perform.remind": (3, D),
    "judicial.confirm": (30, D),
    "followup.due": (15, D),
    "reopen.window": (90, D),
    "archive.due": (30, D),
    "referral.reply": (15, W),
    "limitation.years": (3, Y),
    "clue.transfer": (5, W),
    "group.window": (30, D),
    "publish.notice": (5, W),
    "publish.period": (365, D),
    "publish.objection": (10, W),
    "ct.objection": (15, D),
    "pledge.years": (3, Y),
    "pledge.renew_before": (30, D),
    "return.min_days": (7, D),
    "advisory.valid": (180, D),
}
VALUES = {
    "clock.levels": [70, 90, 100],
    "deadline.roll_weekend": True,
    "group.min": 5,
    "privacy.k": 5,
    "publish.min_cases": 3,
    "index.min_cases": 5,
    "enterprise.min_response": 80,
    "damages.triple_min": 50_000,
    "damages.food_min": 100_000,
}
FAMILIES = [
    "followup.ratio",
    "group.levels",
    "group.report",
    "abuse.",
    "index.weights",
    "retention.",
    "calendar.region",
    "jurisdiction.strategy",
    "doc.templates",
    "dict.",
]


@pytest.mark.parametrize(("key", "limit"), LIMITS.items())
def test_the_delivered_limits_are_those_of_the_handbook(key, limit):
    assert DECLARED[key].value == Limit(*limit)


@pytest.mark.parametrize(("key", "value"), VALUES.items())
def test_the_delivered_values_are_those_of_the_handbook(key, value):
    assert DECLARED[key].value == value


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_of_the_handbook_is_declared(family):
    assert any(key.startswith(family) for key in DECLARED)


def test_what_a_statute_fixes_is_marked():
    assert {key for key, each in DECLARED.items() if each.statutory} == {
        "judicial.confirm",
        "mediation.delegated",
        "limitation.years",
        "damages.triple_min",
        "damages.food_min",
        "return.statutory",
        "pil.plaintiff_level",
        "retention.logs_minimum",
        "retention.impact_assessment",
        "retention.transfer_records",
    }


@pytest.mark.parametrize("declared", DECLARED.values(), ids=lambda each: each.key)
def test_every_rule_says_what_it_is_and_what_it_rests_on(declared):
    assert str(declared.title)
    assert declared.basis
    assert len(declared.basis) <= 200
    assert declared.effective_from >= SINCE == date(2014, 3, 15)


def test_the_weights_of_the_index_add_up():
    assert sum(DECLARED["index.weights"].value.values()) == 100


def test_a_floor_is_a_statutory_limit_that_the_delivered_value_meets():
    for declared in DECLARED.values():
        if declared.floor:
            assert DECLARED[declared.floor].statutory
