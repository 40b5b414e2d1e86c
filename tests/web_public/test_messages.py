"""A consumer stops text messages with the phone in hand, and begins them again."""

import pytest
from django.core import signing

from smart315.messaging import actions, queries
from smart315.messaging.states import Channel, Topic
from tests.given import NOON, casework
from tests.web_public import walk


pytestmark = pytest.mark.django_db
PAGE = "/messages/"


def confirm(browser, phone=casework.PHONE):
    browser.post(PAGE, {"phone": phone})
    code = walk.found(r"验证码是：(\d{6})", browser.get("/messages/code/").content.decode())
    return browser.post("/messages/code/", {"code": code}, follow=True)


def refused():
    return queries.is_refused(Channel.SMS, casework.PHONE)


def test_who_has_confirmed_the_phone_stops_messages_and_begins_them_again(world, browser):
    confirmed = confirm(browser).content.decode()
    stopped = browser.post(PAGE, {"do": "stop"}, follow=True).content.decode()
    was_refused = refused()
    again = browser.post(PAGE, {"do": "resume"}, follow=True).content.decode()

    assert "现在会收到投诉办理的短信" in confirmed
    assert "2026-09-01起停收短信" in stopped
    assert "查进度" in stopped
    assert (was_refused, refused()) == (True, False)
    assert "会再收到短信" in again


def test_a_code_that_did_not_come_is_sent_again_and_the_page_stays(world, browser, noon):
    browser.post(PAGE, {"phone": casework.PHONE})
    again = {"phone": casework.PHONE, "again": "1"}

    early = browser.post(PAGE, again, follow=True)
    noon.shift(61)
    later = browser.post(PAGE, again, follow=True)

    assert [each.redirect_chain for each in (early, later)] == [[("/messages/code/", 302)]] * 2
    assert "秒后再获取" in early.content.decode()
    assert "验证码是" in later.content.decode()


def test_nobody_stops_the_messages_of_a_phone_that_is_not_theirs(world, browser):
    browser.post(PAGE, {"phone": casework.PHONE})
    wrong = browser.post("/messages/code/", {"code": "000000"})
    browser.post(PAGE, {"do": "stop"})

    assert wrong.status_code == 200
    assert wrong.context["form"].errors["code"]
    assert not refused()


def test_what_is_no_mobile_is_told_at_the_field(world, browser):
    page = browser.post(PAGE, {"phone": "0971"})

    assert page.context["form"].errors["phone"]


def test_a_code_is_asked_for_only_after_a_phone(world, browser):
    assert browser.get("/messages/code/").url == PAGE


def test_a_mail_program_ends_copies_with_one_press_and_a_reader_with_two(world, browser):
    actions.subscribe(reader="user:5", topics=[Topic.CASES], mail="a@example.org", at=NOON)
    url = f"/messages/mail/{signing.dumps('user:5', salt='messaging.unsubscribe')}/"

    asked = browser.get(url).content.decode()
    still = queries.subscribed("user:5")[1]
    done = browser.post(url, {"List-Unsubscribe": "One-Click"}).content.decode()

    assert "仍然可以看到全部消息" in asked
    assert (still, queries.subscribed("user:5")[1]) == ("a@example.org", "")
    assert "已停发" in done


def test_a_link_that_was_not_made_here_ends_nothing(world, browser):
    actions.subscribe(reader="user:5", topics=[Topic.CASES], mail="a@example.org", at=NOON)

    page = browser.post("/messages/mail/guessed:x:y/").content.decode()

    assert "这个链接无效" in page
    assert queries.subscribed("user:5")[1] == "a@example.org"
