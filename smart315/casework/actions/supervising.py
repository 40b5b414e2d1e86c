"""A superior reminds, orders, closes, or takes the case up; the clock reminds by itself (§2.12)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import SYSTEM, Actor
from smart315.casework import clocks, gravity, notices, part_policies as policies
from smart315.casework.actions import moving, oversight, parts, routing
from smart315.casework.actions.tasks import until
from smart315.casework.codes import Audience
from smart315.casework.deadlines import TITLES, Effect
from smart315.casework.kinds import Kind
from smart315.casework.models import Assignment, Clock, Complaint, OwedDocument, Supervision
from smart315.casework.parts import (
    WATCHED,
    Part,
    PartState,
    SupervisionLevel,
    SupervisionState,
    Task,
)
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.messaging.templates import Template


@transaction.atomic
def supervise(
    *,
    complaint_id: int,
    reason: str,
    by: Actor,
    at: datetime,
    level: SupervisionLevel | str = SupervisionLevel.ORDER,
    due_on: date | None = None,
) -> Supervision:
    """Remind an organisation below of a case, or order it to report (D15). Raises Refused.

    Without a day of one's own the register's limit holds.
    """
    complaint = moving.locked(complaint_id)
    policies.may_supervise(by, complaint).require()
    superior = policies.superior_of(by, complaint.organisation_id) or 0
    if level not in SupervisionLevel.values:
        raise Refused(_("请选择提醒或者督办。"), field="level")
    if not reason.strip():
        raise Refused(_("请写明督办事由。"), field="reason")
    due_at = until(due_on, "supervise.reply", complaint, at)
    order = Supervision(
        complaint=complaint,
        superior_id=superior,
        unit_id=complaint.organisation_id,
        level=level,
        reason=reason.strip(),
        due_at=due_at,
    )
    return _opened(order, by, at)


@transaction.atomic
def answer_supervision(*, supervision_id: int, answer: str, by: Actor, at: datetime) -> Supervision:
    """Report what was done about a supervised case. Raises Refused."""
    order = _locked(supervision_id)
    policies.may_answer_supervision(by, order).require()
    if not answer.strip():
        raise Refused(_("请写明办理情况。"), field="answer")
    order.answer, order.answered_at, order.answered_by = answer.strip(), at, by.label
    order.late, order.watch_at = at > order.due_at, None
    order.state = SupervisionState.ANSWERED
    order.save(update_fields=["answer", "answered_at", "answered_by", "late", "watch_at", "state"])
    note = _("反馈督办：") + order.answer
    _tell(order, Kind.SUPERVISION_ANSWERED, note, by, at)
    _message(order, notices.SUPERVISION_ANSWERED, order.superior_id, at)
    return order


@transaction.atomic
def close_supervision(*, supervision_id: int, remark: str, by: Actor, at: datetime) -> Supervision:
    """Let a supervision be over. Raises Refused."""
    order = _locked(supervision_id)
    policies.may_end_supervision(by, order).require()
    if order.state == SupervisionState.OPEN and not remark.strip():
        raise Refused(_("对方还没有反馈，请写明为什么销号。"), field="remark")
    oversight.end(order, SupervisionState.CLOSED, remark.strip(), by, at)
    note = _("督办销号。") + remark.strip()
    _tell(order, Kind.SUPERVISION_CLOSED, note, by, at)
    _message(order, notices.SUPERVISION_CLOSED, order.unit_id, at)
    return order


@transaction.atomic
def raise_supervision(
    *, supervision_id: int, reason: str, by: Actor, at: datetime, due_on: date | None = None
) -> Supervision:
    """Turn a reminder into an order (SV-2). Raises Refused; above an order the case is taken up."""
    order = _locked(supervision_id)
    policies.may_end_supervision(by, order).require()
    if order.level != SupervisionLevel.REMIND:
        raise Refused(_("督办之上是提级办理，请在案件中选择“提级办理”。"))
    if not reason.strip():
        raise Refused(_("请写明升级的理由。"), field="reason")
    due_at = until(due_on, "supervise.reply", order.complaint, at)
    return _raised(order, reason.strip(), due_at, by, at)


@transaction.atomic
def report_up(*, complaint_id: int, reason: str, by: Actor, at: datetime) -> Assignment:
    """Ask the organisation above to watch over a case. Raises Refused."""
    complaint = moving.locked(complaint_id)
    policies.may_report_up(by, complaint).require()
    if not reason.strip():
        raise Refused(_("请写明提请的理由。"), field="reason")
    above = complaint.organisation.parent_id or 0
    watching = complaint.assignments.filter(organisation=above, part=Part.SUPERVISE)
    if watching.filter(state__in=[PartState.OFFERED, PartState.SIGNED]).exists():
        raise Refused(_("已经提请过，或者上级正在督办。"))
    part = Assignment.objects.create(
        complaint=complaint,
        organisation_id=above,
        giver=complaint.organisation,
        part=Part.SUPERVISE,
        task=Task.WATCH,
        sight=True,
        state=PartState.OFFERED,
        wording=reason.strip(),
        offered_at=at,
        offered_by=by.label,
    )
    note = _("提请上级督办：") + reason.strip()
    moving.enter(complaint, by=by, at=at, note=note, audience=Audience.INTERNAL)
    data = {"from": complaint.organisation_id, "to": above}
    moving.record(Kind.REPORTED_UP, complaint, by=by, at=at, data=data)
    notices.tell_unit(complaint, notices.REPORTED_UP, above, due=complaint.next_due_at, at=at)
    return part


@transaction.atomic
def take_up(*, complaint_id: int, reason: str, by: Actor, at: datetime) -> Complaint:
    """Take a case of an organisation below into one's own hands (提级). Raises Refused.

    The stage stays and so do the clocks of the case: only who leads is another. Its officer is
    named anew by the superior.
    """
    complaint = moving.locked(complaint_id)
    policies.may_take_up(by, complaint).require()
    if not reason.strip():
        raise Refused(_("请写明提级办理的理由。"), field="reason")
    place = policies.superior_of(by, complaint.organisation_id)
    superior, unit = accounts.organisation(place or 0), complaint.organisation
    parts.take_lead(complaint, superior, reason.strip(), by, at)
    complaint.organisation, complaint.transferred_from = superior, unit
    complaint.officer = complaint.matter_at = None
    if complaint.stage not in {Stage.SUBMITTED, Stage.SUPPLEMENT}:
        clocks.act(complaint, Effect(starts=("assign.due",)), at=at, reason="taken up")
    columns = ("organisation", "transferred_from", "officer", "matter_at")
    complaint.save(update_fields=[*columns, "next_due_at", "next_due_key"])
    for order in complaint.supervisions.filter(state__in=WATCHED):
        order.complaint = complaint
        oversight.end(order, SupervisionState.ESCALATED, reason.strip(), by, at)
    note = _("%(superior)s提级办理：%(reason)s") % {
        "superior": superior.name,
        "reason": reason.strip(),
    }
    moving.enter(complaint, by=by, at=at, note=note)
    data = {"from": unit.pk, "to": superior.pk}
    moving.record(Kind.TAKEN_UP, complaint, by=by, at=at, data=data)
    notices.tell_unit(complaint, notices.TAKEN_UP, unit.pk, due=complaint.next_due_at, at=at)
    return complaint


def by_itself(complaint: Complaint, clock: Clock, at: datetime) -> Supervision | None:
    """Remind of a limit that has just been missed, where a rule says so (SV-1); once for each."""
    if complaint.sandbox:
        return None
    rules = clocks.rulebook(complaint)
    if clock.key not in rules.snapshot.value("supervise.auto", rules.received_on):
        return None
    superior = complaint.organisation.parent_id
    if superior is None or _watches(complaint, superior):
        return None
    if Supervision.objects.filter(clock=clock).exists():
        return None
    order = Supervision(
        complaint=complaint,
        superior_id=superior,
        unit_id=complaint.organisation_id,
        level=SupervisionLevel.REMIND,
        clock=clock,
        by_itself=True,
        reason=_("“%(title)s”已逾期（%(day)s到期）。")
        % {"title": TITLES[clock.key], "day": f"{localtime(clock.due_at):%Y-%m-%d}"},
        due_at=parts.due("supervise.remind", complaint, at),
    )
    return _opened(order, SYSTEM, at)


@transaction.atomic
def look_at(supervision_id: int, at: datetime) -> None:
    """Do what the clock does when nobody answered: from a reminder to an order, then tell."""
    order = _locked(supervision_id)
    if order.watch_at is None or order.watch_at >= at or order.state != SupervisionState.OPEN:
        return
    order.watch_at = None
    order.save(update_fields=["watch_at"])
    if order.level == SupervisionLevel.REMIND and order.by_itself:
        due_at = parts.due("supervise.reply", order.complaint, at)
        _raised(order, _("提醒后仍未办理。") + order.reason, due_at, SYSTEM, at)
        return
    for place in (order.superior_id, order.unit_id):
        _message(
            order, notices.SUPERVISION_LATE, place, at, key=f"late:supervision:{order.pk}:{place}"
        )
    if order.clock is not None and order.clock.key == "transfer.sign":
        # Reminded and ordered, and still unsigned: whoever sent it has it again.
        routing.come_back(order.complaint, at)


def for_gravity(complaint: Complaint, at: datetime) -> Supervision | None:
    """Order a report on a group's or a major case by itself (SV-1); once for each unit."""
    superior = complaint.organisation.parent_id
    if complaint.sandbox or superior is None or complaint.accepted_at is None:
        return None
    reason = gravity.reason(complaint)
    before = complaint.supervisions.filter(unit=complaint.organisation_id)
    # One that was closed is not opened anew: the superior has looked at the case.
    known = before.filter(Q(state__in=WATCHED) | Q(by_itself=True, clock=None))
    if not reason or known.exists():
        return None
    order = Supervision(
        complaint=complaint,
        superior_id=superior,
        unit_id=complaint.organisation_id,
        level=SupervisionLevel.ORDER,
        by_itself=True,
        reason=reason,
        due_at=parts.due("supervise.reply", complaint, at),
    )
    return _opened(order, SYSTEM, at)


