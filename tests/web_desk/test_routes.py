"""The routing rules on the desk: read by all, tried and written by the administrator."""

import pytest
from django.urls import reverse

from smart315.accounts.actors import Role
from smart315.casework.models import RoutingRule
from tests.given import NOON, accounts, casework as given
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
LIST = "/desk/routes/"


@pytest.fixture
def administrator(db):
    given.the_world()
    return browser_of(accounts.officer("郑浩然", Role.SECURITY_ADMIN, accounts.province()))


def typed(**changes):
    return {
        "name": "城东羽绒服转市",
        "priority": "50",
        "regions": "城东区",
        "categories": "G02",
        "reach": "prefecture",
        "basis": "J-05",
        "valid_from": f"{NOON:%Y-%m-%d}",
        **changes,
    }


def test_a_rule_is_tried_kept_and_shown(administrator):
    given.filed()

    tried = administrator.post(f"{LIST}new/", typed(**{"try": "1"}))
    assert not RoutingRule.objects.exists()
    kept = administrator.post(f"{LIST}new/", typed(keep="1"), follow=True)

    page = text_of(tried)
    assert "最近 90 天收到的 1 件投诉中，这条规则适用于 1 件" in page
    assert "西宁市消费者协会" in page
    assert "还没有保存" in page
    assert "已记入分派规则" in text_of(kept)
    assert "经营地：城东区" in text_of(kept)
    assert RoutingRule.objects.get().regions == ["630102"]
    case = given.filed()
    shown = text_of(browser_of(accounts.chen_jing()).get(f"/desk/complaints/{case.pk}/"))
    assert "城东羽绒服转市" in shown


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("regions", "火星"),
        ("categories", "没有"),
        ("officer", "nobody"),
        ("least_fen", "很多"),
        ("valid_from", "2020-01-01"),
        ("name", ""),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_stays(administrator, field, value):
    answer = administrator.post(f"{LIST}new/", typed(**{field: value}))

    assert field in answer.context["form"].errors
    assert not RoutingRule.objects.exists()
    assert value in answer.content.decode()


def test_a_rule_is_replaced_and_ended(administrator):
    administrator.post(f"{LIST}new/", typed())
    first = RoutingRule.objects.get()
    edit = reverse("desk:edit_route", args=[first.pk])

    assert "城东羽绒服转市" in administrator.get(edit).content.decode()
    administrator.post(edit, typed(name="改名", valid_from="2026-12-01"))
    newest = RoutingRule.objects.latest("pk")
    end = reverse("desk:end_route", args=[newest.pk])
    administrator.post(end, {"last_day": "2026-12-31"})

    first.refresh_from_db()
    newest.refresh_from_db()
    assert f"{first.valid_to}" == "2026-11-30"
    assert f"{newest.valid_to}" == "2026-12-31"
    assert administrator.get(reverse("desk:end_route", args=[987_654])).status_code == 404


def test_everybody_reads_the_rules_and_nobody_else_writes(administrator):
    administrator.post(f"{LIST}new/", typed())
    officer = browser_of(accounts.li_min())

    page = text_of(officer.get(LIST))

    assert "城东羽绒服转市" in page
    assert "新规则" not in page
    assert officer.get(f"{LIST}new/").status_code == 403


def test_the_strategy_is_chosen_from_a_list(administrator):
    page = administrator.get("/desk/rules/jurisdiction.strategy/set/").content.decode()

    assert "消费者所在地县级消协" in page
    assert "<select" in page


@pytest.mark.parametrize("place", [accounts.province, accounts.county])
@pytest.mark.parametrize("role", list(Role))
def test_the_link_is_shown_to_exactly_those_for_whom_its_page_opens(db, role, place):
    given.the_world()
    works_in = accounts.partner() if role is Role.PARTNER else place()
    browser = browser_of(accounts.officer("何人", role, works_in))
    new = reverse("desk:new_route")

    shown = new in text_of(browser.get(LIST))
    opens = browser.get(new)

    assert opens.status_code == (200 if shown else 403)
    assert shown is (role is Role.SECURITY_ADMIN and place is accounts.province)
