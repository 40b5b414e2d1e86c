from datetime import date

import pytest

from smart315.kernel.workdays import Limit, Unit
from smart315.parameters import actions, queries
from smart315.parameters.models import Revision, Rule
from smart315.parameters.snapshot import NotInForce
from tests.given import NOON
from tests.given.parameters import SECURITY_ADMIN


pytestmark = pytest.mark.usefixtures("_register")
TODAY = NOON.date()


def test_a_limit_is_asked_for_by_key_and_day():
    assert queries.limit("accept.decide", TODAY) == Limit(7, Unit.WORKDAYS)
    assert queries.value("clock.levels", TODAY) == [70, 90, 100]
    assert queries.rule("judicial.confirm", TODAY).statutory
    assert queries.rule("judicial.confirm", TODAY).limit == Limit(30, Unit.DAYS)


@pytest.mark.parametrize(("key", "on"), [("accept.decide", date(2014, 3, 14)), ("no.such", TODAY)])
def test_a_rule_that_is_not_in_force_is_not_made_up(key, on):
    with pytest.raises(NotInForce, match=key):
        queries.rule(key, on)


def test_a_plain_value_is_no_limit():
    with pytest.raises(TypeError, match=r"privacy\.k"):
        queries.limit("privacy.k", TODAY)


def test_asking_again_costs_one_query(django_assert_num_queries):
    queries.snapshot()

    with django_assert_num_queries(1):
        queries.limit("accept.decide", TODAY)
    with django_assert_num_queries(1):
        queries.calendar("630102")
    with django_assert_num_queries(1):
        register = queries.snapshot()
        register.limit("accept.decide", TODAY)
        register.calendar("632822", on=TODAY)


def test_the_same_calendar_is_built_once():
    register = queries.snapshot()

    assert register.calendar("630102") is register.calendar("630102", on=TODAY)


def test_a_register_that_was_changed_elsewhere_is_read_anew():
    before = queries.snapshot()
    Revision.objects.update(token="00000000-0000-0000-0000-000000000001")

    assert queries.snapshot() is not before


def test_an_empty_register_says_what_to_do():
    Revision.objects.all().delete()
    Rule.objects.all().delete()

    with pytest.raises(NotInForce, match="load_reference"):
        queries.limit("accept.decide", TODAY)
    assert queries.calendar().roll_weekend is True


def test_the_history_of_a_rule_is_told_newest_first():
    actions.set_rule(
        key="accept.decide",
        value=Limit(5, Unit.WORKDAYS),
        basis="省消协2026年第3号通知",
        effective_from=date(2026, 10, 1),
        by=SECURITY_ADMIN,
        at=NOON,
    )

    versions = queries.history("accept.decide")

    assert [each.limit.length for each in versions] == [5, 7]
    assert versions[1].effective_to == date(2026, 9, 30)


def test_the_special_days_of_a_year_are_listed_in_order():
    listed = queries.days(2026)

    assert [str(day.day) for day in listed[:4]] == [f"2026-01-0{n}" for n in range(1, 5)]
    assert [day.is_workday for day in listed[:4]] == [False, False, False, True]
