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


def test_an_alias_leads_to_the_business_and_is_named(coal):
    actions.add_alias(
        business_id=coal.pk, name="雪域火塘旗舰店", kind="shop", by=actors.SYSTEM, at=given.NOON
    )

    for typed in ("雪域火塘", "火塘旗舰", "雪域火糖旗舰店"):
        found = queries.look_up(typed)
        assert [(each.id, each.why) for each in found] == [(coal.pk, "雪域火塘旗舰店")]
