"""Tell groups that their complaints are about another entry of the register than before."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from smart315.accounts.actors import SYSTEM
from smart315.businesses import queries as businesses
from smart315.casework import actions as casework_actions, queries as casework
from smart315.insight.actions import copying
from smart315.insight.actions.counting import recount
from smart315.insight.actions.levelling import follow
from smart315.insight.actions.parting import part_from_group
from smart315.insight.actions.regrouping import begun_like
from smart315.insight.matters import as_complaint, digest
from smart315.insight.models import Group, Placement, Placing, Side


AT_ONCE = 500


def tell_groups(business: int, old: int, placing: Placing, at: datetime) -> list[int]:
    """Let the complaints about an entry be about who stands for it now; return their groups.

    What is in one group only because the entries were one parts again, unless an officer decided
    about it. Inside the caller's transaction, while nobody else places.
    """
    mine = casework.complaints_about([business])
    if old != business:
        others = businesses.with_merged([old]) - {business}
        _part(mine, casework.complaints_about(others), placing, at)
    _retell(mine, old, placing)
    placing.save(update_fields=["turn"])
    groups = Placement.objects.filter(complaint__in=mine).exclude(group=None).values("group")
    return sorted(set(groups.values_list("group", flat=True)))


def _part(mine: Collection[int], others: Collection[int], placing: Placing, at: datetime) -> None:
    theirs = Placement.objects.filter(complaint__in=others).values("group")
    rows = Placement.objects.filter(complaint__in=mine, group__in=theirs)
    decided = Side.objects.filter(decision__undone_at=None).values("complaint")
    apart: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows.exclude(complaint__in=decided):
        apart[row.group_id or 0].append(row.complaint_id)
    for group in Group.objects.filter(pk__in=apart, ended_at=None):
        placing.turn += 1
        other = begun_like(group, at)
        rows = Placement.objects.filter(group=group)
        both = list(rows.values_list("complaint_id", flat=True))
        moved = rows.filter(complaint__in=apart[group.pk])
        moved.update(group=other, turn=placing.turn)
        copying.mend([group.pk, other.pk], turn=placing.turn)
        part_from_group(group.pk, apart[group.pk], at)
        follow(both, by=SYSTEM, at=at)
        recount([group.pk, other.pk], turn=placing.turn, at=at)


def _retell(complaints: Collection[int], old: int, placing: Placing) -> None:
    """Let whoever holds the groups read these complaints again, without placing them anew.

    What had changed otherwise as well is placed anew.
    """
    held = Placement.objects.filter(complaint__in=complaints, gone=False)
    rows = list(held.order_by("read_turn").only("complaint", "read", "read_turn", "turn"))
    changed, anew = [], []
    for start in range(0, len(rows), AT_ONCE):
        some = {row.complaint_id: row for row in rows[start : start + AT_ONCE]}
        read = {each.id: as_complaint(each) for each in casework.matters_of(some.keys())}
        for pk, row in some.items():
            was = replace(read[pk], facts=replace(read[pk].facts, business=str(old)))
            if digest(was) != row.read:
                anew.append(pk)
                continue
            placing.turn += 1
            row.read, row.read_turn, row.turn = digest(read[pk]), placing.turn, placing.turn
            changed.append(row)
    Placement.objects.bulk_update(changed, ["read", "read_turn", "turn"], batch_size=AT_ONCE)
    casework_actions.read_anew(anew)
