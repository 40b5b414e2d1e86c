"""Entering businesses, their other names and their people."""

from functools import partial

import pytest

from smart315.accounts import actors
from smart315.audit import queries as audit
from smart315.businesses import actions, queries
from smart315.businesses.models import Business
from smart315.businesses.queries import Reception
from smart315.kernel.verdicts import Refused
from tests.given import NOON
from tests.given.businesses import a_business, a_member, zhao_lei


pytestmark = pytest.mark.django_db
CODE = "91350200776049653A"
OTHER_CODE = "91440101MA5CJQ4N59"


def test_a_consumer_may_name_a_business_nobody_has_entered():
    made = actions.register(name=" 西宁松萤家电商贸有限公司 ", by=actors.consumer(), at=NOON)

    assert made.name == "西宁松萤家电商贸有限公司"
    assert [each.kind for each in audit.history(f"business:{made.pk}")] == ["business.registered"]


@pytest.mark.parametrize(
    "again", ["西宁高原红百货有限公司", "西宁高原红百货（有限公司）", "西宁高原红百货"]
)
def test_the_same_name_in_the_same_region_is_one_business(again):
    first = a_business(region="630102")

    assert a_business(again, region="630102") == first
    assert a_business(again, region="630104") != first


def test_the_same_code_is_one_business_whatever_the_name():
    first = a_business(uscc=CODE)

    assert a_business("高原红", uscc=CODE.lower()) == first


def test_a_code_completes_the_business_known_by_name_alone():
    first = a_business()

    assert a_business(uscc=CODE) == first
    assert a_business(uscc=OTHER_CODE) != first
    assert queries.resolve("", CODE) == first


def test_a_doubtful_code_is_taken():
    assert a_business(uscc="91350203M0001QAY9B").uscc == "91350203M0001QAY9B"


@pytest.mark.parametrize("name", ["", "  ", "（）"])
def test_a_business_has_a_name(name):
    with pytest.raises(Refused, match="请填写经营者名称"):
        actions.register(name=name, by=actors.SYSTEM, at=NOON)


def test_the_business_itself_may_add_its_shop_and_a_stranger_may_not():
    business = a_business(joined=True)
    shop = partial(actions.add_alias, business_id=business.pk, name="高原红生活馆", at=NOON)

    shop(by=zhao_lei(business))
    shop(by=zhao_lei(business))

    assert business.aliases.count() == 1
    assert queries.resolve("高原红生活馆") == business
    with pytest.raises(Refused):
        shop(by=actors.consumer())


def test_a_joined_business_with_somebody_acting_for_it_will_receive():
    business = a_business(joined=True)
    assert queries.receives(business.pk) is Reception.MAY

    user = a_member(business)
    assert queries.receives(business.pk) is Reception.WILL
    assert queries.of_member(user.pk) == {business.pk}

    actions.remove_member(business_id=business.pk, user_id=user.pk, by=actors.SYSTEM, at=NOON)
    assert queries.receives(business.pk) is Reception.MAY
    assert queries.of_member(user.pk) == frozenset()


def test_who_cannot_be_reached_will_not_receive():
    unreachable = a_business("海东河湟里超市有限公司", phone="")
    gone = a_business(joined=True)
    actions.leave(business_id=gone.pk, by=actors.SYSTEM, at=NOON)

    for business_id in (None, 0, unreachable.pk, gone.pk):
        assert queries.receives(business_id) is Reception.WILL_NOT


def test_adding_a_member_twice_changes_the_role_alone():
    business = a_business()
    user = a_member(business)

    actions.add_member(
        business_id=business.pk, user_id=user.pk, role="agent", by=actors.SYSTEM, at=NOON
    )

    assert [each.role for each in queries.members(business.pk)] == ["agent"]
    with pytest.raises(Refused, match="角色"):
        actions.add_member(
            business_id=business.pk, user_id=user.pk, role="owner", by=actors.SYSTEM, at=NOON
        )


def test_a_name_that_two_businesses_bear_resolves_to_none():
    a_business(region="630102")
    here = a_business(region="630104", uscc=CODE)

    assert queries.resolve("西宁高原红百货有限公司") is None
    assert queries.resolve("西宁高原红百货有限公司", CODE) == here
    assert queries.resolve("没有这家店") is None
    assert Business.objects.count() == 2
