"""A consumer stops text messages; the province's keeper sees a failed one and tries it again."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from smart315.accounts.actors import Role
from smart315.messaging import delivery, queries
from smart315.messaging.carriers import CARRIERS, GiveUpError
from smart315.messaging.states import Channel, State
from tests.given import SHANGHAI, accounts, casework
from tests.given.messaging import an_owed_message
from tests.journeys.signing_in import at_the_desk


ACCEPTED = "casework.accept.consumer"
SAYS = {"number": "青消投〔2026〕630102-000123号", "due": "2026-09-08", "url": "http://x/track/"}


class Refusing:
    def send(self, message):
        raise GiveUpError("isv.MOBILE_NUMBER_ILLEGAL")


@pytest.fixture
def world(transactional_db, settings):
    settings.DEMO = True
    casework.the_world()


def test_a_consumer_stops_text_messages_and_begins_them_again(
    world, plain_phone, accessible, picture
):
    page = plain_phone
    page.goto("/help/")
    page.get_by_role("link", name="短信提醒").click()
    page.get_by_role("button", name="获取验证码").click()
    accessible(page)
    page.get_by_label("手机号码").fill(casework.PHONE)
    page.get_by_role("button", name="获取验证码").click()
    said = page.get_by_text("演示系统不发短信").text_content() or ""
    page.get_by_label("短信验证码").fill(said.rpartition("：")[2].strip()[:6])
    page.get_by_role("button", name="核实").click()
    accessible(page)
    picture(page, "messages-choose")
    page.get_by_role("button", name="停收短信").click()

    expect(page.get_by_role("button", name="恢复短信")).to_be_visible()
    accessible(page)
    assert queries.is_refused(Channel.SMS, casework.PHONE)


def test_the_keeper_sees_a_failed_message_tries_it_again_and_reads_its_text(
    world, both, accessible, picture, monkeypatch
):
    at = datetime.now(SHANGHAI).replace(hour=12)
    an_owed_message(template=ACCEPTED, context=SAYS, stream="complaint:77", at=at)
    with monkeypatch.context() as patched:
        patched.setitem(CARRIERS, Channel.SMS, Refusing())
        delivery.deliver_due(at=at, worker="w1")
    page = at_the_desk(both, accounts.officer("系统", Role.SYSTEM_ADMIN, accounts.province()))

    page.goto("/desk/messages/")
    accessible(page)
    picture(page, "messages-outbox")
    page.get_by_role("button", name="重发勾选的").click()
    expect(page.get_by_text("没有发送失败的消息")).to_be_visible()
    assert queries.of_stream("complaint:77")[0].state is State.WAITING
    for address in ("texts/", "texts/?language=bo", f"texts/{ACCEPTED}/"):
        page.goto(f"/desk/messages/{address}")
        accessible(page)
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, f"{address} is wider than the screen"
    picture(page, "messages-text")


def test_whoever_sets_rules_is_told_what_is_wrong_with_other_words(
    world, desk, accessible, picture
):
    page = at_the_desk(desk, accounts.officer("安全", Role.SECURITY_ADMIN, accounts.province()))

    page.goto(f"/desk/messages/texts/{ACCEPTED}/")
    page.locator("textarea[name=body]").fill("投诉已受理")
    page.get_by_label("修改原因").fill("简化")
    page.get_by_role("button", name="保存为新版").click()

    expect(page.get_by_text("缺少占位符").first).to_be_visible()
    accessible(page)
    picture(page, "messages-wording")
    page.goto("/desk/me/messages/")
    accessible(page)
