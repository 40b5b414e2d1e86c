"""Whether what was promised was done: said by the business, confirmed or disputed (T17, T18)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM, Actor
from smart315.casework import events, notices, policies, promises
from smart315.casework.actions import closing, moving, negotiation
from smart315.casework.actions.moving import Step
from smart315.casework.codes import FallBackReason, Outcome
from smart315.casework.events import EventType
from smart315.casework.kinds import Kind
from smart315.casework.models import Agreement, Complaint, Obligation
from smart315.casework.proceedings import ObligationState
from smart315.casework.states import Stage
from smart315.kernel import money
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


@transaction.atomic
def claim_performance(
    *,
    complaint_id: int,
    note: str,
    by: Actor,
    at: datetime,
    advance_fen: int | None = None,
    advance_on: date | None = None,
) -> Complaint:
    """Say that what was agreed is done; the consumer is asked. Raises Refused without a word.

    `advance_fen` and `advance_on` say that a platform paid in advance (先行赔付), where its pledge
    has it.
    """
    complaint = moving.locked(complaint_id)
    policies.may_prove_performance(by, complaint).require()
    agreement = _in_force(complaint)
    if not note.strip():
        raise Refused(_("请说明怎样履行的，例如退款的时间和方式。"), field="note")
    agreement.claimed_at, agreement.claimed_note = at, note.strip()
    if advance_fen is not None or advance_on is not None:
        policies.may_pay_in_advance(by, complaint).require()
        _pay_in_advance(agreement, advance_fen, advance_on, at)
    agreement.save(update_fields=["claimed_at", "claimed_note", "advance_fen", "advance_on"])
    moving.enter(complaint, by=by, at=at, note=_said_done(agreement) + note.strip())
    moving.record(Kind.PERFORMANCE_CLAIMED, complaint, by=by, at=at)
    notices.tell(complaint, notices.CLAIMED, at=at)
    return complaint


@transaction.atomic
def confirm_performance(
    *,
    complaint_id: int,
    kept: bool,
    by: Actor,
    at: datetime,
    note: str = "",
    partly: bool = False,
) -> Complaint:
    """Tell whether the promise was kept, in the consumer's own word. Raises Refused.

    `partly` says of one not kept that some of it was.
    """
    complaint = moving.locked(complaint_id)
    policies.may_confirm_performance(by, complaint).require()
    if not kept:
        return _dispute(complaint, note, by, at, partly=partly)
    if complaint.stage != Stage.SETTLED:
        return _verified(complaint, note, by, at)
    agreement = _in_force(complaint)
    agreement.performed_at = at
    agreement.save(update_fields=["performed_at"])
    moving.enter(complaint, by=by, at=at, note=_("投诉人确认已履行。") + note.strip())
    events.tell(EventType.PERFORMANCE_CONFIRMED, complaint, at=at)
    arguments = {
        "outcome": str(Outcome.SETTLED),
        "recovered_fen": agreement.amount_fen,
        "extra_compensation_fen": agreement.extra_fen,
        "note": "",
    }
    return closing.do_close(complaint, arguments, SYSTEM, at)


@transaction.atomic
def verify_performance(*, complaint_id: int, note: str, by: Actor, at: datetime) -> Complaint:
    """Note that an agreement was performed, as an officer has seen proved (T17)."""
    complaint = moving.asked("verify_performance", complaint_id, by)
    return _verified(complaint, note, by, at)


@transaction.atomic
def mark_default(*, complaint_id: int, by: Actor, at: datetime, note: str = "") -> Complaint:
    """Note that an agreement was not performed in time (T18). Raises Refused before that."""
    complaint = moving.asked("default", complaint_id, by)
    clock = complaint.clocks.filter(key="perform.due", state="running").first()
    if clock is not None and clock.due_at >= at:
        raise Refused(_("履行期限尚未届满。"))
    agreement = _in_force(complaint)
    agreement.broken_at = at
    agreement.save(update_fields=["broken_at"])
    Obligation.objects.filter(
        text__agreement=agreement,
        state=ObligationState.DUE,
        due_on__lt=local_day(at, get_default_timezone()),
    ).update(state=ObligationState.BROKEN)
    return moving.made("default", complaint, by=by, at=at, step=Step(note=note.strip()))


def all_done(complaint: Complaint, by: Actor, at: datetime) -> Complaint:
    """Note that the last thing that was owed is done: the agreement is performed (T17)."""
    return _verified(complaint, "", by, at)


@transaction.atomic
def ask_promises(*, at: datetime, limit: int = 200) -> int:
    """Ask the consumers whose promise falls due today whether it was kept; return how many.

    Once a promise. Silence is neither kept nor broken.
    """
    today = local_day(at, get_default_timezone())
    due = Agreement.objects.filter(
        in_force=True,
        asked_at=None,
        performed_at=None,
        broken_at=None,
        disputed_at=None,
        perform_by__lte=today,
        complaint__stage__in=[Stage.SETTLED, Stage.AGREED],
    )
    due = due.select_for_update(of=("self",), skip_locked=True).select_related("complaint")
    asked = list(due.order_by("perform_by", "pk")[:limit])
    for agreement in asked:
        agreement.asked_at = at
        agreement.save(update_fields=["asked_at"])
        complaint = agreement.complaint
        notices.tell_promise(complaint, promises.token(agreement), at=at)
        moving.record(Kind.PROMISE_ASKED, complaint, by=SYSTEM, at=at)
    return len(asked)


def _pay_in_advance(
    agreement: Agreement, amount_fen: int | None, paid_on: date | None, at: datetime
) -> None:
    """Note on the agreement what a platform paid before anybody's duty was settled."""
    if not amount_fen or amount_fen < 0:
        raise Refused(_("请写明先行赔付的金额。"), field="advance_amount")
    if paid_on is None or paid_on > local_day(at, get_default_timezone()):
        raise Refused(_("请写明先行赔付的日期，不能晚于今天。"), field="advance_on")
    agreement.advance_fen, agreement.advance_on = amount_fen, paid_on


