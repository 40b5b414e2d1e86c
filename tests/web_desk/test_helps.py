"""The helps on a case's page: like cases, hints and reasons come when they are asked for."""

from datetime import timedelta

import pytest

from smart315.accounts.actors import Role
from smart315.casework import actions
from smart315.casework.states import Stage
from tests.given import NOON, accounts, casework as given
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
PIECE = {"HX-Request": "true"}


def test_like_cases_come_as_a_piece_and_as_a_page():
    given.a_complaint(Stage.CLOSED, at=NOON - timedelta(days=30))
    complaint = given.a_complaint(at=NOON - HOUR)
    while actions.index_words(at=NOON):
        pass
    browser = browser_of(accounts.li_min())
    url = f"/desk/complaints/{complaint.pk}/like/"

    piece = text_of(browser.get(url, headers=PIECE))
    page = text_of(browser.get(url))

    assert url in text_of(browser.get(f"/desk/complaints/{complaint.pk}/"))
    assert "同一类别" in piece
    assert "挽回损失中位数 299.00元" in piece
    assert "<html" not in piece
    assert "相似的已办结案件" in page
    assert browser_of(accounts.wang_qiang()).get(url, headers=PIECE).status_code == 404


def test_hints_are_explained_decided_with_a_reason_and_hidden_from_others():
    complaint = given.a_complaint(at=NOON - HOUR)
    given.a_rule("abuse.repeat_min", 1, since=NOON)
    browser = browser_of(accounts.li_min())
    url = f"/desk/complaints/{complaint.pk}/hints/"

    page = text_of(browser.get(url))
    empty = browser.post(url, {"decision": "verify", "reason": ""})
    kept = text_of(browser.post(url, {"decision": "verify", "reason": "已核对小票"}, follow=True))

    assert "《个人信息保护法》第二十四条" in page
    assert empty.context["form"].errors["reason"]
    assert "已核对小票" in kept
    assert "已核对小票" in text_of(browser.get(url, headers=PIECE))
    analyst = browser_of(accounts.officer("统计员", Role.ANALYST))
    assert analyst.get(url).status_code == 403
    assert "异常投诉提示" not in text_of(analyst.get(f"/desk/complaints/{complaint.pk}/"))


def test_the_page_of_declining_suggests_reasons_and_chooses_none():
    first = given.a_complaint(at=NOON - HOUR, facts="请查处这家店。")
    complaint = given.a_complaint(at=NOON - HOUR, facts="请查处这家店。")

    answer = browser_of(accounts.li_min()).get(f"/desk/complaints/{complaint.pk}/do/reject/")

    page = text_of(answer)
    assert "R13" in page
    assert f'href="/desk/complaints/{first.pk}/"' in page
    assert answer.context["form"]["code"].value() is None
