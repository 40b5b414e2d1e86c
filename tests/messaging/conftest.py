"""Texts and carriers that only these tests know."""

import pytest

from smart315.messaging import carriers, notices, templates
from smart315.messaging.states import Channel


ACCEPTED = templates.Template("tests.accepted", "受理通知", "您的投诉%(number)s已受理。")
CODE = templates.Template("tests.code", "验证码", "验证码：%(code)s", urgent=True)


class Recorder:
    """Keeps what it was given; fails when told to."""

    def __init__(self):
        self.sent = []
        self.error = None

    def send(self, message):
        if self.error is not None:
            raise self.error
        self.sent.append(message)


@pytest.fixture(autouse=True)
def _texts(monkeypatch):
    monkeypatch.setattr(templates, "_REGISTER", {})
    templates.register(ACCEPTED)
    templates.register(CODE)
    templates.register(notices.BUNDLE)
    templates.register(notices.COPY)


@pytest.fixture
def sms(monkeypatch):
    recorder = Recorder()
    monkeypatch.setitem(carriers.CARRIERS, Channel.SMS, recorder)
    return recorder
