"""The guided form: each step asks one thing, keeps every word, and lets go back."""

import pytest
from django.test import Client

from smart315.casework import queries
from smart315.web.public.file import drafts
from tests.given import NOON
from tests.web_public import walk


def _kept(browser):
    return queries.draft(walk.draft_of(browser), NOON)


@pytest.mark.parametrize(
    ("step", "following"),
    [
        ("what", "nature"),
        ("nature", "before"),
        ("before", "business"),
        ("business", "story"),
        ("story", "evidence"),
        ("evidence", "you"),
        ("you", "phone"),
    ],
)
def test_a_step_that_is_answered_leads_to_the_next(browser, step, following):
    walk.up_to(browser, step)

    assert browser.get(walk.url(step)).status_code == 200
    assert walk.answer(browser, step).url == walk.url(following)


@pytest.mark.parametrize(
    ("step", "wrong", "words"),
    [
        ("what", {"category_code": ""}, "请选择商品或者服务的类别"),
        ("nature", {"nature_code": ""}, "请选择问题的性质"),
        ("before", {"knows_door": ""}, "请先阅读并勾选"),
        ("business", {"respondent_name": ""}, "请填写商家名称"),
        ("story", {"facts": ""}, "请写明发生了什么事"),
        ("evidence", {"no_evidence_reason": ""}, "请上传证据"),
        ("you", {"name": ""}, "请填写您的真实姓名"),
    ],
)
def test_a_step_that_is_not_answered_says_what_to_do(browser, step, wrong, words):
    walk.up_to(browser, step)

    page = walk.answer(browser, step, **wrong)

    assert page.status_code == 200
    assert words in page.content.decode()
    assert 'role="alert"' in page.content.decode()
    assert "需要修改" in page.content.decode().split("</title>")[0]


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("business", {"respondent_name": "", "respondent_address": "大众街18号"}),
        ("story", {"facts": "", "amount": "两千多", "brand": "青湖牌"}),
        ("you", {"name": "", "address": "康乐小区3号楼"}),
    ],
)
def test_an_error_keeps_what_was_typed(browser, step, typed):
    walk.up_to(browser, step)

    page = walk.answer(browser, step, **typed).content.decode()

    for text in filter(None, typed.values()):
        assert text in page
        assert text in _kept(browser).values()


def test_what_was_typed_is_there_when_somebody_comes_back(browser):
    walk.up_to(browser, "evidence")

    page = browser.get(walk.url("story")).content.decode()

    assert "用了一周就不制冷" in page
    assert 'value="2,980元"' in page
    assert 'value="2026-08-20"' in page


def test_going_back_keeps_even_what_is_not_in_order(browser):
    walk.up_to(browser, "story")

    answered = walk.answer(browser, "story", facts="写到一半", amount="", back="1")

    assert answered.url == walk.url("business")
    assert _kept(browser)["facts"] == "写到一半"


@pytest.mark.parametrize("step", ["nature", "before", "business", "story", "evidence", "you"])
def test_every_step_can_be_left_backwards(browser, step):
    walk.up_to(browser, step)
    order = list(walk.STEPS)

    answered = walk.answer(browser, step, back="1")

    assert answered.url == walk.url(order[order.index(step) - 1])


def test_somebody_who_came_from_the_last_page_goes_back_there(browser):
    walk.up_to(browser, "check")

    assert walk.answer(browser, "story", to="check").url == walk.url("check")
    assert walk.answer(browser, "nature", to="check", back="1").url == walk.url("check")
    assert walk.answer(browser, "nature", to="//evil.example").url == walk.url("before")


@pytest.mark.parametrize("step", ["nature", "story", "you", "phone", "check"])
def test_without_a_draft_a_step_leads_to_the_entrance(browser, step):
    assert browser.get(walk.url(step)).url == walk.url("what")


def test_words_that_are_posted_without_a_draft_are_kept_in_a_new_one(browser):
    walk.answer(browser, "story", facts="会话过期前写的话")

    assert _kept(browser)["facts"] == "会话过期前写的话"


def test_the_entrance_offers_to_go_on_where_the_reader_stopped(browser):
    walk.up_to(browser, "evidence")

    page = browser.get(walk.url("what")).content.decode()

    assert "继续上次没写完的" in page
    assert f'href="{walk.url("evidence")}"' in page
    assert walk.SHOP in page


def test_a_new_reader_sees_no_draft(browser, stranger):
    walk.up_to(browser, "story")

    assert "继续上次没写完的" not in stranger.get(walk.url("what")).content.decode()


def test_a_draft_is_deleted_only_after_it_was_asked(browser):
    walk.up_to(browser, "story")
    token = walk.draft_of(browser)

    asked = browser.get(walk.url("discard"))
    still_there = queries.draft(token, NOON)
    browser.post(walk.url("discard"))

    assert "不能恢复" in asked.content.decode()
    assert still_there is not None
    assert queries.draft(token, NOON) is None
    assert browser.get(walk.url("story")).url == walk.url("what")


def test_deleting_nothing_leads_to_the_entrance(browser):
    assert browser.get(walk.url("discard")).url == walk.url("what")


def test_the_token_is_signed_and_out_of_reach_of_scripts(browser):
    walk.up_to(browser, "nature")
    cookie = browser.cookies[drafts.COOKIE]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/file/"
    assert int(cookie["max-age"]) == 30 * 24 * 60 * 60

    forged = Client()
    forged.cookies[drafts.COOKIE] = walk.draft_of(browser) + ":1:forged"
    assert forged.get(walk.url("nature"))["location"] == walk.url("what")


def test_nothing_that_is_typed_stands_in_an_address(browser):
    walk.up_to(browser, "story")

    answered = walk.answer(browser, "story")

    assert "?" not in answered.url


def test_a_session_is_not_needed(browser):
    walk.to_the_end(browser)

    assert "sessionid" not in browser.cookies


def test_a_step_needs_the_token_against_forgery(world):
    strict = Client(enforce_csrf_checks=True)

    page = walk.answer(strict, "what")

    assert page.status_code == 403
