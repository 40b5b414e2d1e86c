"""Judicial confirmation: applied for by both in thirty days, and what the court said (ME-07)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM, Actor
from smart315.casework import notices, tellings, texts
from smart315.casework.actions import moving, proceeding
from smart315.casework.kinds import Kind
from smart315.casework.models import Agreement, Clock, Complaint, Confirmation
from smart315.casework.models.agreement import AgreementKind
from smart315.casework.models.clock import ClockState
from smart315.casework.models.drafting import Ground
from smart315.casework.proceedings import ConfirmationState
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day
from smart315.parameters import queries as parameters


LIFE = "confirmation"


@dataclass(frozen=True)
class Ruling:
    """What the court decided."""

    confirmed: bool
    number: str
    on: date
    note: str = ""


@transaction.atomic
def prepare_confirmation(
    *,
    complaint_id: int,
    court: str,
    ground: Ground | str,
    consumer_applies: bool,
    business_applies: bool,
    by: Actor,
    at: datetime,
) -> Confirmation:
    """Prepare the joint application; raise Refused when one side does not want it, or too late."""
    complaint = proceeding.begun(LIFE, complaint_id, by)
    agreement = _to_confirm(complaint)
    for name, applies in (
        ("consumer_applies", consumer_applies),
        ("business_applies", business_applies),
    ):
        if not applies:
            raise Refused(_("司法确认须由双方共同申请（《民事诉讼法》第二百零五条）。"), field=name)
    if not court.strip():
        raise Refused(_("请写明人民法院的名称。"), field="court")
    if ground not in Ground.values:
        raise Refused(_("请选择该法院管辖的依据。"), field="ground")
    last = texts.last_day(agreement, complaint)
    _in_time(local_day(at, get_default_timezone()), last)
    row = Confirmation.objects.create(
        complaint=complaint,
        agreement=agreement,
        court=court.strip(),
        ground=ground,
        last_day=last,
        prepared_at=at,
        prepared_by=by.label,
    )
    note = _("双方共同申请司法确认（%(court)s），最迟%(day)s提出。") % {
        "court": row.court,
        "day": f"{last:%Y-%m-%d}",
    }
    data = {"confirmation": row.pk, "ground": str(ground)}
    proceeding.told(LIFE, "open", complaint, by=by, at=at, note=note, data=data, documents=("D22",))
    return row


@transaction.atomic
def file_confirmation(*, confirmation_id: int, on: date, by: Actor, at: datetime) -> Confirmation:
    """Note the day on which both applied to the court."""
    row, complaint = proceeding.found(LIFE, Confirmation, confirmation_id, by, "file")
    if on > local_day(at, get_default_timezone()):
        raise Refused(_("申请的日期不能晚于今天。"), field="on")
    _in_time(on, row.last_day)
    proceeding.moved(LIFE, row, "file")
    row.filed_on = on
    row.save(update_fields=["state", "filed_on"])
    note = _("已于%(day)s向%(court)s申请司法确认。") % {
        "day": f"{on:%Y-%m-%d}",
        "court": row.court,
    }
    data = {"confirmation": row.pk}
    proceeding.told(LIFE, "file", complaint, by=by, at=at, note=note, data=data)
    return row


@transaction.atomic
def record_ruling(*, confirmation_id: int, ruling: Ruling, by: Actor, at: datetime) -> Confirmation:
    """Write down what the court decided: confirmed, which can be enforced, or not."""
    move = "confirm" if ruling.confirmed else "dismiss"
    row, complaint = proceeding.found(LIFE, Confirmation, confirmation_id, by, move)
    if not ruling.number.strip():
        raise Refused(_("请写明裁定书的案号。"), field="number")
    if ruling.on > local_day(at, get_default_timezone()) or ruling.on < (row.filed_on or ruling.on):
        raise Refused(_("裁定的日期应在申请之后、今天以前。"), field="on")
    if not ruling.confirmed and not ruling.note.strip():
        raise Refused(_("请写明法院未确认的理由。"), field="note")
    proceeding.moved(LIFE, row, move)
    row.decided_on, row.ruling, row.note = ruling.on, ruling.number.strip(), ruling.note.strip()
    row.save()
    said = (
        _("法院裁定确认协议有效，一方不履行的，另一方可以申请强制执行。")
        if ruling.confirmed
        else _("法院没有确认协议。可以变更原协议、达成新的协议，或者起诉。")
    )
    data = {"confirmation": row.pk, "confirmed": ruling.confirmed}
    proceeding.told(LIFE, move, complaint, by=by, at=at, note=said, data=data)
    return row


@transaction.atomic
def drop_confirmation(
    *, confirmation_id: int, reason: str, by: Actor, at: datetime
) -> Confirmation:
    """Give the application up; it may be prepared again while there is time."""
    row, complaint = proceeding.found(LIFE, Confirmation, confirmation_id, by, "drop")
    if not reason.strip():
        raise Refused(_("请写明不再申请的原因。"), field="reason")
    proceeding.moved(LIFE, row, "drop")
    row.note = reason.strip()
    row.save(update_fields=["state", "note"])
    note = _("不再申请司法确认：") + reason.strip()
    data = {"confirmation": row.pk}
    proceeding.told(LIFE, "drop", complaint, by=by, at=at, note=note, data=data)
    return row


@transaction.atomic
def remind_of_court(*, at: datetime, limit: int = 200) -> int:
    """Remind the parties once, some days ahead, of a right that ends; return how many cases."""
    today = local_day(at, get_default_timezone())
    ahead = parameters.snapshot().rule("judicial.remind", today).limit.length
    ending = Clock.objects.filter(
        key="judicial.confirm",
        state=ClockState.RUNNING,
        reminded_at=None,
        due_at__gte=at,
        due_at__lte=at + timedelta(days=ahead),
    )
    ending = ending.select_for_update(of=("self",), skip_locked=True)
    found = list(ending.select_related("complaint").order_by("due_at", "pk")[:limit])
    for clock in found:
        clock.reminded_at = at
        clock.save(update_fields=["reminded_at"])
        applied = clock.complaint.confirmations.exclude(state=ConfirmationState.DROPPED)
        if not applied.exists():
            notices.tell(clock.complaint, tellings.COURT_REMINDED, at=at)
            moving.record(Kind.COURT_REMINDED, clock.complaint, by=SYSTEM, at=at)
    return len(found)


def _to_confirm(complaint: Complaint) -> Agreement:
    agreement = complaint.agreements.filter(in_force=True, kind=AgreementKind.MEDIATION).first()
    if agreement is None:
        raise Refused(_("没有生效的调解协议。"))
    applied = Confirmation.objects.filter(agreement=agreement)
    if applied.exclude(state=ConfirmationState.DROPPED).exists():
        raise Refused(_("这份协议已经申请过司法确认。"))
    return agreement


def _in_time(day: date, last: date) -> None:
    if day > last:
        raise Refused(
            _("申请司法确认的期限到%(day)s为止（自协议生效之日起30日，法定，不能延长）。")
            % {"day": f"{last:%Y-%m-%d}"},
            field="on",
        )
