"""The small lives inside a complaint, each a table: recusals, sessions, appraisals, proposals,
agreement texts, obligations, judicial confirmations, panels (handbook §2.10-2.11).

Beside each stand its sisters: who may make a move (`rights.WHO`), what is recorded
(`kinds.OF_LIFE`) and who is told (`tellings.OF_LIFE`); each knows every move and `open`, which is
how a life begins.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from smart315.kernel.transitions import Machine, move


OPEN = "open"


class RecusalState(TextChoices):
    """What became of a request that somebody should not mediate."""

    ASKED = "asked", _("等待决定")
    GRANTED = "granted", _("已准许回避")
    REFUSED = "refused", _("未准许")
    TAKEN_BACK = "taken_back", _("已撤回")


class SessionState(TextChoices):
    """Where a session stands."""

    PLANNED = "planned", _("待通知")
    NOTIFIED = "notified", _("已通知")
    HELD = "held", _("已召开")
    CANCELLED = "cancelled", _("已取消")


class AppraisalState(TextChoices):
    """Where an appraisal stands."""

    AGREED = "agreed", _("已商定，待委托")
    ENTRUSTED = "entrusted", _("鉴定中")
    GIVEN = "given", _("已出意见，待告知")
    TOLD = "told", _("已告知双方")
    DROPPED = "dropped", _("未进行")


class ProposalState(TextChoices):
    """What became of a proposal."""

    OPEN = "open", _("等待答复")
    ACCEPTED = "accepted", _("已接受")
    DECLINED = "declined", _("未接受")
    COUNTERED = "countered", _("已提反方案")
    TAKEN_BACK = "taken_back", _("已收回")


class TextState(TextChoices):
    """Where the text of an agreement stands."""

    DRAFT = "draft", _("起草中")
    FIXED = "fixed", _("已定稿，待签名")
    SIGNED = "signed", _("已签署生效")
    DROPPED = "dropped", _("已作废")


class ObligationState(TextChoices):
    """Whether what was promised was done."""

    DUE = "due", _("待履行")
    DONE = "done", _("已履行")
    BROKEN = "broken", _("逾期未履行")


class ConfirmationState(TextChoices):
    """Where a joint application to the court stands."""

    PREPARED = "prepared", _("准备申请")
    FILED = "filed", _("已向法院申请")
    CONFIRMED = "confirmed", _("法院已确认")
    DISMISSED = "dismissed", _("法院未确认")
    DROPPED = "dropped", _("不再申请")


class PanelState(TextChoices):
    """Where a case stands with a committee."""

    ASKED = "asked", _("待组成调解组")
    SEATED = "seated", _("调解组已组成")
    RETURNED = "returned", _("已退回")


R, S, A, P = RecusalState, SessionState, AppraisalState, ProposalState
T, B, C, N = TextState, ObligationState, ConfirmationState, PanelState

LIVES = {
    "recusal": Machine(
        R.ASKED,
        move("RC1", "grant", [R.ASKED], R.GRANTED),
        move("RC2", "refuse", [R.ASKED], R.REFUSED),
        move("RC3", "take_back", [R.ASKED], R.TAKEN_BACK),
    ),
    "session": Machine(
        S.PLANNED,
        move("SE1", "notify", [S.PLANNED], S.NOTIFIED),
        move("SE2", "change", [S.PLANNED, S.NOTIFIED], S.PLANNED),
        move("SE3", "hold", [S.NOTIFIED], S.HELD),
        move("SE4", "cancel", [S.PLANNED, S.NOTIFIED], S.CANCELLED),
    ),
    "appraisal": Machine(
        A.AGREED,
        move("AP1", "entrust", [A.AGREED], A.ENTRUSTED),
        move("AP2", "opine", [A.ENTRUSTED], A.GIVEN),
        move("AP3", "tell", [A.GIVEN], A.TOLD),
        move("AP4", "drop", [A.AGREED, A.ENTRUSTED], A.DROPPED),
    ),
    "proposal": Machine(
        P.OPEN,
        move("PR1", "accept", [P.OPEN], P.ACCEPTED),
        move("PR2", "decline", [P.OPEN], P.DECLINED),
        move("PR3", "counter", [P.OPEN], P.COUNTERED),
        move("PR4", "take_back", [P.OPEN], P.TAKEN_BACK),
    ),
    "text": Machine(
        T.DRAFT,
        move("TX1", "fix", [T.DRAFT], T.FIXED),
        move("TX2", "revise", [T.FIXED], T.DRAFT),
        move("TX3", "conclude", [T.FIXED], T.SIGNED),
        move("TX4", "drop", [T.DRAFT, T.FIXED], T.DROPPED),
    ),
    "obligation": Machine(
        B.DUE,
        move("OB1", "perform", [B.DUE, B.BROKEN], B.DONE),
        move("OB2", "break", [B.DUE], B.BROKEN),
    ),
    "confirmation": Machine(
        C.PREPARED,
        move("JC1", "file", [C.PREPARED], C.FILED),
        move("JC2", "confirm", [C.FILED], C.CONFIRMED),
        move("JC3", "dismiss", [C.FILED], C.DISMISSED),
        move("JC4", "drop", [C.PREPARED, C.FILED], C.DROPPED),
    ),
    "panel": Machine(
        N.ASKED,
        move("PA1", "seat", [N.ASKED, N.SEATED], N.SEATED),
        move("PA2", "give_back", [N.ASKED, N.SEATED], N.RETURNED),
    ),
}
