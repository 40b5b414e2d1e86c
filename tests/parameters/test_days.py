import json
from datetime import date
from typing import Any

import pytest

from smart315.audit import queries as audit
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import Limit, Unit, due
from smart315.parameters import actions, queries
from smart315.parameters.models import CalendarDay
from tests.given import NOON, SHANGHAI
from tests.given.parameters import COUNTY_ADMIN, SECURITY_ADMIN


pytestmark = pytest.mark.usefixtures("_register")
FEAST = date(2026, 9, 3)
HAIXI, GOLMUD, XINING = "632800", "632801", "630102"


def mark(**changed):
    given: dict[str, Any] = {
        "day": FEAST,
        "is_workday": False,
        "name": "州庆",
        "source": "州人民政府通知",
        "region_code": HAIXI,
        "by": SECURITY_ADMIN,
        "at": NOON,
    }
    return actions.set_day(**(given | changed))


def announce(**changed):
    given: dict[str, Any] = {
        "year": 2027,
        "holidays": {date(2026, 12, 31): "元旦", date(2027, 1, 1): "元旦"},
        "makeup_workdays": {date(2027, 1, 9): "元旦"},
        "source": "国办发明电〔2026〕1号",
        "by": SECURITY_ADMIN,
        "at": NOON,
    }
    return actions.announce_year(**(given | changed))


def test_a_local_holiday_holds_there_and_below_and_nowhere_else():
    mark()

    assert not queries.calendar(HAIXI).is_workday(FEAST)
    assert not queries.calendar(GOLMUD).is_workday(FEAST)
    assert queries.calendar(XINING).is_workday(FEAST)
    assert queries.calendar().is_workday(FEAST)


def test_the_nearest_region_has_the_last_word():
    mark()
    mark(region_code=GOLMUD, is_workday=True, name="照常上班")

    assert queries.calendar(GOLMUD).is_workday(FEAST)
    assert not queries.calendar(HAIXI).is_workday(FEAST)


def test_local_holidays_can_be_switched_off():
    mark()
    actions.set_rule(
        key="calendar.region",
        value=False,
        basis="省消协决定",
        effective_from=date(2026, 10, 1),
        by=SECURITY_ADMIN,
        at=NOON,
    )

    assert not queries.calendar(HAIXI, on=NOON.date()).is_workday(FEAST)
    assert queries.calendar(HAIXI, on=date(2026, 10, 1)).is_workday(FEAST)


def test_a_day_can_be_cleared_again():
    mark()

    actions.clear_day(day=FEAST, region_code=HAIXI, by=SECURITY_ADMIN, at=NOON)
    actions.clear_day(day=FEAST, region_code=HAIXI, by=SECURITY_ADMIN, at=NOON)

    assert queries.calendar(HAIXI).is_workday(FEAST)
    kinds = [event.kind for event in audit.history(f"calendar:{FEAST}")]
    assert sorted(kinds) == ["calendar.day_cleared", "calendar.day_set"]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"by": COUNTY_ADMIN}, "省级"),
        ({"name": " "}, "节日名称"),
        ({"source": ""}, "依据"),
        ({"region_code": "990000"}, "行政区划"),
    ],
)
def test_a_day_is_refused_with_a_reason(changed, reason):
    with pytest.raises(Refused, match=reason):
        mark(**changed)

    assert not CalendarDay.objects.filter(day=FEAST).exists()


def test_a_year_that_was_announced_is_counted_for_good():
    received = NOON.replace(month=12, day=30)
    before = due(Limit(3, Unit.WORKDAYS), received, queries.calendar(), SHANGHAI)

    announce()

    after = due(Limit(3, Unit.WORKDAYS), received, queries.calendar(), SHANGHAI)
    assert (before.on, before.provisional) == (date(2027, 1, 5), True)
    assert (after.on, after.provisional) == (date(2027, 1, 6), False)
    (event,) = audit.history("calendar:2027")
    assert event.kind == "calendar.year_announced"
    assert json.loads(event.data)["makeup_workdays"] == {"2027-01-09": "元旦"}


def test_a_notice_replaces_the_guess_and_can_be_corrected():
    announce()
    announce(holidays={date(2027, 1, 1): "元旦"}, makeup_workdays={})

    assert [str(day.day) for day in queries.days(2027)] == ["2027-01-01"]
    assert queries.calendar().is_workday(date(2026, 12, 31))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"by": COUNTY_ADMIN}, "省级"),
        ({"source": " "}, "文号"),
        ({"holidays": {}}, "放假日期"),
        ({"holidays": {date(2027, 1, 1): " "}}, "节日名称"),
        ({"holidays": {date(2027, 1, 9): "元旦"}}, "不能既放假又上班"),
        ({"makeup_workdays": {date(2027, 1, 8): "元旦"}}, "周末"),
        ({"holidays": {date(2026, 12, 28): "元旦"}}, "不属于2027年"),
        ({"holidays": {date(2028, 1, 1): "元旦"}}, "不属于2027年"),
    ],
)
def test_a_notice_is_refused_with_a_reason(changed, reason):
    with pytest.raises(Refused, match=reason):
        announce(**changed)

    assert 2027 not in queries.calendar().official_years