def _opened(order: Supervision, by: Actor, at: datetime) -> Supervision:
    complaint = order.complaint
    if _watches(complaint, order.superior_id):
        raise Refused(_("贵单位对这件投诉的督办还没有结束，请先销号或者升级。"))
    order.opened_at, order.opened_by, order.watch_at = at, by.label, order.due_at
    order.save(force_insert=True)
    if order.level == SupervisionLevel.ORDER:
        OwedDocument.objects.create(complaint=complaint, code="D15", move="supervise", owed_at=at)
    _keep_part(order, by, at)
    oversight.mark(complaint)
    note = f"{SupervisionLevel(order.level).label}：{order.reason}"
    _tell(order, Kind.SUPERVISED, note, by, at)
    _message(order, notices.SUPERVISED, order.unit_id, at)
    return order


def _raised(
    order: Supervision, reason: str, due_at: datetime, by: Actor, at: datetime
) -> Supervision:
    oversight.end(order, SupervisionState.ESCALATED, reason, by, at)
    oversight.record(order, Kind.SUPERVISION_RAISED, by, at)
    above = Supervision(
        complaint=order.complaint,
        superior_id=order.superior_id,
        unit_id=order.unit_id,
        level=SupervisionLevel.ORDER,
        clock_id=order.clock_id,
        by_itself=order.by_itself,
        reason=reason,
        due_at=due_at,
    )
    return _opened(above, by, at)


