"""A task of another organisation: help that is asked for, or a case referred to a partner."""

from datetime import date, datetime, time
from typing import BinaryIO

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor
from smart315.accounts.levels import ASSOCIATIONS
from smart315.accounts.queries import Organisation
from smart315.casework import clocks, notices, part_policies as policies
from smart315.casework.actions import moving, parts, referring, routing
from smart315.casework.codes import Audience
from smart315.casework.deadlines import REPLIED
from smart315.casework.kinds import Kind
from smart315.casework.models import Assignment, Complaint, Evidence
from smart315.casework.models.intake import EvidenceFrom
from smart315.casework.models.routing import TransferState
from smart315.casework.parts import (
    HELP,
    RESULTS,
    Part,
    PartState,
    RefusalReason,
    Result,
    Task,
)
from smart315.documents import actions as documents
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


END_OF_DAY = time(23, 59, 59)


@transaction.atomic
def ask_help(
    *,
    complaint_id: int,
    helper_id: int,
    task: Task | str,
    wording: str,
    by: Actor,
    at: datetime,
    due_on: date | None = None,
    shares_contact: bool = False,
) -> Assignment:
    """Ask another association to take evidence, deliver, or inquire (J-06). Raises Refused.

    Without a day of one's own the register's limit holds.
    """
    complaint = moving.locked(complaint_id)
    policies.may_ask_help(by, complaint).require()
    if task not in HELP:
        raise Refused(_("请选择请求协助的事项。"), field="task")
    if not wording.strip():
        raise Refused(_("请写明请对方做什么。"), field="wording")
    helper = _helper(complaint, helper_id)
    due_at = until(due_on, "help.reply", complaint, at)
    part = Assignment.objects.create(
        complaint=complaint,
        organisation=helper,
        giver=complaint.organisation,
        part=Part.ASSIST,
        task=task,
        state=PartState.OFFERED,
        wording=wording.strip(),
        shares_contact=shares_contact,
        offered_at=at,
        offered_by=by.label,
        due_at=due_at,
        due_key="help.reply",
        watch_at=due_at,
    )
    note = _("请%(helper)s%(task)s：%(wording)s") % {
        "helper": helper.name,
        "task": Task(task).label,
        "wording": wording.strip(),
    }
    _tell(part, Kind.HELP_ASKED, note, by, at)
    notices.tell_part(part, notices.PART_OFFERED, helper.pk, at=at)
    return part


@transaction.atomic
def sign_part(*, assignment_id: int, by: Actor, at: datetime) -> Assignment:
    """Take a task that was offered. Raises Refused."""
    part = _locked(assignment_id)
    policies.may_sign_part(by, part).require()
    parts.sign(part, by, at)
    if part.part == Part.OUTSIDE:
        # From now on the reply is waited for, whose limit is a clock of the case.
        part.due_at, part.due_key = _reply_due(part), "referral.reply"
        part.watch_at = None
        part.save(update_fields=["due_at", "due_key", "watch_at"])
    note = _("%(unit)s已签收：%(task)s") % _named(part)
    _tell(part, Kind.PART_SIGNED, note, by, at)
    notices.tell_part(part, notices.PART_SIGNED, part.giver_id, at=at)
    return part


@transaction.atomic
def refuse_part(
    *, assignment_id: int, code: RefusalReason | str, reason: str, by: Actor, at: datetime
) -> Assignment:
    """Decline a task before taking it, with a code of the closed list and words. Raises Refused."""
    part = _locked(assignment_id)
    policies.may_sign_part(by, part).require()
    return _not_done(part, PartState.REFUSED, str(code), reason, by, at)


@transaction.atomic
def return_part(
    *, assignment_id: int, code: RefusalReason | str, reason: str, by: Actor, at: datetime
) -> Assignment:
    """Give back a task that was taken, with a code of the closed list and words. Raises Refused."""
    part = _locked(assignment_id)
    policies.may_work_on_part(by, part).require()
    return _not_done(part, PartState.RETURNED, str(code), reason, by, at)


