"""What officers do with an incident: confirm, describe, assess, follow up, close."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import get_default_timezone, localdate
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor, Permission
from smart315.insight import assessing, policies
from smart315.insight.actions import levelling, recording
from smart315.insight.kinds import Kind
from smart315.insight.models import Assessment, Consequence, Incident, Report
from smart315.insight.states import LIFECYCLE, Follow, Level, ReportKind, State
from smart315.kernel import workdays
from smart315.kernel.verdicts import Refused
from smart315.parameters import queries as parameters


SAID = ("injured", "dead", "absconded", "in_media")


@transaction.atomic
def confirm(*, incident_id: int, by: Actor, at: datetime) -> Incident:
    """Say that it is one matter indeed; from now on it is handled."""
    return _moved(incident_id, "confirm", Kind.INCIDENT_CONFIRMED, by, at)


@transaction.atomic
def dismiss(*, incident_id: int, conclusion: str, by: Actor, at: datetime) -> Incident:
    """Say that it is none, and why; the finder opens it again only for other complaints."""
    incident = _moved(incident_id, "dismiss", Kind.INCIDENT_DISMISSED, by, at, conclusion)
    levelling.withdraw_reports(incident)
    return incident


@transaction.atomic
def close(*, incident_id: int, conclusion: str, by: Actor, at: datetime) -> Incident:
    """End the handling with what came of it; the final report is owed where one was made."""
    incident = _moved(incident_id, "close", Kind.INCIDENT_CLOSED, by, at, conclusion)
    if incident.level >= Level.LARGER:
        rules = parameters.snapshot()
        limit = rules.limit("group.final_report", localdate(at))
        calendar = rules.calendar(on=localdate(at))
        due = workdays.due(limit, at, calendar, get_default_timezone())
        incident.reports.filter(kind=ReportKind.CONTINUED, sent_at=None).delete()
        Report.objects.get_or_create(
            incident=incident,
            kind=ReportKind.FINAL,
            to_id=levelling.above(incident, to_province=True),
            sent_at=None,
            defaults={"due_at": due.at, "owed_at": at},
        )
    return incident


@transaction.atomic
def reopen(*, incident_id: int, by: Actor, at: datetime) -> Incident:
    """Take up again what had ended, for new facts."""
    key = Incident.objects.values_list("key", flat=True).get(pk=incident_id)
    others = Incident.objects.filter(key=key, ended_at=None).exclude(pk=incident_id)
    if others.exists():
        raise Refused(_("同一事项已有处置中的事件，请在那里继续。"))
    incident = _moved(incident_id, "reopen", Kind.INCIDENT_REOPENED, by, at)
    levelling.owe_reports(incident, at)
    return incident


@transaction.atomic
def describe(
    *,
    incident_id: int,
    title: str,
    injured: int,
    dead: int,
    absconded: bool,
    in_media: bool,
    by: Actor,
    at: datetime,
) -> Incident:
    """Record what only people know; the level follows."""
    incident = recording.locked(incident_id)
    policies.may_change(by, incident).require()
    if not title.strip():
        raise Refused(_("请填写事件名称。"), field="title")
    incident.title, incident.injured, incident.dead = title.strip(), injured, dead
    incident.absconded, incident.in_media = absconded, in_media
    incident.save(update_fields=["title", *SAID])
    data = {name: getattr(incident, name) for name in SAID}
    recording.record(Kind.INCIDENT_DESCRIBED, incident, by, at, data)
    levelling.relevel(incident, by, at)
    return incident


@transaction.atomic
def assess(*, incident_id: int, answers: Mapping[str, str], by: Actor, at: datetime) -> Assessment:
    """Write the assessment (GR-06); raises Refused naming the first question left blank."""
    incident = recording.locked(incident_id)
    policies.may_change(by, incident).require()
    written = {each.name: answers.get(each.name, "").strip() for each in assessing.FIELDS}
    for each in assessing.FIELDS:
        if each.must and not written[each.name]:
            raise Refused(_("请填写：%(label)s。") % {"label": each.label}, field=each.name)
    row = Assessment.objects.create(
        incident=incident, answers=written, written_at=at, written_by=by.label
    )
    recording.record(Kind.ASSESSED, incident, by, at, {"assessment": row.pk})
    return row


@transaction.atomic
def add_consequence(
    *,
    incident_id: int,
    kind: Follow,
    task: str,
    officer_id: int,
    due_on: date,
    by: Actor,
    at: datetime,
) -> Consequence:
    """Say what is to follow, who does it and until when."""
    incident = recording.locked(incident_id)
    policies.may_change(by, incident).require()
    if due_on < localdate(at):
        raise Refused(_("完成期限已经过去，请改为今天或以后。"), field="due_on")
    people = accounts.staff(incident.organisation_id, Permission.HANDLE_INCIDENTS)
    if officer_id not in {each.pk for each in people}:
        raise Refused(_("责任人须是承办消协处置事件的工作人员。"), field="officer_id")
    row = Consequence.objects.create(
        incident=incident,
        kind=kind,
        task=task.strip(),
        officer_id=officer_id,
        due_on=due_on,
        added_at=at,
        added_by=by.label,
    )
    recording.record(
        Kind.CONSEQUENCE_ADDED, incident, by, at, {"consequence": row.pk, "kind": kind}
    )
    return row


@transaction.atomic
def finish_consequence(
    *, incident_id: int, consequence_id: int, result: str, by: Actor, at: datetime
) -> None:
    """Record what came of a task; the same twice is once."""
    incident = recording.locked(incident_id)
    policies.may_handle(by, incident.organisation_id).require()
    row = incident.consequences.filter(pk=consequence_id).first()
    if row is None or row.done_at is not None:
        return
    if not result.strip():
        raise Refused(_("请写明结果。"), field="result")
    row.done_at, row.done_by, row.result = at, by.label, result.strip()
    row.save(update_fields=["done_at", "done_by", "result"])
    data = {"consequence": row.pk, "kind": row.kind}
    recording.record(Kind.CONSEQUENCE_DONE, incident, by, at, data)


def _moved(
    incident_id: int, name: str, kind: Kind, by: Actor, at: datetime, conclusion: str = ""
) -> Incident:
    incident = recording.locked(incident_id)
    policies.may_move(by, incident, name).require()
    state = LIFECYCLE.after(name, State(incident.state))
    ending = state in {State.CLOSED, State.DISMISSED}
    if ending and not conclusion.strip():
        raise Refused(_("请写明结论。"), field="conclusion")
    incident.state, incident.merged_into = State(state.value), None
    incident.conclusion = conclusion.strip()
    incident.ended_at, incident.ended_by = (at, by.label) if ending else (None, "")
    incident.save(update_fields=["state", "conclusion", "ended_at", "ended_by", "merged_into"])
    recording.record(kind, incident, by, at, {})
    return incident
