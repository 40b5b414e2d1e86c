"""Closed lists of what organisations have to do with a case that is not only theirs."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Part(TextChoices):
    """What an organisation is in a case (handbook §2.9, §2.12)."""

    LEAD = "lead", _("主办")
    ASSIST = "assist", _("协办")
    SUPERVISE = "supervise", _("督办")
    SOURCE = "source", _("来源")
    # A department or another province: it answers for its own result, by its own rules.
    OUTSIDE = "outside", _("外部办理")


class PartState(TextChoices):
    """How far an organisation has come with its own part, whatever the stage of the case."""

    OFFERED = "offered", _("待签收")
    SIGNED = "signed", _("已签收")
    REFUSED = "refused", _("已拒收")
    RETURNED = "returned", _("已退回")
    ENDED = "ended", _("已结束")


LIVE = (PartState.OFFERED, PartState.SIGNED)


class Task(TextChoices):
    """What is asked of the organisation."""

    HANDLE = "handle", _("办理")
    REGISTER = "register", _("代为登记")
    EVIDENCE = "evidence", _("协助取证")
    SERVICE = "service", _("代为送达")
    INQUIRY = "inquiry", _("协查")
    REFERRAL = "referral", _("移送处理")
    WATCH = "watch", _("督办")


# Handbook J-06: what one association asks of another.
HELP = (Task.EVIDENCE, Task.SERVICE, Task.INQUIRY)


class RefusalReason(TextChoices):
    """Why an organisation does not take what it was offered; counted, so a closed list."""

    OUT_OF_PLACE = "out_of_place", _("不在本单位地域范围")
    NOT_COMPETENT = "not_competent", _("不属于本单位职责")
    DUPLICATE = "duplicate", _("本单位或者其他单位已在办理")
    INCOMPLETE = "incomplete", _("材料不全，无法办理")
    CONFLICT = "conflict", _("与当事人有利害关系")
    NO_CONSENT = "no_consent", _("投诉人不同意")
    OTHER = "other", _("其他原因")


class Result(TextChoices):
    """What came of a task."""

    DONE = "done", _("已完成")
    PARTLY = "partly", _("部分完成")
    RESOLVED = "resolved", _("争议已解决")
    UNRESOLVED = "unresolved", _("调解未成")
    NOT_ACCEPTED = "not_accepted", _("不予受理")
    FAILED = "failed", _("未能完成")


RESULTS = {
    Task.REFERRAL: (Result.RESOLVED, Result.UNRESOLVED, Result.NOT_ACCEPTED),
    **dict.fromkeys(HELP, (Result.DONE, Result.PARTLY, Result.FAILED)),
}


class SupervisionLevel(TextChoices):
    """SV-2: first a reminder, then an order; above both the superior takes the case up."""

    REMIND = "remind", _("提醒")
    ORDER = "order", _("督办")


class SupervisionState(TextChoices):
    """What became of a supervision."""

    OPEN = "open", _("待反馈")
    ANSWERED = "answered", _("已反馈")
    CLOSED = "closed", _("已销号")
    ESCALATED = "escalated", _("已升级")


WATCHED = (SupervisionState.OPEN, SupervisionState.ANSWERED)


class Strategy(TextChoices):
    """How a case finds its association when no rule says otherwise (J-01 to J-04)."""

    RESPONDENT_COUNTY = "respondent_county", _("经营者所在地县级消协（J-04）")
    RESIDENCE = "residence", _("平台和自建网站按住所地，店铺按公示地址（J-01）")
    ACTUAL_PLACE = "actual_place", _("店铺按实际经营地（J-02，旧规定）")
    FIRST_RECEIVED = "first_received", _("先收到的消协（J-03）")
    CONSUMER_COUNTY = "consumer_county", _("消费者所在地县级消协")


class Reach(TextChoices):
    """To whom a routing rule sends: a named organisation, or one found from the place."""

    NAMED = "named", _("指定单位")
    COUNTY = "county", _("经营者所在地县级消协")
    PREFECTURE = "prefecture", _("经营者所在地市州消协")
    PROVINCE = "province", _("省消费者协会")
    CONSUMER_COUNTY = "consumer_county", _("消费者所在地县级消协")
    CONSUMER_PREFECTURE = "consumer_prefecture", _("消费者所在地市州消协")
    REGISTRAR = "registrar", _("登记的单位")