def _keep_part(order: Supervision, by: Actor, at: datetime) -> None:
    """Let the superior's part in the case be signed: it watches, and keeps sight."""
    complaint = order.complaint
    mine = complaint.assignments.filter(organisation=order.superior_id, part=Part.SUPERVISE)
    asked = mine.filter(state__in=[PartState.OFFERED, PartState.SIGNED]).first()
    if asked is None:
        Assignment.objects.create(
            complaint=complaint,
            organisation_id=order.superior_id,
            part=Part.SUPERVISE,
            task=Task.WATCH,
            sight=True,
            state=PartState.SIGNED,
            offered_at=at,
            offered_by=by.label,
            signed_at=at,
            signed_by=by.label,
        )
    elif asked.state == PartState.OFFERED:
        parts.sign(asked, by, at)


def _watches(complaint: Complaint, superior_id: int) -> bool:
    at_work = complaint.supervisions.filter(superior=superior_id, state__in=WATCHED)
    return at_work.filter(unit=complaint.organisation_id).exists()


def _locked(supervision_id: int) -> Supervision:
    found = Supervision.objects.filter(pk=supervision_id).first()
    if found is None:
        raise Refused(_("没有这次督办。"))
    complaint = moving.locked(found.complaint_id)
    order = Supervision.objects.select_related("superior", "unit").get(pk=supervision_id)
    order.complaint = complaint
    return order


def _tell(order: Supervision, kind: Kind, note: str, by: Actor, at: datetime) -> None:
    moving.enter(order.complaint, by=by, at=at, note=note, audience=Audience.INTERNAL)
    oversight.record(order, kind, by, at)


def _message(
    order: Supervision,
    template: Template,
    organisation_id: int,
    at: datetime,
    key: str = "",
) -> None:
    due_at = order.due_at
    notices.tell_unit(order.complaint, template, organisation_id, due=due_at, at=at, key=key)