@transaction.atomic
def answer_part(
    *,
    assignment_id: int,
    result: Result | str,
    answer: str,
    by: Actor,
    at: datetime,
    recovered_fen: int | None = None,
) -> Assignment:
    """Say what came of a task. Raises Refused.

    The result of a partner is noted beside the case; the association counts it, once, when it
    closes.
    """
    part = _locked(assignment_id)
    policies.may_work_on_part(by, part).require()
    _check_result(Task(part.task), result, answer, recovered_fen)
    part.result, part.answer, part.recovered_fen = result, answer.strip(), recovered_fen
    part.save(update_fields=["result", "answer", "recovered_fen"])
    parts.end(part, PartState.ENDED, by, at)
    if part.part == Part.OUTSIDE:
        _replied(part.complaint, answer.strip(), by, at)
    note = _("%(unit)s答复（%(task)s）：%(result)s。") % {
        **_named(part),
        "result": Result(result).label,
    }
    _tell(part, Kind.PART_ANSWERED, note + answer.strip(), by, at)
    notices.tell_part(part, notices.PART_ANSWERED, part.giver_id, at=at)
    return part


@transaction.atomic
def record_reply(
    *, complaint_id: int, result: Result | str, answer: str, by: Actor, at: datetime
) -> Complaint:
    """Write down the reply of an outside body that has no account here. Raises Refused."""
    complaint = moving.locked(complaint_id)
    policies.may_ask_help(by, complaint).require()
    _check_result(Task.REFERRAL, result, answer, None)
    hop = referring.open_hop(complaint)
    if hop.state == TransferState.ANSWERED:
        raise Refused(_("该外部单位的答复已经登记。"))
    _replied(complaint, answer.strip(), by, at)
    note = _("%(unit)s答复：%(result)s。") % {"unit": hop.outside, "result": Result(result).label}
    moving.enter(complaint, by=by, at=at, note=note + answer.strip(), audience=Audience.INTERNAL)
    data = {"transfer": hop.pk, "result": str(result)}
    moving.record(Kind.PART_ANSWERED, complaint, by=by, at=at, data=data)
    return complaint


@transaction.atomic
def cancel_part(*, assignment_id: int, reason: str, by: Actor, at: datetime) -> Assignment:
    """Take back a request for help, saying why. Raises Refused."""
    part = _locked(assignment_id)
    policies.may_cancel_part(by, part).require()
    if not reason.strip():
        raise Refused(_("请写明撤销的理由。"), field="reason")
    parts.end(part, PartState.ENDED, by, at, reason=reason.strip())
    note = _("撤销对%(unit)s的请求（%(task)s）：") % _named(part)
    _tell(part, Kind.PART_CANCELLED, note + reason.strip(), by, at)
    notices.tell_part(part, notices.PART_CANCELLED, part.organisation_id, at=at)
    return part


def add_part_file(
    *, assignment_id: int, content: BinaryIO, name: str, by: Actor, at: datetime
) -> Evidence:
    """Put a file to a task that was taken; the association reads it in the case. Raises Refused."""
    part = Assignment.objects.select_related("complaint", "organisation").get(pk=assignment_id)
    policies.may_work_on_part(by, part).require()
    stream = part.complaint.stream
    # Outside the transaction: scanning takes time.
    stored = documents.store(content=content, name=name, stream=stream, by=by.name, at=at)
    with transaction.atomic():
        part = _locked(assignment_id)
        policies.may_work_on_part(by, part).require()
        evidence, fresh = Evidence.objects.get_or_create(
            complaint=part.complaint,
            file=stored,
            defaults={
                "brought_by": EvidenceFrom.STAFF,
                "purpose": part.organisation.name[:80],
                "audience": Audience.INTERNAL,
                "at": at,
                "assignment": part,
            },
        )
        if fresh:
            data = {"evidence": evidence.pk, "assignment": part.pk}
            moving.record(Kind.EVIDENCE_ADDED, part.complaint, by=by, at=at, data=data)
    return evidence


@transaction.atomic
def see_contact(*, assignment_id: int, by: Actor, at: datetime) -> tuple[str, str]:
    """Return name and telephone of the complainant to who needs them for the task, on record.

    Raises Refused where the contact was not shared, or the task is not taken or over.
    """
    part = _locked(assignment_id)
    policies.may_work_on_part(by, part).require()
    if not part.shares_contact:
        raise Refused(_("请求单位没有提供投诉人的联系方式，需要时请与请求单位联系。"))
    person = part.complaint.parties.filter(role="complainant").first()
    if person is None:
        raise Refused(_("这件投诉没有登记投诉人的个人信息。"))
    data = {"assignment": part.pk, "organisation": part.organisation_id}
    moving.record(Kind.CONTACT_SHARED, part.complaint, by=by, at=at, data=data)
    return person.name, person.phone


