"""Routing rules are written with dates, tried before, and explained on the case."""

from datetime import timedelta
from typing import Any

import pytest

from smart315.accounts.actors import Role
from smart315.audit import queries as audit
from smart315.casework import actions, queries
from smart315.casework.models import Complaint, RoutingRule
from smart315.casework.routes import Route
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from tests.given import NOON, accounts, businesses
from tests.given.casework import a_complaint, a_rule, filed, reloaded, the_world, zhou_ying
from tests.given.parameters import SECURITY_ADMIN


DAY = timedelta(days=1)
WEST = "630104"


@pytest.fixture(autouse=True)
def _world(db):
    the_world()


def a_route(**changes: Any) -> Route:
    given: dict[str, Any] = {
        "name": "西宁羽绒服集中受理",
        "reach": "prefecture",
        "basis": "J-05",
        "regions": ["630100"],
        "categories": ["G02"],
        "valid_from": NOON.date(),
    }
    return Route(**(given | changes))


def written(*, at=NOON, replaces=None, **changes: Any) -> RoutingRule:
    route = a_route(**changes)
    return actions.write_route(route=route, by=SECURITY_ADMIN, at=at, replaces=replaces)


def test_a_fresh_complaint_goes_where_the_rule_says_and_the_case_says_why():
    rule = written()

    complaint = filed()

    assert complaint.organisation == accounts.prefecture()
    why = queries.why_here(Complaint.objects.select_related("routing_rule").get())
    assert why == f"按分派规则{rule.pk}“西宁羽绒服集中受理”（J-05）。"


def test_without_a_rule_the_strategy_of_the_register_is_named():
    first, west = filed(), accounts.county(WEST)
    a_rule("jurisdiction.strategy", "consumer_county")

    other = filed(region_code=WEST)

    assert first.organisation == accounts.county()
    assert "J-04" in queries.why_here(first)
    assert other.organisation == west
    assert "消费者所在地" in queries.why_here(other)


def test_the_strategy_is_chosen_from_a_list():
    with pytest.raises(Refused, match="选择"):
        a_rule("jurisdiction.strategy", "anywhere")


def test_a_full_unit_is_passed_over():
    written(name="属地", reach="county", most_load=2, priority=10)
    written(name="满负荷转市", priority=20)
    accounts.li_min()

    places = [filed().organisation.region_id for _each in range(3)]

    assert places == ["630102", "630102", "630100"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"basis": ""}, "basis"),
        ({"valid_from": NOON.date() - DAY}, "valid_from"),
        ({"valid_to": NOON.date() - DAY}, "valid_to"),
        ({"regions": ["999999"]}, "regions"),
        ({"categories": ["没有"]}, "categories"),
        ({"reach": "moon"}, "reach"),
        ({"reach": "named"}, "organisation_id"),
        ({"organisation_id": 1}, "organisation_id"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_at_its_field(changes, field):
    with pytest.raises(Refused) as refused:
        written(**changes)

    assert refused.value.field == field
    assert not RoutingRule.objects.exists()


def test_only_the_administrator_of_the_province_writes_and_ends_rules():
    rule = written()

    for stranger in (accounts.head(), accounts.chen_jing()):
        with pytest.raises(Refused, match="省级安全管理员"):
            actions.write_route(route=a_route(), by=stranger, at=NOON)
        with pytest.raises(Refused, match="省级安全管理员"):
            actions.end_route(rule_id=rule.pk, last_day=NOON.date(), by=stranger, at=NOON)


def test_a_rule_that_is_replaced_ends_the_day_before_and_what_it_decided_stays():
    old = written()
    complaint = filed()

    new = written(at=NOON + 2 * DAY, valid_from=(NOON + 3 * DAY).date(), replaces=old.pk, name="新")

    old.refresh_from_db()
    assert old.valid_to == (NOON + 2 * DAY).date()
    assert reloaded(complaint).routing_rule_id == old.pk
    assert filed(at=NOON + 2 * DAY).routing_rule_id == old.pk
    assert filed(at=NOON + 3 * DAY).routing_rule_id == new.pk
    kinds = [event.kind for event in audit.history(f"routing:{new.pk}")]
    assert kinds == ["routing.written"]


def test_a_rule_that_has_been_used_today_is_not_rewritten_today():
    old = written()
    filed()

    with pytest.raises(Refused, match="明天"):
        written(replaces=old.pk)


def test_a_rule_ends_on_a_day():
    rule = written()

    actions.end_route(rule_id=rule.pk, last_day=(NOON + DAY).date(), by=SECURITY_ADMIN, at=NOON)

    assert filed(at=NOON + DAY).routing_rule_id == rule.pk
    assert filed(at=NOON + 2 * DAY).routing_rule_id is None


def test_a_dry_run_counts_what_would_have_gone_elsewhere_and_changes_nothing():
    for _each in range(3):
        filed()
    filed(category_code="G01")
    filed(at=NOON - 200 * DAY)

    tried = queries.dry_run(a_route(), by=SECURITY_ADMIN, at=NOON + DAY)

    assert (tried.looked_at, tried.touched) == (4, 3)
    (shift,) = tried.shifts
    assert (shift.before, shift.after, shift.count) == ("城东区消费者协会", "西宁市消费者协会", 3)
    assert not RoutingRule.objects.exists()


def test_what_falls_back_asks_the_rules_again():
    complaint = a_complaint(Stage.NEGOTIATING)
    written(at=NOON + DAY, valid_from=(NOON + DAY).date())

    actions.opt_out(complaint_id=complaint.pk, by=zhou_ying(complaint), at=NOON + 2 * DAY)

    back = reloaded(complaint)
    assert (back.stage, back.organisation) == (Stage.SUBMITTED, accounts.prefecture())
    assert queries.case(complaint.pk, accounts.li_min(), at=NOON) is not None


def test_the_suggested_officer_is_one_of_the_named_unit():
    west = accounts.county(WEST)
    mediator = accounts.user_of(accounts.wang_qiang())
    with pytest.raises(Refused) as refused:
        written(
            reach="named",
            organisation_id=west.pk,
            officer_id=accounts.user_of(accounts.li_min()).pk,
        )
    assert refused.value.field == "officer_id"

    written(reach="named", organisation_id=west.pk, officer_id=mediator.pk)

    assert queries.suggested_officer(filed()) == mediator.pk


def test_a_rule_for_one_business_and_one_place_of_registration():
    shop = businesses.a_business("青海通信集团有限公司", region="630100")
    written(business_id=shop.pk, reach="province", regions=[], categories=[], priority=1)

    assert filed(business_id=shop.pk).organisation == accounts.province()
    assert filed().organisation == accounts.county()


def test_staff_who_file_elsewhere_do_not_change_where_it_belongs():
    clerk = accounts.officer(
        "代录员", Role.STATION_CLERK, accounts.station(under=accounts.county(WEST))
    )

    complaint = filed(by=clerk, channel="station")

    assert complaint.organisation == accounts.county()


def test_rules_are_shown_in_the_order_in_which_they_decide():
    written(name="后", priority=200)
    written(name="先", priority=5)
    over = written(name="停", priority=1)
    actions.end_route(rule_id=over.pk, last_day=NOON.date(), by=SECURITY_ADMIN, at=NOON)

    shown = queries.rules(on=(NOON + DAY).date())

    assert [each.rule.name for each in shown] == ["先", "后", "停"]
    assert shown[0].conditions[0].startswith("经营地：")
