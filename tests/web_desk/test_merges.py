"""Two entries of the register are compared, merged by two people, and taken apart again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from smart315.accounts.actors import Role
from smart315.businesses import actions, queries
from tests.given import NOON, accounts, businesses, casework as given, merges
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
LIST = reverse("desk:merges")


@pytest.fixture
def pair():
    given.the_world()
    return businesses.a_business("青海大美汽贸"), businesses.a_business("青海大美汽车贸易有限公司")


def test_a_duplicate_is_found_compared_proposed_reviewed_and_undone(pair):
    one, survivor = pair
    given.filed(business_id=one.pk)
    li_min, wang_qiang = browser_of(accounts.li_min()), browser_of(accounts.wang_qiang())
    choose = reverse("desk:choose_merge", args=[one.pk])
    propose = reverse("desk:propose_merge", args=[one.pk, survivor.pk])

    found = text_of(li_min.get(choose))
    compared = text_of(li_min.get(propose))
    sent = li_min.post(propose, {"survivor": survivor.pk, "reason": "电话地址相同"})
    (merge,) = queries.merges_about(one.pk)
    own = text_of(li_min.get(sent.url))
    act = reverse("desk:merge_act", args=[merge.pk, "approve"])
    refused = li_min.post(act, {"reason": "无误"})
    listed = text_of(wang_qiang.get(LIST))
    approved = wang_qiang.post(act, {"reason": "核对无误"})
    page = text_of(wang_qiang.get(reverse("desk:business", args=[one.pk])))
    other = text_of(wang_qiang.get(reverse("desk:business", args=[survivor.pk])))

    assert propose in found
    assert "字号和行业相同" in found
    assert "1 件，未办结 1 件" in compared
    assert sent.url == reverse("desk:merge", args=[merge.pk])
    assert "请由另一位有权限的工作人员复核" in own
    assert "请由另一位有权限的工作人员复核" in text_of(refused)
    assert "青海大美汽贸" in listed
    assert approved.url == sent.url
    assert "已并入" in page
    assert "并入的登记" in other
    assert queries.resolve("青海大美汽贸") == survivor

    wang_qiang.post(reverse("desk:merge_act", args=[merge.pk, "ask_undo"]), {"reason": "是两家"})
    li_min.post(reverse("desk:merge_act", args=[merge.pk, "undo"]), {"reason": "属实"})

    assert queries.resolve("青海大美汽贸") == one
    history = text_of(li_min.get(sent.url))
    assert all(each in history for each in ("提出合并", "已合并", "申请撤销", "已撤销"))


def test_different_codes_ask_for_their_reason(pair):
    one = businesses.a_business("大通新源", uscc="91350200776049653A")
    other = businesses.a_business("大通鑫源", uscc="91440101MA5CJQ4N59")
    browser = browser_of(accounts.li_min())
    propose = reverse("desk:propose_merge", args=[one.pk, other.pk])

    blank = browser.post(propose, {"survivor": other.pk, "reason": "同址"})

    assert "代码不同的原因" in text_of(blank)
    assert queries.merge_between(one.pk, other.pk) is None


def test_who_does_not_keep_the_register_sees_no_merges(pair):
    merge = merges.proposed(*pair)
    stranger = browser_of(accounts.officer("马燕", Role.FOLLOW_UP))

    for page in (LIST, reverse("desk:merge", args=[merge.pk])):
        assert stranger.get(page).status_code == 403
    keeper, own = browser_of(accounts.li_min()), [pair[0].pk, pair[0].pk]
    assert keeper.get(f"{LIST}999/").status_code == 404
    assert keeper.get(reverse("desk:propose_merge", args=own)).status_code == 404


def test_the_list_asks_no_more_for_more_pairs(pair):
    browser = browser_of(accounts.li_min())

    def asked():
        browser.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            browser.get(LIST)
        return len(captured)

    merges.proposed(*pair)
    one = asked()
    for number in range(4):
        merges.proposed(businesses.a_business(f"大美{number}号店"), pair[1])

    assert asked() == one


def test_a_suggestion_is_dismissed_for_good(pair):
    merge = merges.proposed(*pair)
    actions.take_back_merge(merge_id=merge.pk, reason="再看看", by=accounts.li_min(), at=NOON)
    browser = browser_of(accounts.li_min())

    browser.post(reverse("desk:merge_act", args=[merge.pk, "dismiss"]), {"reason": "两家店"})

    assert "这里没有" in text_of(browser.get(f"{LIST}?list=suggested"))
    assert "青海大美汽贸" in text_of(browser.get(f"{LIST}?list=over"))
