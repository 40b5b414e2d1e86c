"""Incidents as their readers see them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min, Q, QuerySet
from django.utils.timezone import localdate

from smart315.accounts.actors import Actor, Permission
from smart315.casework import queries as casework
from smart315.casework.queries import Harmed
from smart315.insight.models import (
    Assessment,
    Consequence,
    Group,
    Incident,
    Member,
    Placement,
    Report,
)
from smart315.insight.states import OPEN, State
from smart315.regions import queries as regions


MOST = 200  # lines of the list
LONGEST = 120  # days of the timeline


@dataclass(frozen=True)
class Belonging:
    """A member with its facts, and whether the reader may open it.

    `copied`: the number of the member whose text it repeats, in so many of 100 runs.
    """

    row: Member
    facts: Harmed
    may_open: bool
    copied: str = ""
    resemblance: int = 0


@dataclass(frozen=True)
class Whole:
    """An incident with all that belongs to it. `days` are complaints a day, gaps included."""

    incident: Incident
    members: list[Belonging]
    removed: list[Belonging]
    reports: list[Report]
    assessments: list[Assessment]
    consequences: list[Consequence]
    days: list[tuple[date, int]]
    places: list[tuple[str, str, int]]


def incidents(actor: Actor, state: str = "open", *, own: bool = False) -> list[Incident]:
    """Return the incidents that the actor may know of, the gravest first; `own`: to handle here."""
    rows = visible(actor).filter(organisation__in=_own(actor)) if own else visible(actor)
    if state == "open":
        rows = rows.filter(state__in=OPEN)
    elif state in State.values:
        rows = rows.filter(state=state)
    owed = Min("reports__due_at", filter=Q(reports__sent_at=None))
    rows = rows.select_related("organisation").annotate(next_due=owed)
    return list(rows.order_by("-level", "-opened_at")[:MOST])


def incident(incident_id: int, actor: Actor) -> Whole | None:
    """Return one incident, or None where there is none for the actor."""
    row = visible(actor).select_related("organisation", "business").filter(pk=incident_id).first()
    if row is None:
        return None
    belonging = _belonging(row, actor)
    members = [each for each in belonging if each.row.removed_at is None]
    return Whole(
        incident=row,
        members=members,
        removed=[each for each in belonging if each.row.removed_at is not None],
        reports=list(row.reports.select_related("to").order_by("due_at", "pk")),
        assessments=list(row.assessments.order_by("-written_at")),
        consequences=list(row.consequences.select_related("officer").order_by("due_on", "pk")),
        days=_days(members),
        places=_places(members),
    )


def others(incident: Incident) -> list[Incident]:
    """Return the open incidents of the same association, into which this one may be merged."""
    rows = Incident.objects.filter(organisation=incident.organisation_id, state__in=OPEN)
    return list(rows.exclude(pk=incident.pk).order_by("-level", "-opened_at")[:MOST])


def report(report_id: int, actor: Actor) -> Report | None:
    """Return one report of an incident that the actor may know of."""
    rows = Report.objects.filter(incident__in=visible(actor))
    return rows.select_related("incident", "to").filter(pk=report_id).first()


def waiting(actor: Actor) -> int:
    """Return how many suspected incidents wait to be looked at in the actor's own places."""
    return visible(actor).filter(state=State.SUSPECTED, organisation__in=_own(actor)).count()


def _own(actor: Actor) -> list[int]:
    return [each for each in actor.held if actor.may(Permission.HANDLE_INCIDENTS, within=each)]


def visible(actor: Actor) -> QuerySet[Incident]:
    """Return the incidents that the actor may know of; for the other queries of this room."""
    if actor.everywhere(Permission.READ_COMPLAINT):
        return Incident.objects.all()
    return Incident.objects.filter(organisation__in=actor.where(Permission.READ_COMPLAINT))


def _belonging(incident: Incident, actor: Actor) -> list[Belonging]:
    rows = {each.complaint_id: each for each in incident.members.all()}
    seen = casework.seen_of(list(rows), actor)
    facts = {each.id: each for each in casework.harmed(list(rows))}
    copies = Placement.objects.filter(complaint__in=rows, copy_of__in=rows)
    alike = {each.complaint_id: (each.copy_of_id or 0, each.resemblance) for each in copies}
    found = []
    for each in facts.values():
        copied, resemblance = alike.get(each.id, (0, 0))
        number = (facts[copied].number or facts[copied].external_id) if copied in facts else ""
        belongs = Belonging(rows[each.id], each, each.id in seen, number, resemblance)
        found.append(belongs)
    return found


def group_of(incident: Incident) -> Group | None:
    """Return the current group of which an incident was made; None for what was found otherwise."""
    kind, _, number = incident.key.partition(":")
    if kind != "group" or not number.isdigit():
        return None
    group = Group.objects.filter(pk=int(number)).first()
    while group is not None and group.merged_into is not None:
        group = group.merged_into
    return group if group is not None and group.ended_at is None else None


def _days(members: list[Belonging]) -> list[tuple[date, int]]:
    counts = Counter(localdate(each.facts.received_at) for each in members)
    if not counts:
        return []
    last = max(counts)
    first = max(min(counts), last - timedelta(days=LONGEST - 1))
    span = [first + timedelta(days=each) for each in range((last - first).days + 1)]
    return [(day, counts[day]) for day in span]


def _places(members: list[Belonging]) -> list[tuple[str, str, int]]:
    """Return code, name and complaints of each prefecture, the most first."""
    codes = Counter(regions.prefecture_of(each.facts.region_code) for each in members)
    return [(code, regions.name(code), count) for code, count in codes.most_common() if code]
