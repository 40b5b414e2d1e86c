"""What officers decide about groups: split, merge, confirm, undo; later placing keeps to it."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.insight import policies
from smart315.insight.actions import copying
from smart315.insight.actions.counting import recount
from smart315.insight.actions.gathering import take_out
from smart315.insight.actions.grouping import gather_groups
from smart315.insight.actions.levelling import follow
from smart315.insight.actions.placing import locked
from smart315.insight.kinds import Kind
from smart315.insight.models import Decision, Group, Placement, Placing, Side
from smart315.insight.states import Judgement
from smart315.kernel.verdicts import Refused


@transaction.atomic
def split_group(
    *, group_id: int, complaints: Collection[int], why: str, by: Actor, at: datetime
) -> Decision:
    """Take complaints out of a group: they are another matter, and one among themselves.

    What was taken out and what stayed are never together again but by an officer. An open incident
    made of the group lets them go too. Raises Refused.
    """
    placing, group = _begun(group_id, by)
    members = set(group.placements.values_list("complaint_id", flat=True))
    taken = set(complaints)
    if not taken <= members:
        raise Refused(_("有的投诉已经不在这一组，请返回后重新选择。"), field="complaints")
    if not taken or taken == members:
        raise Refused(_("请选择要拆出的投诉，并至少留下一件。"), field="complaints")
    other = begun_like(group, at)
    decision = _decide(Judgement.SPLIT, group, why, by, at, other=other)
    _sides(decision, members - taken, taken)
    _move(taken, other, placing)
    copying.mend([group.pk, other.pk], turn=placing.turn)
    take_out(key=f"group:{group.pk}", complaints=taken, why=why.strip(), by=by, at=at)
    _count([group.pk, other.pk], placing, by, at)
    return decision


@transaction.atomic
def merge_groups(*, group_id: int, into_id: int, why: str, by: Actor, at: datetime) -> Decision:
    """Let a group be part of another: they are one matter. Raises Refused.

    An earlier split between the two no longer holds.
    """
    placing, group = _begun(group_id, by)
    if group_id == into_id:
        raise Refused(_("请选择另一组。"), field="into_id")
    into = Group.objects.filter(pk=into_id).first()
    if into is None:
        raise Refused(_("没有这一组。"), field="into_id")
    policies.may_regroup(by, into).require()
    decision = _decide(Judgement.MERGE, into, why, by, at, other=group)
    stay = set(into.placements.values_list("complaint_id", flat=True))
    come = set(group.placements.values_list("complaint_id", flat=True))
    _sides(decision, stay, come)
    _lift_splits(stay | come, decision, by, at)
    _move(come, into, placing)
    group.ended_at, group.merged_into = at, into
    group.save(update_fields=["ended_at", "merged_into"])
    _count([into.pk, group.pk], placing, by, at)
    return decision


@transaction.atomic
def confirm_group(*, group_id: int, why: str, by: Actor, at: datetime) -> Decision:
    """Say that the members belong together; no other group joins by itself. Raises Refused."""
    placing, group = _begun(group_id, by)
    if group.confirmed_at is not None:
        raise Refused(_("这一组已经核对过。"))
    decision = _decide(Judgement.CONFIRM, group, why, by, at)
    _sides(decision, group.placements.values_list("complaint_id", flat=True), ())
    group.confirmed_at, group.confirmed_by = at, by.label
    group.save(update_fields=["confirmed_at", "confirmed_by"])
    _count([group.pk], placing, by, at)
    return decision


@transaction.atomic
def undo_decision(*, decision_id: int, why: str, by: Actor, at: datetime) -> Decision:
    """Take a decision back: what it parted is one again, what it joined goes its own ways.

    What came since stays where it is. Raises Refused.
    """
    placing = locked()
    decision = Decision.objects.select_related("group", "other").get(pk=decision_id)
    policies.may_handle(by, decision.group.organisation_id).require()
    if decision.undone_at is not None:
        raise Refused(_("这一决定已经撤销。"))
    placing.turn += 1
    touched = UNDO[Judgement(decision.kind)](decision, placing, at)
    _take_back(decision, why, by, at)
    copying.mend(touched, turn=placing.turn)
    _count(touched, placing, by, at)
    return decision


def _begun(group_id: int, by: Actor) -> tuple[Placing, Group]:
    placing = locked()
    group = Group.objects.get(pk=group_id)
    policies.may_regroup(by, group).require()
    placing.turn += 1
    return placing, group


def begun_like(group: Group, at: datetime) -> Group:
    """Begin a group for what parts from another."""
    return Group.objects.create(
        title=group.title,
        organisation_id=group.organisation_id,
        first_at=group.first_at,
        last_at=group.last_at,
        begun_at=at,
    )


def _decide(
    kind: Judgement, group: Group, why: str, by: Actor, at: datetime, other: Group | None = None
) -> Decision:
    if not why.strip():
        raise Refused(_("请写明理由。"), field="why")
    decision = Decision.objects.create(
        kind=kind, group=group, other=other, why=why.strip(), made_at=at, made_by=by.label
    )
    data = {"decision": decision.pk, "other": other.pk if other else None}
    audit.record(kind=RECORDED[kind], stream=group.stream, actor=by.name, at=at, data=data)
    return decision


def _sides(decision: Decision, stay: Iterable[int], moved: Iterable[int]) -> None:
    Side.objects.bulk_create(
        Side(decision=decision, complaint_id=each, moved=went)
        for some, went in ((stay, False), (moved, True))
        for each in sorted(some)
    )


def _move(complaints: Collection[int], to: Group, placing: Placing) -> None:
    rows = Placement.objects.filter(complaint__in=complaints)
    rows.update(group=to, turn=placing.turn)


def _lift_splits(together: Collection[int], decision: Decision, by: Actor, at: datetime) -> None:
    """A later decision takes the place of an earlier one that it contradicts."""
    stayed = Side.objects.filter(complaint__in=together, moved=False)
    moved = Side.objects.filter(complaint__in=together, moved=True)
    rows = Decision.objects.filter(kind=Judgement.SPLIT, undone_at=None)
    rows = rows.filter(pk__in=stayed.values("decision")).filter(pk__in=moved.values("decision"))
    for each in rows:
        _take_back(each, _("后来决定合并：%(why)s") % {"why": decision.why}, by, at)


def _take_back(decision: Decision, why: str, by: Actor, at: datetime) -> None:
    if not why.strip():
        raise Refused(_("请写明撤销的理由。"), field="why")
    decision.undone_at, decision.undone_by, decision.undone_why = at, by.label, why.strip()[:200]
    decision.save(update_fields=["undone_at", "undone_by", "undone_why"])
    stream, data = decision.group.stream, {"decision": decision.pk}
    audit.record(kind=Kind.GROUP_UNDONE, stream=stream, actor=by.name, at=at, data=data)


def _count(groups: Collection[int], placing: Placing, by: Actor, at: datetime) -> None:
    recount(groups, turn=placing.turn, at=at)
    placing.save(update_fields=["turn"])
    members = Placement.objects.filter(group__in=groups)
    follow(members.values_list("complaint_id", flat=True), by=by, at=at)
    gather_groups(groups, by=by, at=at)


def _standing(group: Group) -> Group:
    """Return a group, or the one of which it became part; one that had ended begins again."""
    while group.merged_into is not None:
        group = group.merged_into
    group.ended_at = None
    group.save(update_fields=["ended_at"])
    return group


def _undo_split(decision: Decision, placing: Placing, at: datetime) -> list[int]:
    group, other = _standing(decision.group), _standing(_other(decision))
    if group != other:
        Placement.objects.filter(group=other).update(group=group, turn=placing.turn)
        other.ended_at, other.merged_into = at, group
        other.save(update_fields=["ended_at", "merged_into"])
    alone = Placement.objects.filter(
        complaint__in=decision.sides.values("complaint"), group=None, gone=False
    )
    alone.update(group=group, turn=placing.turn)
    return [group.pk, other.pk]


def _undo_merge(decision: Decision, placing: Placing, at: datetime) -> list[int]:
    del at
    into, back = _standing(decision.group), _other(decision)
    came = decision.sides.filter(moved=True).values("complaint")
    rows = Placement.objects.filter(group=into, complaint__in=came)
    if not rows.exists() or rows.count() == into.placements.count():
        raise Refused(_("这些投诉后来又有变动，请改用拆分。"))
    rows.update(group=back, turn=placing.turn)
    back.ended_at, back.merged_into = None, None
    back.save(update_fields=["ended_at", "merged_into"])
    return [into.pk, back.pk]


def _undo_confirm(decision: Decision, placing: Placing, at: datetime) -> list[int]:
    del placing, at
    group = decision.group
    group.confirmed_at, group.confirmed_by = None, ""
    group.save(update_fields=["confirmed_at", "confirmed_by"])
    return [group.pk]


def _other(decision: Decision) -> Group:
    assert decision.other is not None  # noqa: S101 - a split and a merge are of two
    return decision.other


UNDO = {
    Judgement.SPLIT: _undo_split,
    Judgement.MERGE: _undo_merge,
    Judgement.CONFIRM: _undo_confirm,
}
RECORDED = {
    Judgement.SPLIT: Kind.GROUP_SPLIT,
    Judgement.MERGE: Kind.GROUP_MERGED,
    Judgement.CONFIRM: Kind.GROUP_CONFIRMED,
}