def _said_done(agreement: Agreement) -> str:
    if agreement.advance_on is None:
        return _("经营者称已履行：")
    return _("平台称已于%(day)s先行赔付%(amount)s元：") % {
        "day": agreement.advance_on,
        "amount": money.yuan(agreement.advance_fen or 0),
    }


def _dispute(
    complaint: Complaint, note: str, by: Actor, at: datetime, *, partly: bool
) -> Complaint:
    """Note that it was not kept: broken, or in dispute where the business says it was."""
    agreement = _in_force(complaint)
    settled = complaint.stage == Stage.SETTLED
    agreement.partly = partly
    if settled and agreement.claimed_at is None:
        agreement.broken_at = at
    else:
        agreement.disputed_at = at
    agreement.in_force = not settled
    agreement.save(update_fields=["broken_at", "disputed_at", "partly", "in_force"])
    said = _("投诉人称只履行了一部分。") if partly else _("投诉人称没有履行。")
    moving.enter(complaint, by=by, at=at, note=said + note.strip())
    if settled:
        reason = FallBackReason.PROMISE_BROKEN
        return negotiation.fall_back(complaint, reason, by=by, at=at)
    moving.record(Kind.PERFORMANCE_DISPUTED, complaint, by=by, at=at)
    notices.tell(complaint, (notices.DISPUTED,), at=at)
    return complaint


def _verified(complaint: Complaint, note: str, by: Actor, at: datetime) -> Complaint:
    agreement = _in_force(complaint)
    agreement.performed_at = at
    agreement.save(update_fields=["performed_at"])
    # Who confirms the whole confirms what is still open of it.
    rest = Obligation.objects.filter(text__agreement=agreement)
    rest.exclude(state=ObligationState.DONE).update(
        state=ObligationState.DONE, paid_fen=F("amount_fen"), done_at=at
    )
    step = Step(note=note.strip(), data={"amount_fen": agreement.amount_fen})
    return moving.made("verify_performance", complaint, by=by, at=at, step=step)


def _in_force(complaint: Complaint) -> Agreement:
    agreement = complaint.agreements.filter(in_force=True).first()
    if agreement is None:
        raise Refused(_("没有正在履行的协议。"))
    return agreement
