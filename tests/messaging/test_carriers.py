import logging
import socket
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest
from aiosmtpd.controller import Controller

from smart315.messaging import carriers, delivery, queries
from smart315.messaging.states import Channel
from tests.given import NOON
from tests.given.messaging import an_owed_message


class Mailbox:
    def __init__(self):
        self.envelopes = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's name
        self.envelopes.append(envelope)
        return "250 OK"


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
    mail = message_from_bytes(envelope.content)
    assert envelope.rcpt_tos == ["zhou@example.org"]
    assert str(make_header(decode_header(mail["Subject"]))) == "受理通知"
    body = mail.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode().strip() == "您的投诉000123已受理。"
    (posted,) = queries.of_stream("complaint:1")
    assert mail["Message-ID"] == f"<smart315-{posted.id}@example.org>"


@pytest.mark.django_db
def test_a_mail_server_that_is_away_is_asked_again_later(mailbox, settings):
    settings.EMAIL_PORT = 1
    an_owed_message(channel=Channel.MAIL, address="zhou@example.org")

    delivered = delivery.deliver_due(at=NOON, worker="w1")

    assert delivered.failed == 1
    assert queries.of_stream("complaint:1")[0].last_error == "ConnectionRefusedError"


def test_the_console_names_the_text_and_nothing_of_its_reader(caplog):
    letter = carriers.Letter("smart315-1", "tests.code", "13897001234", "验证码", "验证码：123456")

    with caplog.at_level(logging.INFO, logger="smart315"):
        carriers.Console().send(letter)

    assert "tests.code" in caplog.text
    assert "13897001234" not in caplog.text
    assert "123456" not in caplog.text
