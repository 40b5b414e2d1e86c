"""Count what an incident holds and let its level, and the reports it owes, follow."""

from datetime import datetime

from django.utils.timezone import localdate

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.casework import queries as casework
from smart315.insight import levels, notices
from smart315.insight.kinds import Kind
from smart315.insight.levels import Harm
from smart315.insight.models import Incident, Placement, Report
from smart315.insight.states import OPEN, Level
from smart315.parameters import queries as parameters
from smart315.regions import queries as regions


COUNTED = ("people", "complaints", "copies", "amount_fen", "prefectures")


def recount(incident: Incident, by: Actor, at: datetime) -> None:
    """Count the members again, and let the level follow; inside the caller's transaction."""
    ids = list(incident.members.filter(removed_at=None).values_list("complaint_id", flat=True))
    found = casework.harmed(ids)
    places = {regions.prefecture_of(each.region_code) for each in found} - {""}
    incident.people = len(frozenset().union(*(each.people for each in found)))
    incident.complaints = len(found)
    incident.copies = Placement.objects.filter(complaint__in=ids, copy_of__in=ids).count()
    incident.amount_fen = sum(each.amount_fen for each in found)
    incident.prefectures = len(places)
    incident.save(update_fields=COUNTED)
    relevel(incident, by, at)


def relevel(incident: Incident, by: Actor, at: datetime) -> None:
    """Judge the level anew by the rules in force; record and tell when it changed."""
    level, reasons = levels.judged(_harm(incident), parameters.value("group.levels", localdate(at)))
    before = Level(incident.level)
    incident.level_reasons = list(reasons)
    if level == before:
        incident.save(update_fields=["level_reasons"])
        return
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
