"""Finding a business while its name or code is being typed."""

import pytest

from smart315.accounts import actors
from smart315.businesses import actions, queries
from tests import given
from tests.given.businesses import a_business


pytestmark = pytest.mark.django_db


@pytest.fixture
def coal():
    a_business("西宁高原红百货有限公司")
    a_business("海东煤业商贸行")
    return a_business("青海大美煤业股份有限公司", uscc="91630100MA00000018")


@pytest.mark.parametrize(
    "typed",
    [
        "大美煤业",  # a word inside the name
        "美煤",  # a part that is no word
        "青海大",  # a beginning
        "青海大美煤业股份有限公司",
        "青海大美煤业股份有",  # while the legal form is being typed
        "大美煤业有限责任公司",  # a wrong legal form
        "大美煤业公司",
        "青海 煤业",  # words apart
        "煤业 大美",  # in another order
        "青海煤业",  # words left out
        "青海大美媒业",  # one character wrong
        "大美媒业",
        "青海大煤业",  # one left out
        "青海大美美煤业",  # one too many
        "（青海）大美煤业",
        "916301",  # the beginning of the code
        "91630100ma00000018",
    ],
)
def test_a_business_is_found_by(typed, coal):
    found = queries.look_up(typed)

    assert found[0].id == coal.pk


@pytest.mark.parametrize(
    "typed", ["", " ", "（）", "昆仑雪山", "91640", '"', "'; --", "AND OR", "*", "++"]
)
def test_nothing_is_found_by(typed, coal):
    assert queries.look_up(typed) == []


@pytest.mark.parametrize(
    "written",
    [
        "青海大美煤业有限公司西宁分公司",
        "青海省西宁市大美煤业客服",
        "大美煤業官方旗舰店",
        "雪域火塘客户服务",
    ],
)
def test_a_name_with_a_desk_a_shop_a_branch_or_another_place_finds_its_business(written, coal):
    actions.add_alias(
        business_id=coal.pk, name="雪域火塘", kind="brand", by=actors.SYSTEM, at=given.NOON
    )

    assert [each.id for each in queries.look_up(written)] == [coal.pk]


def test_an_alias_leads_to_the_business_and_is_named(coal):
    actions.add_alias(
        business_id=coal.pk, name="雪域火塘旗舰店", kind="shop", by=actors.SYSTEM, at=given.NOON
    )

    for typed in ("雪域火塘", "火塘旗舰", "雪域火糖旗舰店"):
        found = queries.look_up(typed)
        assert [(each.id, each.why) for each in found] == [(coal.pk, "雪域火塘旗舰店")]


def test_among_equals_the_joined_come_first_and_then_those_of_the_region():
    far = a_business("高原红便利店", region="630202")
    near = a_business("高原红粮油店", region="630102")
    joined = a_business("高原红电器行", region="630202", joined=True)
    same_prefecture = a_business("高原红早餐店", region="630104")

    found = queries.look_up("高原红", region="630102")

    assert [each.id for each in found] == [joined.pk, near.pk, same_prefecture.pk, far.pk]
    assert [each.joined for each in found] == [True, False, False, False]
    assert found[1].region_name == "青海省西宁市城东区"


def test_a_joined_business_is_found_behind_a_hundred_of_the_same_beginning():
    for number in range(100):
        a_business(f"高原红{number}号店")
    joined = a_business("高原红旗舰中心", joined=True)
    near = a_business("高原红湖畔分号", region="630102")

    found = queries.look_up("高原红", region="630102", limit=2)

    assert [each.id for each in found] == [joined.pk, near.pk]


def test_the_exact_name_stands_before_a_joined_business_that_only_contains_it():
    a_business("西宁高原红百货商场", joined=True)
    exact = a_business("西宁高原红百货有限公司")

    assert queries.look_up("西宁高原红百货")[0].id == exact.pk
