"""A Chinese word inside a title or a name is found, on SQLite and on PostgreSQL alike."""

from datetime import timedelta

import pytest

from smart315.casework import actions, queries
from smart315.casework.models import Complaint
from smart315.casework.queries import Filters
from tests.given import NOON, accounts
from tests.given.casework import filed, reloaded


pytestmark = pytest.mark.usefixtures("_world")


def a_prepaid_card(**changes):
    given = {
        "title": "警惕预付卡退款难",
        "facts": "健身房停业，余额 1,200 元不退。",
        "respondent_name": "青海湖畔健身服务有限公司",
        "brand": "ＡＢＣ",
        "business_id": None,
    }
    return filed(**(given | changes))


def index(at=NOON, **rest):
    return actions.index_words(at=at, **rest)


def found(text, actor=None):
    page = queries.listing(actor or accounts.li_min(), Filters(q=text), at=NOON)
    return [row.id for row in page.rows]


@pytest.mark.parametrize(
    "text",
    [
        "预付卡",
        "退款",
        "健身",
        "湖畔",
        "余额",
        "abc",
        "ABC",
        "预付卡 健身",
        "青海湖畔健身服务有限公司",
        "退款“难”！",
    ],
)
def test_a_word_inside_a_title_a_name_or_the_facts_is_found(text):
    complaint = a_prepaid_card()
    filed(title="羽绒服掉毛", respondent_name="西宁高原红百货有限公司")
    index()

    assert found(text) == [complaint.pk]


@pytest.mark.parametrize("text", ["预付卡 羽绒服", "汽车", "！！", "%", '"', "AND", "预付卡*汽车"])
def test_what_is_not_there_is_not_found(text):
    a_prepaid_card()
    index()

    assert found(text) == []


def test_an_empty_search_narrows_nothing():
    complaint = a_prepaid_card()

    assert found("  ") == [complaint.pk]


def test_only_what_may_be_read_is_found():
    a_prepaid_card()
    index()

    assert found("预付卡", accounts.wang_qiang()) == []
    assert len(found("预付卡", accounts.chen_jing())) == 1


def test_words_are_written_by_the_worker_a_batch_at_a_time():
    for _ in range(3):
        a_prepaid_card()

    assert found("预付卡") == []
    assert [index(limit=2), index(limit=2), index(limit=2)] == [2, 1, 0]
    assert len(found("预付卡")) == 3
    assert Complaint.objects.filter(words_at=NOON).count() == 3


def test_a_corrected_name_is_found_and_the_old_one_is_not():
    complaint = a_prepaid_card()
    index()
    actions.correct(
        complaint_id=complaint.pk,
        correction=actions.Correction(respondent_name="河湟里超市", reason="笔误。"),
        by=accounts.li_min(),
        at=NOON,
    )
    assert reloaded(complaint).words_at is None

    index(NOON + timedelta(hours=1))

    assert found("河湟里") == [complaint.pk]
    assert found("湖畔") == []


def test_the_person_is_not_among_the_words():
    complaint = a_prepaid_card(name="周颖颖", address="东关大街1号")
    index()

    words = reloaded(complaint).words
    for personal in ("周颖颖", "东关", "13897001234"):
        assert personal not in words
