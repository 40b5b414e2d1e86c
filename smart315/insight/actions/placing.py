"""Put complaints into groups as they come, one by one, and write where and why.

A complaint is marked as read, and its row written, in one transaction: killed in between, it is
unread and is put again; nothing is put twice. Only one process places at a time; the others
follow what it wrote before they go on.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from smart315.accounts.actors import SYSTEM
from smart315.casework import actions as casework, queries
from smart315.casework.queries import Matter
from smart315.insight import matters
from smart315.insight.actions.counting import recount
from smart315.insight.actions.grouping import gather_groups
from smart315.insight.actions.levelling import follow
from smart315.insight.held import KEEPER, Held
from smart315.insight.matters import as_complaint
from smart315.insight.models import Group, Placement, Placing, Side
from smart315.signals.grouping.complaint import Complaint, Placed
from smart315.signals.grouping.copies import resemblance


AT_ONCE = 200


def place(*, at: datetime, limit: int = AT_ONCE, wait: bool = True) -> int:
    """Put what is new or was corrected into groups; return how many complaints were read.

    A group that has grown to as many people as the register says is an incident at once. Without
    `wait`, nothing is read while somebody else places.
    """
    with transaction.atomic():
        placing = locked() if wait else _free()
        read = casework.read_matters(at=at, limit=limit) if placing else []
        if placing is None or not read:
            return 0
        held = KEEPER.take(placing.turn)
        grown = Writing(held, placing.turn, at).write(read)
        placing.turn = grown.turn
        placing.save(update_fields=["turn"])
        transaction.on_commit(lambda: KEEPER.keep(held, placing.turn))
        follow(grown.moved, by=SYSTEM, at=at)
    gather_groups(grown.touched, by=SYSTEM, at=at, moved=grown.moved, known=grown.read)
    return len(read)


def locked() -> Placing:
    """Return how far the groups are written; nobody else changes them until the end."""
    placing, _new = Placing.objects.select_for_update().get_or_create(pk=1)
    return placing


def _free() -> Placing | None:
    """Return the same, or None where somebody else changes them now."""
    Placing.objects.get_or_create(pk=1)
    return Placing.objects.select_for_update(skip_locked=True).filter(pk=1).first()


class Writing:
    """One batch: complaints put into the groups in memory, and what came of each as rows.

    `touched` are the groups that are to be counted, `moved` the complaints that changed in any.
    """

    def __init__(self, held: Held, turn: int, at: datetime) -> None:
        self.held, self.turn, self.at = held, turn, at
        self.grouping = held.grouping
        self.touched: set[int] = set()
        self.moved: set[int] = set()
        self.known: dict[int, Placement] = {}
        self.read: dict[int, Matter] = {}

    def write(self, read: list[Matter]) -> "Writing":
        """Put each where it belongs; a correction that changes nothing here moves nothing."""
        self.touched, self.moved = set(), set()
        ids = [each.id for each in read]
        rows = Placement.objects.filter(complaint__in=ids)
        self.known = {row.complaint_id: row for row in rows}
        decided = _decided(self.known)
        for matter in read:
            self.turn += 1
            self._one(matter, self.known.get(matter.id), decided=matter.id in decided)
        self._give_reasons()
        self.read = {each.id: each for each in read}
        recount(
            self.touched,
            turn=self.turn,
            at=self.at,
            held=self.held,
            moved=self.moved,
            known=self.read,
        )
        return self

    def _one(self, matter: Matter, before: Placement | None, *, decided: bool) -> None:
        complaint = as_complaint(matter)
        self.moved.add(matter.id)
        group = before.group_id if before else None
        if self.held.knows(matter.id):
            # It may have become part of another since the batch began.
            group = self.held.name(self.grouping.group_of(matter.id))
        if group is not None:
            self.touched.add(group)
        if before and before.read == matters.digest(complaint) and before.gone != matter.counts:
            return
        if self.held.knows(matter.id):
            self._forget(matter.id)
        if not matter.counts:
            self._write(complaint, gone=True)
        elif decided and group is not None:
            self._stay(complaint, group)
        else:
            self._put(matter, complaint)

    def _forget(self, complaint: int) -> None:
        """Copies of what is taken away copy the next of them."""
        self.grouping.forget(complaint)
        rows = Placement.objects.filter(copy_of=complaint).order_by("read_turn")
        for row in rows:
            copied = self._copied(row.complaint_id) if self.held.knows(row.complaint_id) else None
            row.copy_of_id, row.resemblance = copied or (None, 0)
            row.save(update_fields=["copy_of", "resemblance"])
            self.moved.add(row.complaint_id)

    def _stay(self, complaint: Complaint, group: int) -> None:
        """What an officer decided about stays where it is, whatever its words are now."""
        self.grouping.seat(complaint, self.held.number(group))
        placed = self.grouping.placed(complaint)
        self._write(complaint, group, placed)

    def _put(self, matter: Matter, complaint: Complaint) -> None:
        placed = self.grouping.put(complaint)
        group = None if placed.likeness is None else self._joined(placed, matter)
        self._write(complaint, group, placed)

    def _joined(self, placed: Placed, matter: Matter) -> int:
        """Return the written group that was joined, with all that became part of it."""
        numbers = (placed.group, *placed.joined)
        named = [name for name in map(self.held.name, numbers) if name is not None]
        sole = [self.held.sole(each) for each in numbers if self.held.name(each) is None]
        group = named[0] if named else self._begun(matter)
        self.touched -= set(named)
        self.touched.add(group)
        self.moved.update(sole)
        Placement.objects.filter(complaint__in=sole).update(group=group, turn=self.turn)
        if named[1:]:
            self._unite(named[1:], group)
        return group

    def _unite(self, others: list[int], group: int) -> None:
        changed = Placement.objects.filter(group__in=others)
        self.moved.update(changed.values_list("complaint_id", flat=True))
        changed.update(group=group, turn=self.turn)
        Group.objects.filter(pk__in=others).update(
            ended_at=self.at, merged_into=group, tallied=False, gathered=""
        )

    def _begun(self, matter: Matter) -> int:
        return Group.objects.create(
            title=matter.title,
            organisation_id=matter.organisation,
            first_at=matter.received_at,
            last_at=matter.received_at,
            begun_at=self.at,
        ).pk

    def _write(
        self,
        complaint: Complaint,
        group: int | None = None,
        placed: Placed | None = None,
        *,
        gone: bool = False,
    ) -> None:
        copied = self._copied(complaint.id) if group is not None else None
        copy_of, alike = copied or (None, 0)
        belongs = placed if group is not None else None
        columns = {
            "group_id": group,
            "likeness": belongs.likeness if belongs else None,
            "why": matters.written(belongs.reasons) if belongs else [],
            "copy_of_id": copy_of,
            "resemblance": alike,
            "read": matters.digest(complaint),
            "read_turn": self.turn,
            "turn": self.turn,
            "placed_at": self.at,
            "gone": gone,
        }
        # One statement: the batch knows who has a row, and nobody else writes meanwhile.
        if complaint.id in self.known:
            Placement.objects.filter(complaint=complaint.id).update(**columns)
        else:
            Placement.objects.create(complaint_id=complaint.id, **columns)
        if not gone:
            self.held.call(complaint.id, group)

    def _copied(self, complaint: int) -> tuple[int, int] | None:
        """Return which complaint one copies, and in how many of 100 runs."""
        memory = self.grouping.memory
        number = memory.numbers[complaint]
        copied = int(memory.rows["copy_of"][number])
        if copied < 0:
            return None
        signatures = memory.rows["signature"]
        alike = resemblance(signatures[number], signatures[copied : copied + 1])
        return int(memory.rows["id"][copied]), max(1, round(100 * float(alike[0])))

    def _give_reasons(self) -> None:
        """Give reasons to whoever came before the group was one, or was put there by an officer."""
        bare = Placement.objects.filter(group__in=self.touched, likeness=None)
        bare = bare.filter(group__isnull=False)  # as the index says it
        rows = {row.complaint_id: row for row in bare if self.held.knows(row.complaint_id)}
        for matter, placed in self._asked(list(rows)):
            row = rows[matter.id]
            row.likeness, row.why = placed.likeness or 0.0, matters.written(placed.reasons)
            row.save(update_fields=["likeness", "why"])
            self.moved.add(row.complaint_id)

    def _asked(self, ids: list[int]) -> Iterator[tuple[Matter, Placed]]:
        for matter in queries.matters_of(ids):
            yield matter, self.grouping.placed(as_complaint(matter))


def _decided(known: dict[int, Placement]) -> frozenset[int]:
    """Return those about which an officer's decision holds."""
    sides = Side.objects.filter(complaint__in=known, decision__undone_at=None)
    return frozenset(sides.values_list("complaint", flat=True))
