"""Write what a group holds: its counts, raw and of distinct people, its time, place, title, why.

Where it is known which complaints came, left or changed, only these are counted: what that costs
does not hang on how many members there are. Otherwise all members are, with the same result.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from smart315.casework import queries as casework
from smart315.insight import holdings, matters
from smart315.insight.actions import tallying
from smart315.insight.actions.tallying import Change, Holdings, Key
from smart315.insight.belonging import Row, members_of
from smart315.insight.held import Held
from smart315.insight.holdings import Holding
from smart315.insight.models import Group, Placement, Share
from smart315.insight.places import Lines
from smart315.kernel.masking import scrub
from smart315.signals.grouping.stream import CONSIDERED, weightiest


COUNTED = (
    "title", "why", "organisation", "first_at", "last_at", "complaints", "people", "copies",
    "tallied", "ended_at", "confirmed_at", "confirmed_by",
)  # fmt: skip
TITLE = 120
FEWEST = 2


def recount(
    ids: Collection[int],
    *,
    turn: int,
    at: datetime,
    held: Held | None = None,
    moved: Collection[int] | None = None,
) -> list[Group]:
    """Count groups again; end those of fewer than two. Return those that go on.

    `moved` are all complaints that came to them, left them or changed; without, all members are
    counted. `held` names the member that is most like the group, whose title stands for it;
    without, the title stays.
    """
    counting = Counting(ids, held)
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

    def __init__(self, ids: Collection[int], held: Held | None) -> None:
        rows = Group.objects.in_bulk(ids)
        self.groups = {pk: each for pk, each in rows.items() if each.ended_at is None}
        self.ending: set[int] = set()
        self._ended = {each.stream for each in rows.values() if each.ended_at is not None}
        self._held = held
        self._lines = Lines()

    def count(self, moved: Collection[int] | None) -> None:
        """Count what moved, and all members of groups whose counts are no tallies yet."""
        afresh = {pk for pk, each in self.groups.items() if moved is None or not each.tallied}
        tallying.forget(self._ended | {self.groups[pk].stream for pk in afresh})
        members = members_of(afresh) if afresh else {}
        now: dict[Key, Holding | None] = {
            (self.groups[pk].stream, row.complaint_id): holdings.in_group(row, matter)
            for pk, rows in members.items()
            for row, matter in rows
        }
        changes = tallying.change({**now, **self._moved(moved or (), afresh)})
        for pk, group in self.groups.items():
            if pk in afresh:
                group.complaints = group.copies = group.people = 0
            self._apply(group, changes.get(group.stream, Change()), afresh=pk in afresh)
        self._entitle(members)

    def _moved(self, moved: Collection[int], afresh: Collection[int]) -> Holdings:
        """Return what each complaint adds where it is now, and nothing where it was."""
        left = Share.objects.filter(complaint__in=moved, whose__startswith="group:")
        now: dict[Key, Holding | None] = dict.fromkeys(left.values_list("whose", "complaint_id"))
        here = Placement.objects.filter(complaint__in=moved, group__in=self.groups)
        rows = {row.complaint_id: row for row in here if row.group_id not in afresh}
        for matter in casework.matters_of(rows.keys(), text=False):
            row = rows[matter.id]
            now[f"group:{row.group_id}", matter.id] = holdings.in_group(row, matter)
        return now

    def _apply(self, group: Group, change: Change, *, afresh: bool) -> None:
        if group.complaints + change.sums[holdings.ONE] < FEWEST:
            self.ending.add(group.pk)
            return
        group.complaints += change.sums[holdings.ONE]
        group.copies += change.sums[holdings.COPY]
        group.people += change.distinct[holdings.PERSON] + change.sums[holdings.UNKNOWN]
        if change.lost[holdings.PLACE] or change.new[holdings.PLACE]:
            places = map(int, tallying.values(group.stream, holdings.PLACE))
            group.organisation_id = self._lines.shared(frozenset(places))
        if afresh or not {group.first_at, group.last_at}.isdisjoint(change.went):
            group.first_at, group.last_at = tallying.span(group.stream)
        elif change.came:
            group.first_at = min(group.first_at, *change.came)
            group.last_at = max(group.last_at, *change.came)
        total = tallying.most(group.stream, holdings.WHY, CONSIDERED)
        parts = {holdings.reason_of(value): n for value, n in total.items()}
        group.why = matters.written(weightiest(parts, group.complaints))
        group.tallied = True

    def _entitle(self, members: Mapping[int, Sequence[Row]]) -> None:
        """Let the title of the most central member stand for each group."""
        going_on = [each for pk, each in self.groups.items() if pk not in self.ending]
        central = {each.pk: self._central(each.pk) for each in going_on}
        wanted = [each for each in central.values() if each is not None]
        titles = {each.id: each.title for each in casework.matters_of(wanted, text=False)}
        for group in going_on:
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
    tallying.forget([group.stream])
    group.tallied = False
    group.ended_at, group.confirmed_at, group.confirmed_by = at, None, ""
    rows = Placement.objects.filter(group=group)
    left = list(rows.values_list("complaint_id", flat=True))
    rows.update(group=None, likeness=None, why=[], copy_of=None, resemblance=0, turn=turn)
    for complaint in left:
        if held is not None and held.knows(complaint):
            held.call(complaint, None)
