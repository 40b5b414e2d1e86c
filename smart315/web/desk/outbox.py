"""Messages as the desk shows them: how far each has come, and what each text says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from smart315.messaging import lengths, queries, templates
from smart315.messaging.queries import DayCount, Posted, Text
from smart315.messaging.states import Channel, State


CHANNELS: dict[Channel, Promise] = {
    Channel.SMS: gettext_lazy("短信"),
    Channel.MAIL: gettext_lazy("邮件"),
    Channel.IN_APP: gettext_lazy("站内"),
}
TONES = {
    State.WAITING: "blue",
    State.HELD: "yellow",
    State.SENT: "green",
    State.ARRIVED: "green",
    State.LOST: "red",
    State.FAILED: "red",
    State.WITHHELD: "",
}
# What people are told of the commonest codes; others stand as the provider wrote them.
ERRORS = {
    "isv.MOBILE_NUMBER_ILLEGAL": gettext_lazy("手机号码无效"),
    "isv.AMOUNT_NOT_ENOUGH": gettext_lazy("短信账户余额不足"),
    "isv.OUT_OF_SERVICE": gettext_lazy("短信账户已停机"),
    "isv.BUSINESS_LIMIT_CONTROL": gettext_lazy("短信平台限制了发送频率"),
    "isv.SMS_TEMPLATE_ILLEGAL": gettext_lazy("短信平台没有通过这条文字"),
    "template_without_code": gettext_lazy("这条文字还没有短信平台的模板编号"),
    "smtp_550": gettext_lazy("邮箱不存在"),
    "ConnectTimeout": gettext_lazy("连接超时"),
    "ReadTimeout": gettext_lazy("对方没有及时应答"),
    "ConnectError": gettext_lazy("连接不上"),
    "ConnectionRefusedError": gettext_lazy("连接不上"),
    "Abandoned": gettext_lazy("多次中断，没有发完"),
}


@dataclass(frozen=True)
class Line:
    """One message in words."""

    posted: Posted
    title: str
    channel: str
    state: str
    tone: str
    why: str
    complaint: str


@dataclass(frozen=True)
class Counted:
    """One day and channel in words."""

    day: date
    channel: str
    count: DayCount


@dataclass(frozen=True)
class Preview:
    """A text with its longest values, as it arrives, and what was made of it before."""

    text: Text
    subject: str
    body: str
    places: list[tuple[str, str]]
    has_subject: bool
    initial: dict[str, str]
    versions: list[Any]


def line(posted: Posted) -> Line:
    """Put one message into words; no query."""
    state = posted.state
    room, _dot, key = posted.stream.partition(":")
    return Line(
        posted=posted,
        title=_title(posted.template),
        channel=str(CHANNELS[posted.channel]),
        state=str(state.label),
        tone=TONES[state],
        why=posted.why or str(ERRORS.get(posted.last_error, posted.last_error)),
        complaint=key if room == "complaint" else "",
    )


def counted(count: DayCount) -> Counted:
    """Put one count into words."""
    return Counted(count.day, str(CHANNELS[count.channel]), count)


def groups(found: Iterable[Text]) -> list[tuple[str, list[Text]]]:
    """Return texts under what they are about: text messages first in each."""
    named: dict[str, list[Text]] = {}
    for each in sorted(found, key=lambda text: (text.length is None, text.name)):
        named.setdefault(each.topic, []).append(each)
    return sorted(named.items())


def preview(name: str, language: str) -> Preview | None:
    """Return a text filled in with its longest values; None when there is no such text."""
    try:
        text = queries.text(name, language)
    except LookupError:
        return None
    samples = _samples(name)
    subject, body = text.words.filled(samples)
    return Preview(
        text=text,
        subject=subject,
        body=lengths.signed(body) if text.length else body,
        places=sorted((f"%({place})s", value) for place, value in samples.items()),
        has_subject=bool(text.delivered.subject),
        initial={
            "subject": text.words.subject,
            "body": text.words.body,
            "provider_code": text.words.provider_code,
        },
        versions=queries.versions(name, language),
    )


def _samples(name: str) -> dict[str, str]:
    template = templates.named(name)
    try:
        return lengths.longest(template)
    except ValueError:
        return {place: f"〔{place}〕" for place in template.places}


def _title(name: str) -> str:
    try:
        template = templates.named(name)
    except LookupError:
        return name
    subject, body = templates.texts(template, templates.CHINESE)
    return subject or _shortened(body)


def _shortened(body: str) -> str:
    """Return a text with its places left open.

    >>> _shortened("投诉%(number)s已受理，期限%(due)s")
    '投诉…已受理，期限…'
    """
    return templates.PLACEHOLDER.sub("…", body)
