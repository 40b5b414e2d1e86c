"""Count what an incident holds and let its level, and the reports it owes, follow."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.utils.timezone import localdate

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.casework import queries as casework
from smart315.insight import holdings, levels, notices
from smart315.insight.actions import tallying
from smart315.insight.actions.adding import Change
from smart315.insight.actions.sharing import Holdings, forget
from smart315.insight.kinds import Kind
from smart315.insight.levels import Harm
from smart315.insight.models import Incident, Member, Placement, Report
from smart315.insight.states import OPEN, Level
from smart315.parameters import queries as parameters


COUNTED = ("people", "complaints", "copies", "amount_fen", "prefectures", "tallied", "found")


def recount(
    incident: Incident, by: Actor, at: datetime, moved: Collection[int] | None = None
) -> None:
    """Count the members again, and let the level follow; inside the caller's transaction.

    `moved` are the members that came or changed since; without, or where the counts are no tallies
    yet, all are counted. Both come to the same.
    """
    if moved is None or not incident.tallied:
        forget([incident.stream])
        incident.complaints = incident.people = incident.copies = 0
        incident.amount_fen = incident.prefectures = 0
        rows = incident.members.filter(removed_at=None)
        moved = set(rows.values_list("complaint_id", flat=True))
    change = tallying.change(_holdings(incident, moved)).get(incident.stream, Change())
    incident.complaints += change.sums[holdings.ONE]
    incident.people += change.distinct[holdings.PERSON]
    incident.copies += change.sums[holdings.COPY]
    incident.amount_fen += change.sums[holdings.AMOUNT]
    incident.prefectures += change.distinct[holdings.PLACE]
    incident.tallied = True
    incident.save(update_fields=COUNTED)
    relevel(incident, by, at)


def follow(complaints: Collection[int], by: Actor, at: datetime) -> None:
    """Let the open incidents that hold some complaints follow what changed about these."""
    held = Member.objects.filter(
        complaint__in=complaints, removed_at=None, incident__state__in=OPEN
    )
    moved: defaultdict[int, set[int]] = defaultdict(set)
    for incident, complaint in held.values_list("incident", "complaint"):
        moved[incident].add(complaint)
    for pk in sorted(moved):
        recount(Incident.objects.select_for_update().get(pk=pk), by, at, moved[pk])


def _holdings(incident: Incident, moved: Collection[int]) -> Holdings:
    """Return what some members add; those that repeat the text of one of them add it anew."""
    rows = Placement.objects.filter(complaint__in=moved) | Placement.objects.filter(
        copy_of__in=moved
    )
    copies = dict(rows.exclude(copy_of=None).values_list("complaint_id", "copy_of_id"))
    there = incident.members.filter(
        complaint__in={*moved, *copies.keys(), *copies.values()}, removed_at=None
    )
    held = set(there.values_list("complaint_id", flat=True))
    found = {each.id: each for each in casework.harmed((held & copies.keys()) | set(moved))}
    return {
        (incident.stream, each): holdings.in_incident(found[each], copies=copies.get(each) in held)
        if each in found and each in held
        else None
        for each in {*moved, *(held & copies.keys())}
    }


def relevel(incident: Incident, by: Actor, at: datetime) -> None:
    """Judge the level anew by the rules in force; record and tell when it changed."""
    level, reasons = levels.judged(_harm(incident), parameters.value("group.levels", localdate(at)))
    before = Level(incident.level)
    if level == before:
        if incident.level_reasons != list(reasons):
            incident.level_reasons = list(reasons)
            incident.save(update_fields=["level_reasons"])
        return
    incident.level_reasons = list(reasons)
    incident.level, incident.levelled_at = level, at
    incident.save(update_fields=["level", "level_reasons", "levelled_at"])
    data = {"before": int(before), "level": int(level)}
    audit.record(kind=Kind.LEVEL_CHANGED, stream=incident.stream, actor=by.name, at=at, data=data)
    if level > before and incident.state in OPEN:
        owe_reports(incident, at)
        words = {"level": str(level.label), "why": "、".join(reasons)}
        notices.tell(notices.RAISED, incident, incident.organisation_id, at, **words)


def withdraw_reports(incident: Incident) -> None:
    """Owe nothing more of what is no incident of its own; what was sent stays."""
    incident.reports.filter(sent_at=None).delete()


def above(incident: Incident, *, to_province: bool) -> int:
    """Return who receives a report: the province's association, or the head of the own one."""
    return accounts.province().pk if to_province else incident.organisation_id


def owe_reports(incident: Incident, at: datetime) -> None:
    """Owe the first reports of the level; one that is still owed comes due earlier at most."""
    hours = parameters.value("group.report", localdate(at))
    for owed in levels.owed(Level(incident.level), hours):
        to, due = above(incident, to_province=owed.to_province), at + owed.within
        same = incident.reports.filter(kind=owed.kind, to=to)
        waiting = same.filter(sent_at=None).first()
        if waiting is None:
            if not same.exists():
                Report.objects.create(
                    incident=incident, kind=owed.kind, to_id=to, due_at=due, owed_at=at
                )
        elif due < waiting.due_at:
            waiting.due_at = due
            waiting.save(update_fields=["due_at"])


def _harm(incident: Incident) -> Harm:
    return Harm(
        people=incident.people,
        amount_fen=incident.amount_fen,
        prefectures=incident.prefectures,
        injured=incident.injured,
        dead=incident.dead,
        absconded=incident.absconded,
        in_media=incident.in_media,
    )