def until(due_on: date | None, key: str, complaint: Complaint, at: datetime) -> datetime:
    """Return the end of a chosen day, or of the register's limit. Raises Refused for the past."""
    if due_on is None:
        return parts.due(key, complaint, at)
    zone = get_default_timezone()
    if due_on <= local_day(at, zone):
        raise Refused(_("期限应当在今天以后。"), field="due_on")
    return datetime.combine(due_on, END_OF_DAY, tzinfo=zone)


def _not_done(
    part: Assignment, state: PartState, code: str, reason: str, by: Actor, at: datetime
) -> Assignment:
    if code not in RefusalReason.values:
        raise Refused(_("请选择不办理的原因。"), field="code")
    if not reason.strip():
        raise Refused(_("请写明具体理由。"), field="reason")
    part.reason_code = code
    parts.end(part, state, by, at, reason=reason.strip())
    if part.part == Part.OUTSIDE:
        routing.came_back(part.complaint, code, reason.strip(), by, at)
    words = {**_named(part), "state": state.label, "code": RefusalReason(code).label}
    note = _("%(unit)s%(state)s（%(task)s）：%(code)s。") % words
    kind = Kind.PART_REFUSED if state is PartState.REFUSED else Kind.PART_RETURNED
    _tell(part, kind, note + reason.strip(), by, at)
    notices.tell_part(part, notices.PART_DECLINED, part.giver_id, at=at)
    return part


def _check_result(task: Task, result: str, answer: str, recovered_fen: int | None) -> None:
    if result not in RESULTS[task]:
        raise Refused(_("请选择办理结果。"), field="result")
    if not answer.strip():
        raise Refused(_("请写明办理情况。"), field="answer")
    if recovered_fen is not None and recovered_fen < 0:
        raise Refused(_("挽回损失不能是负数。"), field="recovered")


def _replied(complaint: Complaint, answer: str, by: Actor, at: datetime) -> None:
    hop = referring.open_hop(complaint)
    hop.state, hop.answered_at, hop.answered_by = TransferState.ANSWERED, at, by.label
    hop.answer = answer
    hop.save(update_fields=["state", "answered_at", "answered_by", "answer"])
    clocks.act(complaint, REPLIED, at=at, reason="replied")
    complaint.save(update_fields=["next_due_at", "next_due_key"])


def _reply_due(part: Assignment) -> datetime | None:
    running = part.complaint.clocks.filter(key="referral.reply", state__in=clocks.WORKING)
    return running.values_list("due_at", flat=True).first()


def _helper(complaint: Complaint, helper_id: int) -> Organisation:
    found = accounts.organisations(frozenset({helper_id})).get(helper_id)
    if found is None or not found.active or found.level not in ASSOCIATIONS:
        raise Refused(_("请选择一个消协组织。"), field="helper")
    if found.pk == complaint.organisation_id:
        raise Refused(_("不能请求本单位协助。"), field="helper")
    return found


def _locked(assignment_id: int) -> Assignment:
    part = Assignment.objects.filter(pk=assignment_id, part__in=policies.APART).first()
    if part is None:
        raise Refused(_("没有这项任务。"))
    # The complaint first, as everywhere: two locks in two orders would wait for each other.
    complaint = moving.locked(part.complaint_id)
    found = Assignment.objects.select_related("organisation", "giver").get(pk=assignment_id)
    found.complaint = complaint
    return found


def _named(part: Assignment) -> dict[str, object]:
    return {"unit": part.organisation.name, "task": Task(part.task).label}


def _tell(part: Assignment, kind: Kind, note: str, by: Actor, at: datetime) -> None:
    moving.enter(part.complaint, by=by, at=at, note=note, audience=Audience.INTERNAL)
    data = {
        "assignment": part.pk,
        "organisation": part.organisation_id,
        "task": str(part.task),
        "code": part.reason_code or part.result,
    }
    moving.record(kind, part.complaint, by=by, at=at, data=data)
