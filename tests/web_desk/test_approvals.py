"""A second person decides; never the one who proposed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from smart315.accounts.actors import Role
from smart315.casework import actions
from smart315.casework.models import Approval
from smart315.casework.states import Stage
from tests.given import NOON, accounts, casework as given
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
LIST = "/desk/approvals/"


def proposed(by=None):
    complaint = given.a_complaint(at=NOON - timedelta(hours=1))
    who = by or accounts.li_min()
    actions.reject(complaint_id=complaint.pk, code="R07", reason="找不到经营者", by=who, at=NOON)
    return Approval.objects.get(complaint=complaint)


def decide(browser, approval, **typed):
    return browser.post(reverse("desk:decide", args=[approval.pk]), typed, follow=True)


def test_the_head_reads_what_is_proposed_and_agrees():
    approval = proposed()
    browser = browser_of(accounts.head())

    page = text_of(browser.get(LIST))
    answer = decide(browser, approval, decision="approve", remark="同意")

    assert "R07" in page
    assert "找不到经营者" in page
    assert "已同意" in text_of(answer)
    assert given.reloaded(approval.complaint).stage == Stage.REJECTED


def test_refusing_needs_a_reason_and_changes_nothing():
    approval = proposed()
    browser = browser_of(accounts.head())

    bare = decide(browser, approval, decision="refuse", remark="")
    answer = decide(browser, approval, decision="refuse", remark="请再联系一次经营者")

    assert "请写明不同意的理由" in text_of(bare)
    assert "已退回提出人" in text_of(answer)
    assert given.reloaded(approval.complaint).stage == Stage.SUBMITTED


def test_the_case_itself_offers_the_decision_to_who_may():
    approval = proposed()
    case = reverse("desk:complaint", args=[approval.complaint_id])

    head = text_of(browser_of(accounts.head()).get(case))
    officer = text_of(browser_of(accounts.li_min()).get(case))

    assert reverse("desk:decide", args=[approval.pk]) in head
    assert reverse("desk:decide", args=[approval.pk]) not in officer
    assert "由另一位有审批权限的人决定" in officer


def test_nobody_decides_on_the_own_proposal():
    both = accounts.officer("又办又批", (Role.INTAKE_OFFICER, Role.APPROVER))
    approval = proposed(by=both)
    browser = browser_of(both)

    page = text_of(browser.get(LIST))
    answer = decide(browser, approval, decision="approve")

    assert "由另一位审批人决定" in page
    assert "不能审批自己提出的事项" in text_of(answer)
    assert given.reloaded(approval.complaint).stage == Stage.SUBMITTED


def test_the_head_of_another_county_finds_nothing_to_decide():
    approval = proposed()
    browser = browser_of(accounts.head("630104"))

    assert "没有待审批的事项" in text_of(browser.get(LIST))
    assert decide(browser, approval, decision="approve").status_code == 404


def test_the_list_costs_the_same_number_of_queries_however_long_it_is(
    django_assert_num_queries, counted_queries
):
    browser = browser_of(accounts.head())
    for _ in range(2):
        proposed()
    few = counted_queries(lambda: browser.get(LIST))
    for _ in range(20):
        proposed()

    with django_assert_num_queries(few):
        browser.get(LIST)
