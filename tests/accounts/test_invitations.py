"""A new account gets a link, not a password that two people know."""

import pytest

from smart315.accounts import actions, queries
from smart315.accounts.actors import SYSTEM, Role
from smart315.audit import queries as audit
from smart315.kernel.verdicts import Refused
from tests.given import NOON, accounts as given


@pytest.fixture
def fresh(db):
    return actions.create_user(by=SYSTEM, at=NOON, username="zhaolei", display_name="赵磊")


def test_the_offer_is_recorded_without_the_link(fresh):
    offered = actions.offer_password(user_id=fresh.pk, by=SYSTEM, at=NOON)

    last = audit.history(f"user:{fresh.pk}")[-1]
    assert last.kind == "user.password_offered"
    assert offered.key not in last.data


def test_who_keeps_the_businesses_opens_an_account_and_offers_a_first_password(db):
    li_min = given.li_min()

    opened = actions.create_user(by=li_min, at=NOON, username="ma", display_name="马老板")

    assert actions.offer_password(user_id=opened.pk, by=li_min, at=NOON).user == opened


def test_only_the_system_administrator_offers_one_to_an_account_in_use(db):
    li_min, wang_qiang = given.li_min(), given.user_of(given.wang_qiang())
    keeper = given.officer("系统管理员", Role.SYSTEM_ADMIN, given.province())

    with pytest.raises(Refused, match="系统管理员"):
        actions.offer_password(user_id=wang_qiang.pk, by=li_min, at=NOON)
    assert actions.offer_password(user_id=wang_qiang.pk, by=keeper, at=NOON).key


def test_people_are_found_by_the_name_with_which_they_sign_in(fresh):
    assert queries.user_named(" ZhaoLei ") == fresh
    assert queries.user_named("nobody") is None


def test_who_serves_in_an_organisation_is_listed_with_the_role(db):
    given.li_min()

    serving = queries.memberships(given.county().pk)

    assert [(each.user.display_name, each.role) for each in serving] == [
        ("李敏", "intake_officer"),
        ("李敏", "mediator"),
    ]
