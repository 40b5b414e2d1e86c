"""The life of an analysis as a table, and who makes each move."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from smart315.accounts.permissions import Permission
from smart315.kernel.transitions import Machine, move


class AnalysisState(TextChoices):
    """How far an analysis has come."""

    DRAFT = "draft", _("起草中")
    IN_REVIEW = "in_review", _("待审核")
    APPROVED = "approved", _("已核准")
    PUBLISHED = "published", _("已发布")
    SUPERSEDED = "superseded", _("已被更正")
    DISCARDED = "discarded", _("已作废")


S = AnalysisState
# A published analysis is never changed: a correction is a new version that takes its place.
ANALYSIS = Machine(
    S.DRAFT,
    move("A1", "submit", [S.DRAFT], S.IN_REVIEW),
    move("A2", "return", [S.IN_REVIEW, S.APPROVED], S.DRAFT),
    move("A3", "approve", [S.IN_REVIEW], S.APPROVED),
    move("A4", "publish", [S.APPROVED], S.PUBLISHED),
    move("A5", "supersede", [S.PUBLISHED], S.SUPERSEDED),
    move("A6", "discard", [S.DRAFT], S.DISCARDED),
)
WHO = {
    "submit": Permission.WRITE_ANALYSIS,
    "return": Permission.APPROVE_ANALYSIS,
    "approve": Permission.APPROVE_ANALYSIS,
    "publish": Permission.PUBLISH_ANALYSIS,
    "supersede": Permission.PUBLISH_ANALYSIS,
    "discard": Permission.WRITE_ANALYSIS,
}
ENDED = (S.SUPERSEDED, S.DISCARDED)
UNDER_WAY = (S.DRAFT, S.IN_REVIEW, S.APPROVED)
