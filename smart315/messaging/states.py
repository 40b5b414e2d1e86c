"""The ways a message can travel, what holds one back, and what an address looks like."""

import re
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(StrEnum):
    """How a message reaches its reader."""

    IN_APP = "in_app"
    SMS = "sms"
    MAIL = "mail"


class Topic(TextChoices):
    """What a message is about, so that a reader can say which ones to be sent."""

    CODES = "codes", _("验证码")
    CASES = "cases", _("投诉办理进展")
    DUE = "due", _("期限提醒")
    TASKS = "tasks", _("交办给我的事项")
    PLATFORM = "platform", _("平台通知")


class Held(TextChoices):
    """Why a message goes out later than it was owed."""

    QUIET = "quiet", _("夜间不打扰")
    HOUR = "hour", _("一小时内已发满")
    DAY = "day", _("一天内已发满")


class Withheld(TextChoices):
    """Why a message is not sent by itself at all."""

    OPTED_OUT = "opted_out", _("收件人已退订")
    BUNDLED = "bundled", _("已合并到另一条")


class State(TextChoices):
    """How far a message has come."""

    WAITING = "waiting", _("等待发送")
    HELD = "held", _("暂缓发送")
    SENT = "sent", _("已发出")
    ARRIVED = "arrived", _("已送达")
    LOST = "lost", _("未送达")
    FAILED = "failed", _("发送失败")
    WITHHELD = "withheld", _("未单独发送")


# What an address is hashed for, so that it can be looked up.
ADDRESS_PURPOSE = "messaging.address"
ADDRESS = {
    Channel.IN_APP: re.compile(r"(org|user|business):[1-9]\d*"),
    Channel.SMS: re.compile(r"\+?\d{5,20}"),
    Channel.MAIL: re.compile(r"[^@\s]+@[^@\s]+"),
}
