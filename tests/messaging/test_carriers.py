import logging
import socket
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest
from aiosmtpd.controller import Controller

from smart315.messaging import carriers, delivery, pace, queries
from smart315.messaging.carriers import mail
from smart315.messaging.states import Channel, State
from tests.given import NOON
from tests.given.messaging import an_owed_message


class Mailbox:
    def __init__(self):
        self.envelopes, self.answers, self.refuses = [], [], ""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's name
        self.envelopes.append(envelope)
        return self.answers.pop() if self.answers else "250 OK"


@pytest.fixture
def mailbox(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.DEFAULT_FROM_EMAIL = "智慧3·15 <smart315@example.org>"
    yield box
    server.stop()


def test_there_is_a_carrier_for_every_channel():
    assert set(carriers.CARRIERS) == set(Channel)


@pytest.mark.django_db
def test_a_mail_reaches_the_server_in_chinese_and_bears_the_messages_id(mailbox):
    an_owed_message(channel=Channel.MAIL, address="zhou@example.org")

    delivered = delivery.deliver_due(at=NOON, worker="w1")

    assert delivered.sent == 1
    (envelope,) = mailbox.envelopes
    received = message_from_bytes(envelope.content)
    assert envelope.rcpt_tos == ["zhou@example.org"]
    assert str(make_header(decode_header(received["Subject"]))) == "受理通知"
    words, page = (part.get_payload(decode=True).decode() for part in received.get_payload())
    assert words.strip() == "您的投诉000123已受理。"
    assert "<p>您的投诉000123已受理。</p>" in page
    (posted,) = queries.of_stream("complaint:1")
    assert received["Message-ID"] == f"<smart315-{posted.id}@example.org>"


@pytest.mark.django_db
def test_a_mail_server_that_is_away_is_asked_again_later(mailbox, settings):
    settings.EMAIL_PORT = 1
    an_owed_message(channel=Channel.MAIL, address="zhou@example.org")

    delivered = delivery.deliver_due(at=NOON, worker="w1")

    assert delivered.failed == 1
    assert queries.of_stream("complaint:1")[0].last_error == "ConnectionRefusedError"


@pytest.mark.django_db
def test_a_second_attempt_bears_the_same_id(mailbox, settings):
    an_owed_message(channel=Channel.MAIL, address="zhou@example.org")
    mailbox.answers = ["451 4.3.0 try later"]

    delivery.deliver_due(at=NOON, worker="w1")
    delivery.deliver_due(at=NOON + pace.PAUSES[0], worker="w1")

    ids = {message_from_bytes(each.content)["Message-ID"] for each in mailbox.envelopes}
    assert len(mailbox.envelopes) == 2
    assert len(ids) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("refused", ["550 5.1.1 no such mailbox", "552 5.2.2 mailbox full"])
def test_a_mail_that_will_never_be_taken_is_given_up_at_once(mailbox, refused):
    an_owed_message(channel=Channel.MAIL, address="zhou@example.org")
    mailbox.refuses = refused

    delivery.deliver_due(at=NOON, worker="w1")

    (posted,) = queries.of_stream("complaint:1")
    assert (posted.state, posted.attempts) == (State.FAILED, 1)
    assert posted.last_error == f"smtp_{refused[:3]}"


@pytest.mark.django_db
def test_a_mail_says_how_to_get_no_more_of_its_kind(mailbox):
    link = "https://315.example.org/messages/mail/x/"
    context = {"number": "000123", "unsubscribe": link}
    an_owed_message(channel=Channel.MAIL, address="zhou@example.org", context=context)

    delivery.deliver_due(at=NOON, worker="w1")

    received = message_from_bytes(mailbox.envelopes[0].content)
    assert received["List-Unsubscribe"] == f"<{link}>"
    assert received["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert received["Auto-Submitted"] == "auto-generated"
    _words, page = (part.get_payload(decode=True) for part in received.get_payload())
    assert link in page.decode()


def test_what_a_mail_quotes_cannot_become_part_of_its_page():
    letter = carriers.Letter("m", "t", "a@b", "<b>题</b>", "看<script>：https://315.cn/x?a=1&b=2。")

    page = mail.page(letter)

    assert "<script>" not in page
    assert '<a href="https://315.cn/x?a=1&amp;b=2">' in page


def test_the_console_names_the_text_and_nothing_of_its_reader(caplog):
    letter = carriers.Letter("smart315-1", "tests.code", "13897001234", "验证码", "验证码：123456")

    with caplog.at_level(logging.INFO, logger="smart315"):
        carriers.Console().send(letter)

    assert "tests.code" in caplog.text
    assert "13897001234" not in caplog.text
    assert "123456" not in caplog.text
