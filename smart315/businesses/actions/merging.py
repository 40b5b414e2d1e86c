"""Two entries of the register become one, and two again: asked by one person, decided by another.

What is rewritten is `Business.survivor` alone, and that is computed anew from the merges in force;
so undoing leaves everything as it was, in whatever order several are undone.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.businesses import merge_policies, notices, policies
from smart315.businesses.actions.recording import stream_of
from smart315.businesses.merge_states import IN_FORCE
from smart315.businesses.models import Business, Merge, MergeStep
from smart315.businesses.standing import MARK
from smart315.kernel.verdicts import Refused


REASON_LENGTH = 200
EVENTS = {
    "propose": "business.merge_proposed",
    "dismiss": "business.merge_dismissed",
    "take_back": "business.merge_taken_back",
    "refuse": "business.merge_refused",
    "approve": "business.merged",
    "ask_undo": "business.unmerge_asked",
    "keep": "business.merge_kept",
    "undo": "business.unmerged",
}


@transaction.atomic
def propose_merge(
    *,
    merged_id: int,
    survivor_id: int,
    reason: str,
    by: Actor,
    at: datetime,
    code_reason: str = "",
) -> Merge:
    """Say that two entries are one business, and which of them is to stand. Raises Refused.

    `code_reason` says why two sound codes that differ are one business all the same.
    """
    both = _locked([merged_id, survivor_id])
    if {merged_id, survivor_id} - both.keys():
        raise Refused(_("没有找到所选的经营者，请重新查找。"), field="survivor_id")
    policies.may_manage(by).require()
    merged, survivor = both[merged_id], both[survivor_id]
    merge_policies.may_merge(merged, survivor, code_reason=code_reason).require()
    merge = _pair(merged_id, survivor_id, at)
    merge_policies.may_move_merge(by, merge, "propose").require()
    merge.merged, merge.survivor = merged, survivor
    merge.code_reason = code_reason.strip()[:REASON_LENGTH]
    return _made(merge, "propose", reason, by, at)


@transaction.atomic
def dismiss_merge(*, merge_id: int, reason: str, by: Actor, at: datetime) -> Merge:
    """Say that the two are two; they are not suggested again. Raises Refused."""
    return _made(_asked(merge_id, "dismiss", by), "dismiss", reason, by, at)


@transaction.atomic
def take_back_merge(*, merge_id: int, reason: str, by: Actor, at: datetime) -> Merge:
    """Take back what oneself proposed. Raises Refused."""
    return _made(_asked(merge_id, "take_back", by), "take_back", reason, by, at)


@transaction.atomic
def refuse_merge(*, merge_id: int, reason: str, by: Actor, at: datetime) -> Merge:
    """Decide, as a second person, that the two stay two. Raises Refused."""
    return _made(_asked(merge_id, "refuse", by), "refuse", reason, by, at)


@transaction.atomic
def approve_merge(*, merge_id: int, reason: str, by: Actor, at: datetime) -> Merge:
    """Let, as a second person, the one entry stand for the other. Raises Refused.

    Asked again is whether the two may be merged: since the proposal one may have joined.
    """
    merge = _asked(merge_id, "approve", by)
    merge_policies.may_merge(merge.merged, merge.survivor, code_reason=merge.code_reason).require()
    merge = _made(merge, "approve", reason, by, at)
    _stand(merge.merged_id, merge.survivor_id)
    return merge


@transaction.atomic
def ask_undo_merge(*, merge_id: int, reason: str, by: Actor, at: datetime) -> Merge:
    """Say that the two were two after all; the merge holds until that is decided."""
    return _made(_asked(merge_id, "ask_undo", by), "ask_undo", reason, by, at)


@transaction.atomic
def keep_merge(*, merge_id: int, reason: str, by: Actor, at: datetime) -> Merge:
    """Decide that the merge stays, or take back that one asked to undo it. Raises Refused."""
    return _made(_asked(merge_id, "keep", by), "keep", reason, by, at)


@transaction.atomic
def undo_merge(*, merge_id: int, reason: str, by: Actor, at: datetime) -> Merge:
    """Let, as a second person, both entries stand for themselves again. Raises Refused."""
    merge = _asked(merge_id, "undo", by)
    merge = _made(merge, "undo", reason, by, at)
    _stand(merge.merged_id, None)
    return merge


def _pair(one: int, other: int, at: datetime) -> Merge:
    """Return the row of a pair, locked; it is made when nobody had thought of the two."""
    merge, _fresh = Merge.objects.select_for_update().get_or_create(
        pair=Merge.pair_of(one, other),
        defaults={"merged_id": one, "survivor_id": other, "state_at": at},
    )
    return merge


def _asked(merge_id: int, move: str, by: Actor) -> Merge:
    """Lock the entries, whoever stands for them, and the merge; ask whether the move may be."""
    found = Merge.objects.select_related("merged", "survivor").filter(pk=merge_id).first()
    if found is None:
        raise Refused(_("没有找到这项合并。"))
    top = found.survivor.survivor_id or found.survivor_id
    both = _locked([found.merged_id, found.survivor_id, top])
    merge = Merge.objects.select_for_update().get(pk=merge_id)
    merge.merged, merge.survivor = both[merge.merged_id], both[merge.survivor_id]
    if (merge.survivor.survivor_id or merge.survivor_id) != top:
        raise Refused(_("有人刚刚办理了相关的合并，请刷新后重试。"))
    merge_policies.may_move_merge(by, merge, move).require()
    return merge


def _locked(ids: Collection[int]) -> dict[int, Business]:
    """Fetch entries for changing them, in one order for everybody."""
    found = Business.objects.select_for_update(of=("self",)).select_related("survivor")
    return {each.pk: each for each in found.filter(pk__in=ids).order_by("pk")}


def _made(merge: Merge, move: str, reason: str, by: Actor, at: datetime) -> Merge:
    if not reason.strip() or len(reason) > REASON_LENGTH:
        raise Refused(_("请写明理由，最多200字。"), field="reason")
    merge.advance(move, at=at)
    merge.save()
    MergeStep.objects.create(
        merge=merge, move=move, at=at, by=by.label[:80], user_id=by.user_id, reason=reason.strip()
    )
    data = {"merge": merge.pk, "merged": merge.merged_id, "survivor": merge.survivor_id}
    for each in (merge.merged_id, merge.survivor_id):
        audit.record(kind=EVENTS[move], stream=stream_of(each), actor=by.name, at=at, data=data)
    notices.tell_of_merge(merge, move, at=at)
    return merge


def _stand(merged_id: int, survivor_id: int | None) -> None:
    """Let the survivor, or the entry itself, stand for it and for all that were merged into it."""
    below = _below(merged_id)
    Business.objects.filter(pk__in=below).update(survivor=survivor_id or merged_id)
    Business.objects.filter(pk=merged_id).update(survivor=survivor_id)
    transaction.on_commit(lambda: cache.set(MARK, uuid4().hex, None))


def _below(business_id: int) -> list[int]:
    """Return the entries that were merged into this one, into those, and so on."""
    found: list[int] = []
    level: Sequence[int] = [business_id]
    while level:
        wanted = Q(survivor__in=level, state__in=IN_FORCE)
        level = list(Merge.objects.filter(wanted).values_list("merged_id", flat=True))
        found += level
    return found
