"""The groups in the memory of this process, taken up from the rows as far as they are written.

Whoever places complaints takes them, goes on, and gives them back when it is written; what fails
leaves none behind, and they are taken up anew. The newest `Settings.held` complaints are enough:
older ones are compared with nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from smart315.casework import queries as casework
from smart315.insight.matters import as_complaint
from smart315.insight.models import Decision, Group, Placement
from smart315.insight.states import Judgement
from smart315.signals.grouping.complaint import Complaint
from smart315.signals.grouping.seating import Seating


AT_ONCE = 2_000


class Held:
    """A grouping, and which written group each of its groups is. `turn`: how far it has come."""

    def __init__(self) -> None:
        self.grouping = Seating()
        self.turn = 0
        self._names: dict[int, int] = {}
        self._numbers: dict[int, int] = {}
        self._sole: dict[int, int] = {}

    def knows(self, complaint: int) -> bool:
        """Whether a complaint is among those in memory."""
        return complaint in self.grouping.memory.numbers

    def name(self, number: int) -> int | None:
        """Return which written group a group of the grouping is; None for a single complaint."""
        return self._names.get(number)

    def sole(self, number: int) -> int:
        """Return the complaint of a group that is not written, being of one."""
        if number in self._sole:
            return self._sole[number]
        return int(self.grouping.memory.rows["id"][number])

    def number(self, group: int) -> int | None:
        """Return the number of a written group in the grouping; None where none is in memory."""
        found = self._numbers.get(group)
        root = None if found is None else self.grouping.table.root(found)
        return root if root is not None and self._names.get(root) == group else None

    def call(self, complaint: int, group: int | None) -> None:
        """Note which written group the group of a complaint is."""
        number = self.grouping.group_of(complaint)
        if group is not None:
            self._names[number], self._numbers[group] = group, number
            return
        self._names.pop(number, None)
        self._sole[number] = complaint

    def take_up(self, turn: int) -> None:
        """Follow what was written since, by whomever: complaints put, moved, gone; decisions."""
        if turn == self.turn:
            return
        changed = Placement.objects.filter(turn__gt=self.turn).defer("why", "read")
        self._move(list(changed.filter(read_turn__lte=self.turn)))
        fresh = changed.filter(read_turn__gt=self.turn).order_by("-read_turn")
        rows = list(reversed(fresh[: self.grouping.settings.held]))
        for start in range(0, len(rows), AT_ONCE):
            self._seat(rows[start : start + AT_ONCE])
        self._keep_to_decisions()
        self.turn = turn

    def _seat(self, rows: Sequence[Placement]) -> None:
        matters = {
            each.id: each for each in casework.matters_of([row.complaint_id for row in rows])
        }
        retold = set()
        for row in rows:
            matter = None if row.gone else matters.get(row.complaint_id)
            if matter is not None and self._retold(row, as_complaint(matter)):
                retold.add(self.grouping.group_of(row.complaint_id))
                continue
            if self.knows(row.complaint_id):
                self.grouping.forget(row.complaint_id)
            if matter is None:
                continue
            number = None if row.group_id is None else self.number(row.group_id)
            self.grouping.seat(as_complaint(matter), number)
            self._settle(row)
        for number in retold:
            self.grouping.add_up(number)

    def _retold(self, row: Placement, complaint: Complaint) -> bool:
        """Let a complaint that is known by the same words be where its row says; False else."""
        if not self.knows(row.complaint_id) or not self.grouping.retell(complaint):
            return False
        if self.name(self.grouping.group_of(row.complaint_id)) != row.group_id:
            self._move([row])
        self._settle(row)
        return True

    def _move(self, rows: Iterable[Placement]) -> None:
        """Let complaints be where their rows say, all that go the same way at once."""
        ways: defaultdict[tuple[int, int | None], list[Placement]] = defaultdict(list)
        for row in rows:
            if self.knows(row.complaint_id):
                ways[self.grouping.group_of(row.complaint_id), row.group_id].append(row)
        for (_from, group), some in ways.items():
            if group is None:
                for row in some:
                    self.grouping.take_out([row.complaint_id])
                    self._settle(row)
                continue
            number = self.number(group)
            ids = [each.complaint_id for each in some]
            if number is None:
                self.grouping.take_out(ids)
            else:
                self.grouping.bring(ids, number)
            for row in some:
                self._settle(row)

    def _settle(self, row: Placement) -> None:
        """Note of a complaint that has been put which written group it is in and what it copies."""
        memory = self.grouping.memory
        self.call(row.complaint_id, row.group_id)
        copied = memory.numbers.get(row.copy_of_id or 0, -1)
        memory.rows["copy_of"][memory.numbers[row.complaint_id]] = copied

    def _keep_to_decisions(self) -> None:
        table = self.grouping.table
        table.apart.clear()
        splits = Decision.objects.filter(kind=Judgement.SPLIT, undone_at=None)
        for decision in splits.prefetch_related("sides"):
            parts: tuple[set[int], set[int]] = (set(), set())
            for side in decision.sides.all():
                if self.knows(side.complaint_id):
                    parts[side.moved].add(self.grouping.group_of(side.complaint_id))
            for one in parts[0]:
                for other in parts[1] - {one}:
                    table.keep_apart(one, other)
        confirmed = Group.objects.filter(confirmed_at__isnull=False, ended_at=None)
        numbers = map(self.number, confirmed.values_list("pk", flat=True))
        table.settled = {each for each in numbers if each is not None}


class Keeper:
    """Keeps what was held last, for the next who places in this process."""

    def __init__(self) -> None:
        self._held: Held | None = None

    def take(self, turn: int) -> Held:
        """Return the groups as they stand at a turn; nobody else has them until they are kept."""
        held, self._held = self._held, None
        if held is None or held.turn > turn:
            held = Held()
        held.take_up(turn)
        return held

    def keep(self, held: Held, turn: int) -> None:
        """Keep what is written up to a turn."""
        held.turn = turn
        self._held = held

    def drop(self) -> None:
        """Keep nothing: the next takes everything up anew."""
        self._held = None


KEEPER = Keeper()
