"""The life of a complaint as a table: stages, moves T01-T23, and the codes that go with them.

Handbook §2.4-2.6. Moves that the handbook draws but does not number carry a letter.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from smart315.kernel.transitions import Machine, move


class Stage(TextChoices):
    """Where a complaint stands; the label is what officers read."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待受理")
    SUPPLEMENT = "supplement", _("待补正")
    NEGOTIATING = "negotiating", _("和解中")
    SETTLED = "settled", _("已和解")
    REJECTED = "rejected", _("不予受理")
    TRANSFERRED = "transferred", _("已转办")
    CONSULT = "consult", _("转为咨询")
    ACCEPTED = "accepted", _("已受理")
    INVESTIGATING = "investigating", _("调查中")
    MEDIATING = "mediating", _("调解中")
    SUSPENDED = "suspended", _("调解中止")
    AGREED = "agreed", _("达成协议")
    PERFORMED = "performed", _("已履行")
    DEFAULTED = "defaulted", _("逾期未履行")
    TERMINATED = "terminated", _("调解终止")
    WITHDRAWN = "withdrawn", _("已撤回")
    CLOSED = "closed", _("已办结")
    FOLLOWED_UP = "followed_up", _("已回访")
    REOPENED = "reopened", _("重新办理")
    ARCHIVED = "archived", _("已归档")


S = Stage

# Where nothing more is owed to anybody by law or by the association's clocks.
ENDED = frozenset({S.CLOSED, S.FOLLOWED_UP, S.ARCHIVED, S.CONSULT})
# Where the outcome is known and only the closing form is missing.
DECIDED = frozenset(
    {S.SETTLED, S.REJECTED, S.TRANSFERRED, S.PERFORMED, S.DEFAULTED, S.TERMINATED, S.WITHDRAWN}
)
BEFORE_AGREEMENT = (
    S.SUBMITTED,
    S.SUPPLEMENT,
    S.NEGOTIATING,
    S.TRANSFERRED,
    S.ACCEPTED,
    S.INVESTIGATING,
    S.MEDIATING,
    S.SUSPENDED,
)

COMPLAINT = Machine(
    S.DRAFT,
    move("T01", "submit", [S.DRAFT], S.SUBMITTED),
    move("T02", "request_supplement", [S.SUBMITTED], S.SUPPLEMENT),
    move("T03", "supplement", [S.SUPPLEMENT], S.SUBMITTED),
    move("T04", "lapse", [S.SUPPLEMENT], S.REJECTED),
    move("T05", "settle_first", [S.SUBMITTED], S.NEGOTIATING),
    move("T06", "settle", [S.NEGOTIATING, S.INVESTIGATING], S.SETTLED),
    move("T07", "fall_back", [S.NEGOTIATING, S.SETTLED], S.SUBMITTED),
    move("T08", "accept", [S.SUBMITTED], S.ACCEPTED),
    move("T09", "reject", [S.SUBMITTED], S.REJECTED),
    move("T09C", "consult", [S.SUBMITTED], S.CONSULT),
    move("T10", "transfer", [S.SUBMITTED, S.ACCEPTED], S.TRANSFERRED),
    move("T10S", "sign_for", [S.TRANSFERRED], S.SUBMITTED),
    move("T11", "return_transfer", [S.TRANSFERRED], S.SUBMITTED),
    move("T12", "assign", [S.ACCEPTED, S.REOPENED], S.INVESTIGATING),
    move("T13", "start_mediation", [S.INVESTIGATING], S.MEDIATING),
    move("T14", "suspend", [S.MEDIATING], S.SUSPENDED),
    move("T14R", "resume", [S.SUSPENDED], S.MEDIATING),
    move("T15", "agree", [S.MEDIATING], S.AGREED),
    move("T16", "terminate", [S.INVESTIGATING, S.MEDIATING, S.SUSPENDED], S.TERMINATED),
    move("T17", "verify_performance", [S.AGREED, S.DEFAULTED], S.PERFORMED),
    move("T18", "default", [S.AGREED], S.DEFAULTED),
    move("T19", "withdraw", list(BEFORE_AGREEMENT), S.WITHDRAWN),
    move("T20", "close", sorted(DECIDED), S.CLOSED),
    move("T21", "follow_up", [S.CLOSED], S.FOLLOWED_UP),
    move("T22", "reopen", [S.CLOSED, S.FOLLOWED_UP], S.REOPENED),
    move("T23", "archive", [S.CLOSED, S.FOLLOWED_UP], S.ARCHIVED),
)

MOVE_LABELS = {
    "submit": _("提交投诉"),
    "request_supplement": _("要求补正"),
    "supplement": _("补正材料"),
    "lapse": _("逾期未补正"),
    "settle_first": _("先行和解"),
    "settle": _("达成和解"),
    "fall_back": _("转入消协处理"),
    "accept": _("受理"),
    "reject": _("不予受理"),
    "consult": _("转为咨询"),
    "transfer": _("转办"),
    "sign_for": _("签收"),
    "return_transfer": _("退回"),
    "assign": _("分派"),
    "start_mediation": _("开始调解"),
    "suspend": _("中止调解"),
    "resume": _("恢复调解"),
    "agree": _("达成调解协议"),
    "terminate": _("终止调解"),
    "verify_performance": _("确认履行"),
    "default": _("逾期未履行"),
    "withdraw": _("撤回投诉"),
    "close": _("办结"),
    "follow_up": _("回访"),
    "reopen": _("重新办理"),
    "archive": _("归档"),
}

# What the consumer reads: what is happening, not what the office calls it.
CONSUMER_LABELS = {
    S.DRAFT: _("还没有提交"),
    S.SUBMITTED: _("消协正在审查是否受理"),
    S.SUPPLEMENT: _("需要您补充材料"),
    S.NEGOTIATING: _("已直达商家，等待商家与您和解"),
    S.SETTLED: _("您与商家已和解"),
    S.REJECTED: _("消协不予受理"),
    S.TRANSFERRED: _("已转给有权处理的单位"),
    S.CONSULT: _("已作为咨询答复"),
    S.ACCEPTED: _("消协已受理"),
    S.INVESTIGATING: _("消协正在调查核实"),
    S.MEDIATING: _("消协正在组织调解"),
    S.SUSPENDED: _("调解暂时中止"),
    S.AGREED: _("已达成调解协议，等待履行"),
    S.PERFORMED: _("协议已履行"),
    S.DEFAULTED: _("商家逾期未履行协议"),
    S.TERMINATED: _("调解已终止"),
    S.WITHDRAWN: _("您已撤回投诉"),
    S.CLOSED: _("已办结"),
    S.FOLLOWED_UP: _("已办结"),
    S.REOPENED: _("已重新办理"),
    S.ARCHIVED: _("已办结"),
}
