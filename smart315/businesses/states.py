"""How a business comes to take part, and how it takes part, as two tables; one follows the other.

Handbook EN-05: 申请→核验→签约→启用 is the application's, 启用→暂停→退出 the business's own.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from smart315.kernel.transitions import Machine, move


class State(models.TextChoices):
    """How far the business takes part in settling complaints through the platform."""

    REGISTERED = "registered", _("已登记")
    JOINED = "joined", _("已入驻")
    PAUSED = "paused", _("暂停接收")
    LEFT = "left", _("已退出")


LIFECYCLE = Machine(
    State.REGISTERED,
    move("B1", "join", [State.REGISTERED, State.PAUSED], State.JOINED),
    move("B2", "pause", [State.JOINED], State.PAUSED),
    move("B3", "leave", [State.REGISTERED, State.JOINED, State.PAUSED], State.LEFT),
)


class PledgeKind(models.TextChoices):
    """Which of the two channels a pledge opens."""

    DIRECT = "direct", _("网上直通车")
    GREEN = "green", _("电商绿色通道")


class BreakKind(models.TextChoices):
    """What a business asks for itself."""

    PAUSE = "pause", _("暂停接收")
    LEAVE = "leave", _("退出")


class BreakEnd(models.TextChoices):
    """How it came to an end."""

    TAKEN_BACK = "taken_back", _("开始前撤回")
    RESUMED = "resumed", _("提前恢复")
    RAN_OUT = "ran_out", _("到期恢复")
    LEFT = "left", _("已退出")
    OVERTAKEN = "overtaken", _("由消协办理")


class ApplicationState(models.TextChoices):
    """How far an application has come."""

    APPLIED = "applied", _("待核验")
    RETURNED = "returned", _("退回更正")
    VERIFIED = "verified", _("已核验，待签约")
    SIGNED = "signed", _("已签约，待启用")
    ACTIVATED = "activated", _("已启用")
    DECLINED = "declined", _("不予入驻")
    WITHDRAWN = "withdrawn", _("已撤回")


A = ApplicationState
ONBOARDING = Machine(
    A.APPLIED,
    move("A1", "return_application", [A.APPLIED], A.RETURNED),
    move("A2", "apply_again", [A.RETURNED], A.APPLIED),
    move("A3", "verify", [A.APPLIED], A.VERIFIED),
    move("A4", "decline", [A.APPLIED, A.RETURNED], A.DECLINED),
    move("A5", "sign", [A.VERIFIED], A.SIGNED),
    move("A6", "activate", [A.SIGNED], A.ACTIVATED),
    move("A7", "withdraw", [A.APPLIED, A.RETURNED, A.VERIFIED, A.SIGNED], A.WITHDRAWN),
)
# Where an officer, or the applicant, has something to do.
WITH_OFFICER = (A.APPLIED, A.SIGNED)
OPEN = (A.APPLIED, A.RETURNED, A.VERIFIED, A.SIGNED)


class ReturnReason(models.TextChoices):
    """What is to be put right before an application can be verified."""

    LICENCE_UNREADABLE = "licence_unreadable", _("营业执照看不清或者不完整")
    NAME_DIFFERS = "name_differs", _("名称与营业执照不一致")
    CODE_DIFFERS = "code_differs", _("统一社会信用代码与营业执照不一致")
    AUTHORITY_UNCLEAR = "authority_unclear", _("授权书没有盖章，或者没有写明联系人和权限")
    CONTACT_UNREACHED = "contact_unreached", _("电话联系不上联系人")


class DeclineReason(models.TextChoices):
    """Why an application cannot be taken."""

    NOT_IN_BUSINESS = "not_in_business", _("营业执照已注销或者吊销")
    NOT_AUTHORISED = "not_authorised", _("经营者没有授权此人申请")
    ABNORMAL = "abnormal", _("在经营异常名录或者严重违法失信名单中")
    DUPLICATE = "duplicate", _("该经营者已经入驻或者已有申请")
    UNREACHED = "unreached", _("退回后没有在合理期间内更正")
