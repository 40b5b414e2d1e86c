"""Send an incident's reports up, sign for them, and say which are late (handbook GR-05)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM, Actor
from smart315.audit import actions as audit
from smart315.insight import levels, notices, policies
from smart315.insight.actions import levelling
from smart315.insight.kinds import Kind
from smart315.insight.models import Incident, Report
from smart315.insight.states import Level, ReportKind, State
from smart315.kernel.verdicts import Refused
from smart315.parameters import queries as parameters


@transaction.atomic
def send_report(*, report_id: int, text: str, by: Actor, at: datetime) -> Report:
    """Send a report that is owed; where the level asks for it, the next is owed a day later."""
    report = _locked(report_id)
    policies.may_handle(by, report.incident.organisation_id).require()
    if report.sent_at is not None:
        return report
    if not text.strip():
        raise Refused(_("请填写报告内容。"), field="text")
    report.text, report.sent_at, report.sent_by = text.strip(), at, by.label
    report.late = at > report.due_at
    report.save(update_fields=["text", "sent_at", "sent_by", "late"])
    _record(Kind.REPORT_SENT, report, by, at)
    if report.to_id != report.incident.organisation_id:
        notices.tell_of_report(notices.SENT, report, report.to_id, at)
    _owe_next(report, at)
    return report


@transaction.atomic
def sign_report(*, report_id: int, by: Actor, at: datetime) -> Report:
    """Sign for a report that came."""
    report = _locked(report_id)
    policies.may_sign(by, report).require()
    report.signed_at, report.signed_by = at, by.label
    report.save(update_fields=["signed_at", "signed_by"])
    _record(Kind.REPORT_SIGNED, report, by, at)
    return report


def watch_reports(*, at: datetime, limit: int) -> int:
    """Tell once of each report that is late; return how many were told of."""
    late = Report.objects.filter(sent_at=None, told_at=None, due_at__lt=at)
    ids = list(late.order_by("due_at").values_list("pk", flat=True)[:limit])
    for each in ids:
        _tell(each, at)
    return len(ids)


@transaction.atomic
def _tell(report_id: int, at: datetime) -> None:
    report = _locked(report_id)
    if report.sent_at is not None or report.told_at is not None:
        return
    report.told_at = at
    report.save(update_fields=["told_at"])
    due = f"{localtime(report.due_at):%Y-%m-%d %H:%M}"
    for place in {report.incident.organisation_id, report.to_id}:
        notices.tell_of_report(notices.LATE, report, place, at, due=due)
    _record(Kind.REPORT_LATE, report, SYSTEM, at)


def _owe_next(report: Report, at: datetime) -> None:
    incident = report.incident
    if incident.state != State.HANDLING or not levels.continues(Level(incident.level)):
        return
    waiting = incident.reports.filter(kind=ReportKind.CONTINUED, sent_at=None)
    if report.kind == ReportKind.FINAL or waiting.exists():
        return
    hours = parameters.value("group.report", localdate(at))["follow_up"]
    Report.objects.create(
        incident=incident,
        kind=ReportKind.CONTINUED,
        to_id=levelling.above(incident, to_province=True),
        due_at=at + timedelta(hours=hours),
        owed_at=at,
    )


def _locked(report_id: int) -> Report:
    incident = Report.objects.values_list("incident_id", flat=True).get(pk=report_id)
    Incident.objects.select_for_update().get(pk=incident)
    return Report.objects.select_related("incident").get(pk=report_id)


def _record(kind: Kind, report: Report, by: Actor, at: datetime) -> None:
    data = {"report": report.pk, "kind": report.kind, "to": report.to_id, "late": report.late}
    audit.record(kind=kind, stream=report.incident.stream, actor=by.name, at=at, data=data)
