"""Write what a group holds: its counts, raw and of distinct people, its time, place, title, why.

Where it is known which complaints came, left or changed, only these are counted: what that costs
does not hang on how many members there are. Otherwise all members are, with the same result.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from smart315.casework import queries as casework
from smart315.casework.queries import Matter
from smart315.insight import holdings, matters, tallies
from smart315.insight.actions import tallying
from smart315.insight.actions.adding import Change
from smart315.insight.actions.sharing import forget
from smart315.insight.belonging import Row, members_of
from smart315.insight.held import Held
from smart315.insight.holdings import Holding
from smart315.insight.models import Group, Placement
from smart315.insight.places import Lines
from smart315.insight.tallies import Key
from smart315.kernel.masking import scrub
from smart315.signals.grouping.stream import CONSIDERED, weightiest


COUNTED = (
    "title", "why", "organisation", "first_at", "last_at", "complaints", "people", "copies",
    "tallied", "ended_at", "confirmed_at", "confirmed_by",
)  # fmt: skip
TITLE = 120
FEWEST = 2
SMALL = 16  # members whose reasons are all read; of more, the weightiest


def recount(
    ids: Collection[int],
    *,
    turn: int,
    at: datetime,
    held: Held | None = None,
    moved: Collection[int] | None = None,
    known: Mapping[int, Matter] | None = None,
) -> list[Group]:
    """Count groups again; end those of fewer than two. Return those that go on.

    `moved` are all complaints that came to them, left them or changed; without, all members are
    counted. `held` names the member that is most like the group, whose title stands for it;
    without, the title stays. What is `known` of complaints is not read again.
    """
    counting = Counting(ids, held, known or {})
    counting.count(moved)
    for pk in counting.ending:
        _end(counting.groups[pk], turn, at, held)
    rows = list(counting.groups.values())
    Group.objects.bulk_update(rows, COUNTED, batch_size=100)
    return [each for each in rows if each.ended_at is None]


def people_of(rows: Sequence[Row]) -> int:
    """Return how many distinct people: one who is not known counts, but not with a copy."""
    persons = {person for _row, matter in rows for person in matter.persons}
    unknown = sum(not matter.persons and row.copy_of_id is None for row, matter in rows)
    return len(persons) + unknown


class Counting:
    """Groups that are counted together; `ending` are those of fewer than two."""

    def __init__(
        self, ids: Collection[int], held: Held | None, known: Mapping[int, Matter]
    ) -> None:
        rows = Group.objects.in_bulk(ids)
        self.groups = {pk: each for pk, each in rows.items() if each.ended_at is None}
        self.ending: set[int] = set()
        self._ended = {each.stream for each in rows.values() if each.ended_at is not None}
        self._held, self._known = held, known
        self._lines = Lines()

    def count(self, moved: Collection[int] | None) -> None:
        """Count what moved, and all members of groups whose counts are no tallies yet."""
        afresh = {pk for pk, each in self.groups.items() if moved is None or not each.tallied}
        old = self._ended | {self.groups[pk].stream for pk in afresh if moved is None}
        if old:
            forget(old)
        members = members_of(afresh, known=self._known)
        now: dict[Key, Holding | None] = {
            (self.groups[pk].stream, row.complaint_id): holdings.in_group(row, matter)
            for pk, rows in members.items()
            for row, matter in rows
        }
        going_on = self.groups.keys() - afresh
        for pk, some in members_of(going_on, moved or (), self._known).items():
            for row, matter in some:
                now[f"group:{pk}", row.complaint_id] = holdings.in_group(row, matter)
        changes = tallying.change(now, moved=moved or (), within="group:")
        for pk, group in self.groups.items():
            if pk in afresh:
                group.complaints = group.copies = group.people = 0
            self._apply(group, changes.get(group.stream, Change()), afresh=pk in afresh)
        self._place(changes)
        self._say_why()
        self._entitle(members)

    def _apply(self, group: Group, change: Change, *, afresh: bool) -> None:
        if group.complaints + change.sums[holdings.ONE] < FEWEST:
            self.ending.add(group.pk)
            return
        group.complaints += change.sums[holdings.ONE]
        group.copies += change.sums[holdings.COPY]
        group.people += change.distinct[holdings.PERSON] + change.sums[holdings.UNKNOWN]
        if afresh:
            group.first_at, group.last_at = min(change.came), max(change.came)
        elif not {group.first_at, group.last_at}.isdisjoint(change.went):
            group.first_at, group.last_at = tallies.span(group.stream)
        elif change.came:
            group.first_at = min(group.first_at, *change.came)
            group.last_at = max(group.last_at, *change.came)
        group.tallied = True

    @property
    def going_on(self) -> list[Group]:
        """The groups that do not end."""
        return [each for pk, each in self.groups.items() if pk not in self.ending]

    def _place(self, changes: Mapping[str, Change]) -> None:
        """Let each group whose members' places are others belong to whom they all stand under."""
        moved = {
            whose
            for whose, change in changes.items()
            if change.lost[holdings.PLACE] or change.new[holdings.PLACE]
        }
        places = tallies.values(moved, holdings.PLACE)
        for group in self.going_on:
            if group.stream in moved:
                ids = frozenset(map(int, places[group.stream]))
                group.organisation_id = self._lines.shared(ids)

    def _say_why(self) -> None:
        small = {each.stream for each in self.going_on if each.complaints <= SMALL}
        found = tallies.values(small, holdings.WHY)
        for group in self.going_on:
            total = (
                found.get(group.stream, {})
                if group.stream in small
                else tallies.most(group.stream, holdings.WHY, CONSIDERED)
            )
            parts = {holdings.reason_of(value): n for value, n in total.items()}
            group.why = matters.written(weightiest(parts, group.complaints))

    def _entitle(self, members: Mapping[int, Sequence[Row]]) -> None:
        """Let the title of the most central member stand for each group."""
        central = {each.pk: self._central(each.pk) for each in self.going_on}
        titles = {pk: each.title for pk, each in self._known.items()}
        wanted = [each for each in central.values() if each is not None and each not in titles]
        titles |= {each.id: each.title for each in casework.matters_of(wanted, text=False)}
        for group in self.going_on:
            one = central[group.pk]
            if one is not None:
                group.title = scrub(titles[one])[:TITLE]
            elif group.pk in members:
                group.title = _title(group, members[group.pk])

    def _central(self, group: int) -> int | None:
        number = self._held.number(group) if self._held is not None else None
        if self._held is None or number is None:
            return None
        return self._held.grouping.central(number)


def _title(group: Group, rows: Sequence[Row]) -> str:
    """Return the title as it is if a member bears it, else that of the first."""
    titles = {matter.id: scrub(matter.title)[:TITLE] for _row, matter in rows}
    return group.title if group.title in titles.values() else titles[min(titles)]


def _end(group: Group, turn: int, at: datetime, held: Held | None) -> None:
    forget([group.stream])
    group.tallied = False
    group.ended_at, group.confirmed_at, group.confirmed_by = at, None, ""
    rows = Placement.objects.filter(group=group)
    left = list(rows.values_list("complaint_id", flat=True))
    rows.update(group=None, likeness=None, why=[], copy_of=None, resemblance=0, turn=turn)
    for complaint in left:
        if held is not None and held.knows(complaint):
            held.call(complaint, None)
