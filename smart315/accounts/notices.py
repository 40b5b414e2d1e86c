"""Which messages the accounts room owes, and to whom."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from smart315.messaging import actions as messaging
from smart315.messaging.states import Channel, Topic
from smart315.messaging.templates import Template, register


CODE = register(
    Template(
        name="accounts.code",
        subject=_("验证码"),
        body=_("您的验证码是%(code)s，%(minutes)s分钟内有效。请勿告诉他人，工作人员不会向您索要。"),
        urgent=True,
        topic=Topic.CODES,
        parts=1,
    )
)


def owe_code(*, phone: str, code: str, minutes: int, code_id: int, at: datetime) -> None:
    """Owe the phone its one-time code, now: somebody is waiting for it."""
    messaging.owe(
        channel=Channel.SMS,
        address=phone,
        template=CODE.name,
        context={"code": code, "minutes": str(minutes)},
        stream=f"code:{code_id}",
        at=at,
        key=f"code:{code_id}",
    )
