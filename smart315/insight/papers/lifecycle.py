"""Which papers may follow from an incident, and the life of one as a table."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smart315.accounts.permissions import Permission
from smart315.insight.states import Follow
from smart315.kernel.transitions import Machine, move


class PaperKind(TextChoices):
    """The papers, by the names of the handbook (§2.8, AD-01, AD-02, §9, §8)."""

    TIP = "tip", _("消费提示")
    WARNING = "warning", _("消费警示")
    TALK = "talk", _("指导谈话通知书")
    OUTLINE = "outline", _("指导谈话提纲")
    CLUE = "clue", _("案件线索移送函")
    INQUIRY = "inquiry", _("查询（反映）函")
    INSPECTION = "inspection", _("纳入抽查检验建议函")
    TEST = "test", _("比较试验选题建议书")
    LITIGATION = "litigation", _("公益诉讼线索登记表")


class PaperState(TextChoices):
    """How far a paper has come."""

    DRAFT = "draft", _("起草中")
    IN_REVIEW = "in_review", _("待签发")
    ISSUED = "issued", _("已发出")
    REPLACED = "replaced", _("已重发")
    WITHDRAWN = "withdrawn", _("已撤回")
    DISCARDED = "discarded", _("已作废")


P, S = PaperKind, PaperState
# What each consequence can be put on paper as.
PAPERS: Mapping[Follow, tuple[PaperKind, ...]] = {
    Follow.MEDIATE_TOGETHER: (),
    Follow.GUIDANCE_TALK: (P.TALK, P.OUTLINE),
    Follow.INQUIRE: (P.INQUIRY,),
    Follow.REFER: (P.CLUE,),
    Follow.ADVISORY: (P.TIP, P.WARNING),
    Follow.TEST: (P.TEST,),
    Follow.INSPECTION: (P.INSPECTION,),
    Follow.CLUE: (P.LITIGATION,),
    Follow.SUPPORT_SUIT: (),
}
# Where the paper of a consequence that has none here is made.
ELSEWHERE: Mapping[Follow, Promise] = {
    Follow.MEDIATE_TOGETHER: _("合并调解的通知书和协议书在各件投诉的“文书”里制作。"),
    Follow.SUPPORT_SUIT: _("支持起诉意见书写给每位消费者，在其投诉的“文书”里制作。"),
}
# An issued paper is never changed: another takes its place, or it is withdrawn.
PAPER = Machine(
    S.DRAFT,
    move("P1", "submit", [S.DRAFT], S.IN_REVIEW),
    move("P2", "return", [S.IN_REVIEW], S.DRAFT),
    move("P3", "issue", [S.IN_REVIEW], S.ISSUED),
    move("P4", "replace", [S.ISSUED], S.REPLACED),
    move("P5", "withdraw", [S.ISSUED], S.WITHDRAWN),
    move("P6", "discard", [S.DRAFT, S.IN_REVIEW], S.DISCARDED),
)
WHO = {
    "submit": Permission.HANDLE_INCIDENTS,
    "return": Permission.ISSUE_PAPER,
    "issue": Permission.ISSUE_PAPER,
    "replace": Permission.ISSUE_PAPER,
    "withdraw": Permission.ISSUE_PAPER,
    "discard": Permission.HANDLE_INCIDENTS,
}
UNDER_WAY = (S.DRAFT, S.IN_REVIEW)
WENT_OUT = (S.ISSUED, S.REPLACED, S.WITHDRAWN)
