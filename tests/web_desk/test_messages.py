"""Messages on the desk: what failed is tried again, texts are previewed and worded, cases tell."""

from datetime import timedelta

import pytest

from smart315.accounts.actors import Role
from smart315.audit import queries as audit
from smart315.messaging import delivery, queries
from smart315.messaging.carriers import CARRIERS, GiveUpError
from smart315.messaging.states import Channel, State, Topic
from tests.given import NOON, accounts, casework as given
from tests.given.messaging import an_owed_message
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
PAGE, TEXTS = "/desk/messages/", "/desk/messages/texts/"
ACCEPTED = "casework.accept.consumer"
SAYS = {"number": "青消投〔2026〕630102-000123号", "due": "2026-09-08", "url": "http://x/track/"}


@pytest.fixture
def keeper(county):
    return browser_of(accounts.officer("系统", Role.SYSTEM_ADMIN, accounts.province()))


@pytest.fixture
def setter(county):
    return browser_of(accounts.officer("安全", Role.SECURITY_ADMIN, accounts.province()))


class Refusing:
    def send(self, message):
        raise GiveUpError("isv.MOBILE_NUMBER_ILLEGAL")


@pytest.fixture
def a_failed_message(monkeypatch):
    an_owed_message(template=ACCEPTED, context=SAYS, stream="complaint:77")
    monkeypatch.setitem(CARRIERS, Channel.SMS, Refusing())
    delivery.deliver_due(at=NOON, worker="w1")
    monkeypatch.undo()
    (posted,) = queries.failed()
    return posted


def test_a_failed_message_is_listed_masked_and_tried_again(keeper, a_failed_message):
    before = text_of(keeper.get(PAGE))
    answer = keeper.post(f"{PAGE}try-again/", {"id": a_failed_message.id}, follow=True)

    assert "手机号码无效" in before
    assert "138****1234" in before
    assert "13897001234" not in before
    assert "已放回待发" in text_of(answer)
    assert queries.of_stream("complaint:77")[0].state is State.WAITING
    assert [each.kind for each in audit.history("messages")] == ["messages.tried_again"]


def test_trying_none_again_is_asked_for_a_choice(keeper, a_failed_message):
    answer = keeper.post(f"{PAGE}try-again/", follow=True)

    assert "请先勾选" in text_of(answer)
    assert queries.failed_count() == 1


def test_a_quiet_outbox_says_so(keeper):
    page = text_of(keeper.get(PAGE))

    assert "没有发送失败的消息" in page
    assert "近14天没有消息" in page


def test_the_list_of_failed_messages_asks_as_much_for_many_as_for_few(
    keeper, a_failed_message, counted_queries, django_assert_num_queries, monkeypatch
):
    few = counted_queries(lambda: keeper.get(PAGE))
    monkeypatch.setitem(CARRIERS, Channel.SMS, Refusing())
    for number in range(12):
        an_owed_message(template=ACCEPTED, context=SAYS, address=f"138970012{number:02}")
    delivery.deliver_due(at=NOON, worker="w1")

    with django_assert_num_queries(few):
        page = keeper.get(PAGE)

    assert len(page.context["lines"]) > 8


def test_every_text_is_listed_with_its_length_in_both_languages(setter):
    chinese, tibetan = text_of(setter.get(TEXTS)), text_of(setter.get(f"{TEXTS}?language=bo"))

    assert ACCEPTED in chinese
    assert ACCEPTED in tibetan
    assert "过长" not in chinese


def test_a_text_is_previewed_worded_and_put_back(setter):
    url = f"{TEXTS}{ACCEPTED}/"
    own = "投诉%(number)s我会已受理，期限%(due)s：%(url)s"

    before = text_of(setter.get(url))
    setter.post(url, {"body": own, "reason": "用语统一", "provider_code": "SMS_9"})
    worded = text_of(setter.get(url))
    setter.post(url, {"body": "", "reason": "恢复"})

    assert "【青海省消费者协会】投诉青消投〔2026〕630102-000123号已受理" in before
    assert "我会已受理" in worded
    assert "第 1 版" in worded
    assert not queries.text(ACCEPTED, "zh-hans").own


def test_words_that_cannot_be_are_refused_on_the_page_and_stay_typed(setter):
    url = f"{TEXTS}{ACCEPTED}/"

    page = setter.post(url, {"body": "您的投诉%(numer)s已受理", "reason": "简化"})

    assert "没有这些占位符" in str(page.context["form"].errors["body"])
    assert "%(numer)s" in text_of(page)


def test_who_keeps_the_system_reads_texts_and_words_none(keeper):
    url = f"{TEXTS}{ACCEPTED}/"

    page = keeper.get(url)
    keeper.post(url, {"body": "%(number)s%(due)s%(url)s", "reason": "试"})

    assert "只有省级安全管理员" in text_of(page)
    assert queries.versions(ACCEPTED, "zh-hans") == []
    assert keeper.get(f"{TEXTS}no.such/").status_code == 404


def test_officers_and_counties_manage_no_messages(desk, county):
    there = browser_of(accounts.officer("县系统", Role.SYSTEM_ADMIN, accounts.county()))

    for browser in (desk, there):
        assert browser.get(PAGE).status_code == 403
        assert browser.get(TEXTS).status_code == 403
        browser.post(f"{PAGE}try-again/", {"id": 1})
    assert audit.history("messages") == []


def test_a_case_tells_what_was_sent_and_why_something_was_not(county):
    given.the_world()
    browser = browser_of(accounts.li_min())
    complaint = given.a_complaint(at=NOON - timedelta(hours=1))
    stream = complaint.stream
    an_owed_message(template=ACCEPTED, context=SAYS, stream=stream, at=NOON.replace(hour=23))
    delivery.deliver_due(at=NOON.replace(hour=23), worker="w1")

    page = text_of(browser.get(f"/desk/complaints/{complaint.pk}/"))

    assert "发出的消息" in page
    assert "夜间不打扰" in page
    assert "138****" in page or "139****" in page


def test_somebody_chooses_which_unread_messages_come_by_mail(desk, li_min):
    wrong = desk.post("/desk/me/messages/", {"topics": ["cases"], "mail": "limin"})
    right = {"topics": ["cases", "due"], "mail": "limin@example.org"}
    desk.post("/desk/me/messages/", right)
    page = text_of(desk.get("/desk/me/messages/"))

    assert "请填写邮箱地址" in text_of(wrong)
    assert queries.subscribed(f"user:{li_min.pk}")[0] == {Topic.CASES, Topic.DUE}
    assert "limin@example.org" in page


def test_all_messages_are_marked_read_beyond_those_shown(desk, county):
    for _ in range(60):
        an_owed_message(template="casework.submit.organisation", channel=Channel.IN_APP,
                        address=f"org:{county.pk}", context={**SAYS, "title": "某"})  # fmt: skip

    desk.post("/desk/inbox/", {"all": "1"})

    assert queries.unread([f"org:{county.pk}"]) == 0
