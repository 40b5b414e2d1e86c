"""Groups of complaints about the same matter as their readers see them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from smart315.accounts.actors import Actor, Permission
from smart315.casework import queries as casework
from smart315.casework.queries import Matter
from smart315.insight.belonging import Row, members_of
from smart315.insight.models import Decision, Group, Incident, Member, Placement
from smart315.insight.states import OPEN


FEWEST = 2  # complaints of a group
OFFERED = 20  # groups to merge into
MOST = 200  # lines of the list
AT_ONCE = 500


@dataclass(frozen=True)
class Belongs:
    """A member: why it belongs, what it says, and what repeats its text."""

    row: Placement
    matter: Matter
    may_open: bool
    copies: "list[Belongs]" = field(default_factory=list)


@dataclass(frozen=True)
class Gathering:
    """A group with its members in the order of receipt, each with its copies below it."""

    group: Group
    members: list[Belongs]
    decisions: list[Decision]
    incidents: list[Incident]

    @property
    def everybody(self) -> list[Belongs]:
        """Return all members, copies after what they repeat."""
        return [one for each in self.members for one in (each, *each.copies)]


def groups(actor: Actor, text: str = "", show: str = "") -> list[Group]:
    """Return the groups that the actor may know of, the latest first.

    `text` is looked for in titles; `show` keeps those with "copies" or those "unconfirmed".
    """
    rows = _visible(actor).filter(ended_at=None).select_related("organisation")
    rows = rows.filter(title__icontains=text.strip()) if text.strip() else rows
    rows = rows.filter(copies__gt=0) if show == "copies" else rows
    rows = rows.filter(confirmed_at=None) if show == "unconfirmed" else rows
    return list(rows.order_by("-last_at", "pk")[:MOST])


def others_like(group: Group, actor: Actor, text: str = "") -> list[Group]:
    """Return the groups into which one may be merged: those with that title, the latest first."""
    return [each for each in groups(actor, text) if each.pk != group.pk][:OFFERED]


def group(group_id: int, actor: Actor) -> Gathering | None:
    """Return one group, or that which it became part of; None where there is none for the actor."""
    row = Group.objects.filter(pk=group_id).first()
    while row is not None and row.merged_into_id is not None:
        row = row.merged_into
    if row is None:
        return None
    row = _visible(actor).select_related("organisation").filter(pk=row.pk).first()
    if row is None:
        return None
    members = members_of([row.pk])[row.pk]
    seen = casework.seen_of([each.complaint_id for each, _matter in members], actor)
    return Gathering(
        group=row,
        members=_with_copies([Belongs(*each, each[1].id in seen) for each in members]),
        decisions=list(row.decisions.select_related("other").order_by("-made_at", "-pk")),
        incidents=_incidents([each.complaint_id for each, _matter in members]),
    )


def groups_with_members(actor: Actor, at_least: int = 2) -> Iterator[tuple[Group, list[Row]]]:
    """Yield all current groups of that size, those of most people first, with their members."""
    rows = _visible(actor).filter(ended_at=None, complaints__gte=at_least)
    ordered = list(rows.order_by("-people", "-complaints", "pk"))
    for start in range(0, len(ordered), AT_ONCE):
        some = ordered[start : start + AT_ONCE]
        members = members_of([each.pk for each in some])
        yield from ((each, members[each.pk]) for each in some)


def _visible(actor: Actor) -> QuerySet[Group]:
    if actor.everywhere(Permission.READ_COMPLAINT):
        return Group.objects.all()
    return Group.objects.filter(organisation__in=actor.where(Permission.READ_COMPLAINT))


def _with_copies(members: list[Belongs]) -> list[Belongs]:
    """Return the members that copy nothing in this group, each with those that copy it."""
    known = {each.matter.id: each for each in members}
    first: list[Belongs] = []
    for each in members:
        copied = known.get(each.row.copy_of_id or 0)
        (copied.copies if copied else first).append(each)
    return first


def _incidents(complaints: Sequence[int]) -> list[Incident]:
    """Return the open incidents that hold any of these complaints."""
    held = Member.objects.filter(complaint__in=complaints, removed_at=None)
    rows = Incident.objects.filter(pk__in=held.values("incident"), state__in=OPEN)
    return list(rows.order_by("-level", "-opened_at"))
