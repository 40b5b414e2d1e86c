"""Write what a group holds: its counts, raw and of distinct people, its time, place, title, why."""

from collections.abc import Collection, Sequence
from datetime import datetime

from smart315.insight import matters
from smart315.insight.belonging import Row, members_of
from smart315.insight.held import Held
from smart315.insight.models import Group, Placement
from smart315.insight.places import Lines
from smart315.kernel.masking import scrub
from smart315.signals.grouping.stream import shared


COUNTED = (
    "title", "why", "organisation", "first_at", "last_at", "complaints", "people", "copies",
    "ended_at", "confirmed_at", "confirmed_by",
)  # fmt: skip
TITLE = 120
FEWEST = 2


def recount(
    ids: Collection[int], *, turn: int, at: datetime, held: Held | None = None
) -> list[Group]:
    """Count groups again; end those of fewer than two. Return those that go on.

    `held` names the member that is most like the group, whose title stands for it; without, the
    title stays.
    """
    groups = {each.pk: each for each in Group.objects.filter(pk__in=ids, ended_at=None)}
    members = members_of(groups)
    lines = Lines()
    for group in groups.values():
        rows = members[group.pk]
        if len(rows) < FEWEST:
            _end(group, rows, turn, at, held)
        else:
            _count(group, rows, lines)
            group.title = _title(group, rows, held)
    Group.objects.bulk_update(groups.values(), COUNTED, batch_size=100)
    return [each for each in groups.values() if each.ended_at is None]


def people_of(rows: Sequence[Row]) -> int:
    """Return how many distinct people: one who is not known counts, but not with a copy."""
    persons = {person for _row, matter in rows for person in matter.persons}
    unknown = sum(not matter.persons and row.copy_of_id is None for row, matter in rows)
    return len(persons) + unknown


def _count(group: Group, rows: Sequence[Row], lines: Lines) -> None:
    moments = [matter.received_at for _row, matter in rows]
    group.first_at, group.last_at = min(moments), max(moments)
    group.organisation_id = lines.shared({matter.organisation for _row, matter in rows})
    group.complaints, group.people = len(rows), people_of(rows)
    group.copies = sum(row.copy_of_id is not None for row, _matter in rows)
    group.why = matters.written(shared([matters.read(row.why) for row, _matter in rows]))


def _title(group: Group, rows: Sequence[Row], held: Held | None) -> str:
    titles = {matter.id: scrub(matter.title)[:TITLE] for _row, matter in rows}
    number = held.number(group.pk) if held is not None else None
    if held is not None and number is not None:
        return titles.get(held.grouping.group(number).central, group.title)
    return group.title if group.title in titles.values() else titles[min(titles)]


def _end(group: Group, rows: Sequence[Row], turn: int, at: datetime, held: Held | None) -> None:
    group.ended_at, group.confirmed_at, group.confirmed_by = at, None, ""
    for row, _matter in rows:
        Placement.objects.filter(pk=row.pk).update(
            group=None, likeness=None, why=[], copy_of=None, resemblance=0, turn=turn
        )
        if held is not None and held.knows(row.complaint_id):
            held.call(row.complaint_id, None)
