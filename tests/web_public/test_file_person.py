"""Who files: consents one by one, a phone proved by a code, nothing lost on the way."""

from datetime import timedelta

import pytest

from smart315.casework import queries
from smart315.casework.filing import CONSENTS
from tests.given import NOON, regions
from tests.web_public import walk


@pytest.fixture
def asked(browser):
    walk.up_to(browser, "you")
    return browser


def _kept(browser):
    return queries.draft(walk.draft_of(browser), NOON)


@pytest.mark.parametrize("name", CONSENTS)
def test_each_consent_is_asked_by_itself(asked, name):
    page = walk.answer(asked, "you", **{f"consent_{name}": ""})

    assert list(page.context["form"].errors) == [f"consent_{name}"]


def test_no_consent_is_given_beforehand(asked):
    page = asked.get(walk.url("you")).content.decode()

    assert "checked" not in page.split("请逐项阅读并勾选")[1]


def test_a_mobile_is_sent_a_code(asked):
    answered = walk.answer(asked, "you")
    page = asked.get(answered.url).content.decode()

    assert answered.url == walk.url("phone")
    assert walk.MOBILE in page
    assert "演示系统不发短信" in page


def test_outside_a_demonstration_the_code_is_not_shown(asked, settings):
    settings.DEMO = False
    walk.answer(asked, "you")

    page = asked.get(walk.url("phone")).content.decode()

    assert "演示系统" not in page
    assert "<strong>13897001234</strong>" in page


def test_the_right_code_leads_on(asked):
    walk.answer(asked, "you")

    assert walk.confirm_phone(asked).url == walk.url("check")
    assert asked.get(walk.url("phone")).url == walk.url("check")


def test_a_wrong_code_says_how_often_it_may_be_tried(asked):
    walk.answer(asked, "you")

    page = asked.post(walk.url("phone"), {"code": "abcdef"}).content.decode()

    assert "还可以再试4次" in page


def test_a_code_must_be_typed(asked):
    walk.answer(asked, "you")

    assert "请填写短信里的6位验证码" in asked.post(walk.url("phone"), {}).content.decode()


def test_an_expired_code_loses_no_word(asked, noon):
    walk.answer(asked, "you")
    noon.shift(timedelta(minutes=11))

    page = walk.confirm_phone(asked)

    assert "验证码已失效" in page.content.decode()
    assert _kept(asked)["facts"].startswith("用了一周")


def test_a_code_may_be_asked_for_again_after_a_minute(asked, noon):
    walk.answer(asked, "you")
    too_soon = asked.post(walk.url("phone"), {"again": "1"})
    noon.shift(timedelta(seconds=61))

    assert "请在60秒后再获取" in too_soon.content.decode()
    assert asked.post(walk.url("phone"), {"again": "1"}).url == walk.url("phone")


def test_one_address_cannot_send_codes_without_end(asked, monkeypatch):
    from smart315.accounts.actions import codes

    monkeypatch.setattr(codes, "DAILY_PER_CLIENT", 1)
    walk.answer(asked, "you")

    page = walk.answer(asked, "you", phone="13897005678")

    assert "当前网络获取验证码过于频繁" in page.content.decode()


def test_a_number_changed_after_the_proof_is_proved_again(asked):
    walk.answer(asked, "you")
    walk.confirm_phone(asked)

    assert walk.answer(asked, "you", phone="13897005678").url == walk.url("phone")


def test_a_proof_holds_for_a_day(asked, noon):
    walk.answer(asked, "you")
    walk.confirm_phone(asked)
    noon.shift(timedelta(hours=25))

    assert "核实已超过24小时" in asked.get(walk.url("check")).content.decode()


def test_a_fixed_line_needs_no_code(asked):
    assert walk.answer(asked, "you", phone="0971-6123456").url == walk.url("check")


def test_townships_are_shown_without_a_script(asked):
    regions.load()

    answered = walk.answer(asked, "you", region_code="630102", places="1")
    page = asked.get(answered.url).content.decode()

    assert answered.url.startswith(walk.url("you"))
    assert 'name="township"' in page
    assert "东关大街街道" in page


def test_townships_come_as_a_piece_of_the_page(asked):
    page = asked.post("/file/you/townships/", {"region_code": "630102"}).content.decode()

    assert "东关大街街道" in page
    assert "<html" not in page


def test_a_place_without_townships_shows_none(asked):
    page = asked.post("/file/you/townships/", {"region_code": "outside"}).content.decode()

    assert page.strip() == ""
