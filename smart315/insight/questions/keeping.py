"""What is chosen of a kept question: who else may read it, how often it is mailed, and when."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Shared(TextChoices):
    """Who beside the owner may read a question; the figures are always the reader's own."""

    ME = "me", _("只有我")
    ORGANISATION = "organisation", _("本单位的人")
    BELOW = "below", _("本单位和下级单位的人")
    EVERYBODY = "everybody", _("工作台上能看投诉的人")


class Every(TextChoices):
    """How often a question is mailed: after each day, week or month."""

    DAY = "day", _("每天（前一天的数字）")
    WEEK = "week", _("每周一（上一周的数字）")
    MONTH = "month", _("每月一日（上个月的数字）")


class Rule(TextChoices):
    """On what condition it is mailed; without one always."""

    ALWAYS = "", _("每次都发")
    AT_LEAST = "at_least", _("达到或者超过")
    AT_MOST = "at_most", _("等于或者低于")
    RISEN = "risen", _("比上一期上升达到（%；比率为百分点）")
    FALLEN = "fallen", _("比上一期下降达到（%；比率为百分点）")


class Ended(TextChoices):
    """Why a question is mailed no more."""

    CANCELLED = "cancelled", _("本人取消")
    RIGHT_LOST = "right_lost", _("已不能查看这个问题")
    LEFT = "left", _("账号已停用或者已离岗")
