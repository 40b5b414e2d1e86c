"""Group everything anew in the order of receipt, keeping to what officers decided."""

from collections import Counter, defaultdict
from datetime import datetime
from itertools import islice

from django.db import transaction

from smart315.accounts.actors import SYSTEM, Actor
from smart315.audit import actions as audit
from smart315.casework import queries as casework
from smart315.casework.queries import Matter
from smart315.insight import policies
from smart315.insight.actions.placing import Writing, locked
from smart315.insight.actions.sharing import forget_groups
from smart315.insight.held import KEEPER, Held
from smart315.insight.kinds import Kind
from smart315.insight.matters import as_complaint
from smart315.insight.models import Decision, Group, Placement, Side
from smart315.insight.states import Judgement
from smart315.signals.grouping.complaint import Complaint


AT_ONCE = 1_000
STREAM = "groups"


@transaction.atomic
def regroup(*, by: Actor, at: datetime) -> int:
    """Group all placed complaints anew; return how many there are. Raises Refused.

    Those about which a decision holds stay together as they are now, and apart from those from
    which they were split. A group keeps its number where most of its members are first met.
    """
    policies.may_regroup_all(by).require()
    placing = locked()
    rows = Placement.objects.filter(gone=False)
    before = {each.complaint_id: each.group_id for each in rows.only("complaint", "group")}
    afresh = Afresh(Held(), placing.turn + 1, at, before)
    current = Group.objects.filter(ended_at=None)
    old = set(current.values_list("pk", flat=True))
    rows.update(group=None, copy_of=None, resemblance=0, turn=placing.turn + 1)
    current.update(ended_at=at, tallied=False, gathered="")
    forget_groups()
    matters = (each for each in casework.matters_in_order(SYSTEM) if each.id in before)
    while some := list(islice(matters, AT_ONCE)):
        afresh.write(some)
    afresh.lead_on(old)
    placing.turn = afresh.turn
    placing.save(update_fields=["turn"])
    data = {"complaints": len(before)}
    audit.record(kind=Kind.REGROUPED, stream=STREAM, actor=by.name, at=at, data=data)
    transaction.on_commit(lambda: KEEPER.keep(afresh.held, placing.turn))
    return len(before)


class Afresh(Writing):
    """Puts everything again; whom decisions keep together is put beside the first of them."""

    def __init__(self, held: Held, turn: int, at: datetime, before: dict[int, int | None]) -> None:
        super().__init__(held, turn, at)
        self._before = before
        self._used: set[int] = set()
        self._first: dict[int, int] = {}
        self._apart: defaultdict[int, set[int]] = defaultdict(set)
        decided = Side.objects.filter(decision__undone_at=None, complaint__in=before)
        ids = decided.values_list("complaint_id", flat=True)
        self._blocks = {each: before[each] or -each for each in ids}
        self._read_splits()

    def lead_on(self, old: set[int]) -> None:
        """Let a group that is none any more lead to where most of its members went."""
        now = dict(Placement.objects.exclude(group=None).values_list("complaint_id", "group_id"))
        went: defaultdict[int, Counter[int]] = defaultdict(Counter)
        for complaint, group in self._before.items():
            if group in old - self._used and complaint in now:
                went[group][now[complaint]] += 1
        for group, where in went.items():
            Group.objects.filter(pk=group).update(merged_into=where.most_common(1)[0][0])

    def _one(self, matter: Matter, before: Placement | None, *, decided: bool) -> None:
        del before, decided
        self._put(matter, as_complaint(matter))

    def _put(self, matter: Matter, complaint: Complaint) -> None:
        block = self._blocks.get(matter.id)
        first = self._first.get(block) if block is not None else None
        if first is not None:
            self._beside(first, matter, complaint)
            return
        others = [] if block is None else [self._first.get(each) for each in self._apart[block]]
        placed = self.grouping.put(complaint, [each for each in others if each is not None])
        if block is not None:
            self._first[block] = matter.id
        group = None if placed.likeness is None else self._joined(placed, matter)
        self._write(complaint, group, placed)

    def _beside(self, first: int, matter: Matter, complaint: Complaint) -> None:
        number = self.grouping.group_of(first)
        group = self.held.name(number)
        self.grouping.seat(complaint, number)
        if group is None:
            group = self._begun(matter)
            Placement.objects.filter(complaint=first).update(group=group, turn=self.turn)
            self.moved.add(first)
        self.touched.add(group)
        self._write(complaint, group, self.grouping.placed(complaint))

    def _begun(self, matter: Matter) -> int:
        """Begin a group under the number that its complaint was in, where that is still free."""
        old = self._before[matter.id]
        if old is None or old in self._used:
            return super()._begun(matter)
        self._used.add(old)
        Group.objects.filter(pk=old).update(ended_at=None)
        return old

    def _read_splits(self) -> None:
        splits = Decision.objects.filter(kind=Judgement.SPLIT, undone_at=None)
        for decision in splits.prefetch_related("sides"):
            parts: tuple[set[int], set[int]] = (set(), set())
            for side in decision.sides.all():
                if side.complaint_id in self._blocks:
                    parts[side.moved].add(self._blocks[side.complaint_id])
            for one in parts[0]:
                for other in parts[1] - {one}:
                    self._apart[one].add(other)
                    self._apart[other].add(one)
