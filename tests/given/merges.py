"""Two entries of the register that are one business: 李敏 proposes, 王强 reviews."""

from typing import Any

from smart315.businesses import actions
from smart315.businesses.merge_states import MergeState
from smart315.businesses.models import Business, Merge
from tests.given import NOON, accounts


WHY = "名称只差“汽车贸易”和“汽贸”，地址、电话相同。"


def proposed(merged: Business, survivor: Business, code_reason: str = "") -> Merge:
    """李敏 says that the two are one."""
    return actions.propose_merge(
        merged_id=merged.pk,
        survivor_id=survivor.pk,
        reason=WHY,
        code_reason=code_reason,
        by=accounts.li_min(),
        at=NOON,
    )


def merged(one: Business, survivor: Business, code_reason: str = "") -> Merge:
    """王强 agrees."""
    merge = proposed(one, survivor, code_reason)
    by = accounts.wang_qiang()
    return actions.approve_merge(merge_id=merge.pk, reason="核对无误。", by=by, at=NOON)


def undo_asked(merge: Merge) -> Merge:
    """李敏 found that they are two."""
    by = accounts.li_min()
    return actions.ask_undo_merge(merge_id=merge.pk, reason="是两家店。", by=by, at=NOON)


def undone(merge: Merge) -> Merge:
    """王强 agrees to that too."""
    undo_asked(merge)
    by = accounts.wang_qiang()
    return actions.undo_merge(merge_id=merge.pk, reason="核对无误。", by=by, at=NOON)


def merge_in(state: MergeState, one: Business, survivor: Business) -> Merge:
    """A merge brought to a state by lawful moves."""
    merge = proposed(one, survivor)
    li_min, wang_qiang = accounts.li_min(), accounts.wang_qiang()
    told: dict[str, Any] = {"merge_id": merge.pk, "reason": WHY}
    match state:
        case MergeState.SUGGESTED | MergeState.DISMISSED:
            merge = actions.take_back_merge(by=li_min, **told, at=NOON)
            if state == MergeState.DISMISSED:
                merge = actions.dismiss_merge(by=li_min, **told, at=NOON)
        case MergeState.REFUSED:
            merge = actions.refuse_merge(by=wang_qiang, **told, at=NOON)
        case MergeState.MERGED | MergeState.UNDO_ASKED | MergeState.UNDONE:
            merge = actions.approve_merge(by=wang_qiang, **told, at=NOON)
            if state != MergeState.MERGED:
                merge = undo_asked(merge)
            if state == MergeState.UNDONE:
                merge = actions.undo_merge(by=wang_qiang, **told, at=NOON)
    return merge
