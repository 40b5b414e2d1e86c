import json
from datetime import date
from typing import Any

import pytest

from smart315.accounts.actors import SYSTEM, consumer
from smart315.audit import queries as audit
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import Limit, Unit
from smart315.parameters import actions, policies, queries
from smart315.parameters.models import Rule
from tests.given import NOON
from tests.given.parameters import COUNTY_ADMIN, SECURITY_ADMIN


pytestmark = pytest.mark.usefixtures("_register")
OCTOBER = date(2026, 10, 1)
FIVE = Limit(5, Unit.WORKDAYS)


def set_rule(**changed):
    given: dict[str, Any] = {
        "key": "accept.decide",
        "value": FIVE,
        "basis": "省消协2026年第3号通知",
        "effective_from": OCTOBER,
        "by": SECURITY_ADMIN,
        "at": NOON,
    }
    return actions.set_rule(**(given | changed))


def limit_on(day):
    return queries.limit("accept.decide", day).length


def test_a_rule_changes_from_its_day_on_and_not_before():
    set_rule()

    assert limit_on(date(2026, 9, 30)) == 7
    assert limit_on(OCTOBER) == 5


def test_a_case_keeps_the_limit_of_the_day_of_receipt_through_every_change():
    set_rule()
    set_rule(value=Limit(4, Unit.WORKDAYS), effective_from=date(2026, 12, 1))
    set_rule(value=Limit(6, Unit.WORKDAYS), effective_from=date(2026, 11, 1))

    days = [date(2026, month, 15) for month in (8, 10, 11, 12)]
    assert [limit_on(day) for day in days] == [7, 5, 6, 4]
    assert Rule.objects.filter(key="accept.decide", effective_to=None).count() == 1


def test_a_rule_that_has_not_begun_can_be_replaced_and_the_record_keeps_it():
    set_rule()
    set_rule(value=Limit(6, Unit.WORKDAYS))

    assert limit_on(OCTOBER) == 6
    data = [json.loads(event.data) for event in audit.history("rule:accept.decide")]
    assert {"length": 5, "unit": "workdays"} in [each["before"] for each in data]
    assert {each["effective_from"] for each in data} == {"2026-10-01"}


def test_a_change_is_recorded_with_who_and_why():
    set_rule(note=" 理事会决定 ")

    (event,) = audit.history("rule:accept.decide")
    assert (event.kind, event.actor) == ("rule.set", "staff:1")
    data = json.loads(event.data)
    assert data["before"] == {"length": 7, "unit": "workdays"}
    assert data["after"] == {"length": 5, "unit": "workdays"}
    assert queries.rule("accept.decide", OCTOBER).note == "理事会决定"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"key": "no.such"}, "没有名为"),
        ({"key": "judicial.confirm", "value": Limit(60, Unit.DAYS)}, "人民调解法.*不能修改"),
        ({"key": "mediation.delegated", "value": Limit(90, Unit.DAYS)}, "不能修改"),
        ({"value": 5}, "格式不正确"),
        ({"key": "clock.levels", "value": [90, 70, 100]}, "格式不正确"),
        ({"basis": " "}, "依据"),
        ({"effective_from": date(2026, 8, 31)}, "不能早于今天"),
        ({"key": "retention.logs", "value": Limit(5, Unit.MONTHS)}, "网络安全法"),
        ({"key": "return.min_days", "value": Limit(6, Unit.DAYS)}, "不能短于"),
        ({"by": COUNTY_ADMIN}, "省级"),
        ({"by": consumer()}, "省级"),
    ],
)
def test_a_refusal_says_why_and_changes_nothing(changed, reason):
    before = Rule.objects.count()

    with pytest.raises(Refused, match=reason):
        set_rule(**changed)

    assert Rule.objects.count() == before


def test_a_limit_may_stay_above_its_floor():
    set_rule(key="retention.logs", value=Limit(2, Unit.YEARS))

    assert queries.limit("retention.logs", OCTOBER) == Limit(2, Unit.YEARS)


def test_only_the_province_and_the_system_may_change_the_register():
    assert policies.may_set_rule(SECURITY_ADMIN)
    assert policies.may_set_rule(SYSTEM)
    assert not policies.may_set_rule(COUNTY_ADMIN)
