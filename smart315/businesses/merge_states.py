"""How two entries of the register become one, and two again: a table.

Whether it holds is decided by a second person, both ways.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from smart315.kernel.transitions import Machine, move


class MergeState(models.TextChoices):
    """How far it has come that two entries of the register are one business."""

    SUGGESTED = "suggested", _("疑似重复")
    PROPOSED = "proposed", _("待复核")
    MERGED = "merged", _("已合并")
    UNDO_ASKED = "undo_asked", _("撤销待复核")
    UNDONE = "undone", _("已撤销合并")
    REFUSED = "refused", _("复核未同意")
    DISMISSED = "dismissed", _("不是同一家")


M = MergeState
MERGING = Machine(
    M.SUGGESTED,
    move("G1", "propose", [M.SUGGESTED, M.DISMISSED, M.REFUSED, M.UNDONE], M.PROPOSED),
    move("G2", "dismiss", [M.SUGGESTED], M.DISMISSED),
    move("G3", "take_back", [M.PROPOSED], M.SUGGESTED),
    move("G4", "refuse", [M.PROPOSED], M.REFUSED),
    move("G5", "approve", [M.PROPOSED], M.MERGED),
    move("G6", "ask_undo", [M.MERGED], M.UNDO_ASKED),
    move("G7", "keep", [M.UNDO_ASKED], M.MERGED),
    move("G8", "undo", [M.UNDO_ASKED], M.UNDONE),
)
# What each move is called where the steps are listed.
STEPS = {
    "propose": _("提出合并"),
    "dismiss": _("不是同一家"),
    "take_back": _("收回"),
    "refuse": _("复核不同意"),
    "approve": _("复核同意，已合并"),
    "ask_undo": _("申请撤销"),
    "keep": _("维持合并"),
    "undo": _("复核同意，已撤销"),
}
IN_FORCE = (M.MERGED, M.UNDO_ASKED)
TO_REVIEW = (M.PROPOSED, M.UNDO_ASKED)
