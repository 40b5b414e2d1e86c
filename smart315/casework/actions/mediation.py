"""Assign, hear the business, mediate, note a settlement, end without agreement (T12-T16).

An agreement in mediation is concluded in `drafting` alone, whose checks nobody passes by (T15).
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor, Permission
from smart315.casework import clocks, consents, notices, policies, sameness
from smart315.casework.actions import moving, recusals
from smart315.casework.actions.moving import Step
from smart315.casework.actions.proposing import Arguments, through
from smart315.casework.codes import (
    OFFERS,
    WITH_AMOUNT,
    AnswerCode,
    Audience,
    ConsentMatter,
    SuspendReason,
    TerminationReason,
)
from smart315.casework.deadlines import Effect
from smart315.casework.kinds import Kind
from smart315.casework.models import Agreement, Complaint
from smart315.casework.models.agreement import AgreementKind
from smart315.casework.models.clock import ClockState
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


@dataclass(frozen=True)
class Terms:
    """What is to be done, how much, how and until when: nothing may be left unclear (ME-08)."""

    code: AnswerCode | str
    amount_fen: int
    perform_by: date
    method: str
    text: str = ""
    extra_fen: int = 0
    oral: bool = False


@transaction.atomic
def assign(*, complaint_id: int, officer_id: int, by: Actor, at: datetime) -> Complaint:
    """Give an accepted complaint to a mediator of the organisation (T12). Raises Refused."""
    complaint = moving.asked("assign", complaint_id, by)
    staff = accounts.staff(complaint.organisation_id, Permission.MEDIATE)
    officer = next((each for each in staff if each.pk == officer_id), None)
    if officer is None:
        raise Refused(_("请选择本组织的调解员。"), field="officer")
    recusals.check_ties(complaint, officer, field="officer")
    complaint.officer = officer
    step = Step(("officer",), note=str(officer), audience=Audience.INTERNAL)
    step.data = {"officer": officer.pk}
    return moving.made("assign", complaint, by=by, at=at, step=step)


@transaction.atomic
def invite_business(*, complaint_id: int, by: Actor, at: datetime) -> Complaint:
    """Ask the business for its side (实施条例 §40); it reads the complaint from now on."""
    complaint = moving.locked(complaint_id)
    policies.may_invite(by, complaint).require()
    if complaint.clocks.filter(key="business.reply", state__in=clocks.WORKING).exists():
        raise Refused(_("已经通知过经营者，正在等待答复。"))
    complaint.business_may_read = True
    complaint.business_invited_at = complaint.business_invited_at or at
    clocks.act(complaint, Effect(starts=("business.reply",)), at=at, reason="invited")
    complaint.save(
        update_fields=[
            "business_may_read", "business_invited_at", "next_due_at", "next_due_key",
        ]
    )  # fmt: skip
    moving.enter(complaint, by=by, at=at, note=_("消协请经营者说明情况。"))
    moving.record(Kind.BUSINESS_INVITED, complaint, by=by, at=at)
    notices.tell(complaint, (notices.INVITED,), at=at)
    return complaint


@transaction.atomic
def start_mediation(
    *,
    complaint_id: int,
    meeting_at: datetime | None,
    place: str,
    consumer_agrees: bool,
    business_agrees: bool,
    by: Actor,
    at: datetime,
) -> Complaint:
    """Open mediation, which both parties want (人民调解法 §17; T13). Raises Refused."""
    complaint = moving.asked("start_mediation", complaint_id, by)
    for field, agrees in (
        ("consumer_agrees", consumer_agrees),
        ("business_agrees", business_agrees),
    ):
        if not agrees:
            raise Refused(_("调解须双方自愿：一方不同意的，不得调解。"), field=field)
    if not place.strip():
        raise Refused(_("请写明调解的地点或者方式。"), field="place")
    if meeting_at is not None and meeting_at < at:
        raise Refused(_("调解时间不能早于现在。"), field="meeting_at")
    when = f"{localtime(meeting_at):%Y-%m-%d %H:%M}" if meeting_at else _("另行约定")
    note = _("调解时间：%(when)s；地点或者方式：%(place)s。") % {
        "when": when,
        "place": place.strip(),
    }
    return moving.made("start_mediation", complaint, by=by, at=at, step=Step(note=note))


@transaction.atomic
def suspend(
    *, complaint_id: int, reason: SuspendReason | str, note: str, by: Actor, at: datetime
) -> Complaint:
    """Stop mediation for a while; its limit stands still (实施条例 §46; T14). Raises Refused."""
    complaint = moving.asked("suspend", complaint_id, by)
    if reason not in SuspendReason.values:
        raise Refused(_("请选择中止的原因。"), field="reason")
    chosen = SuspendReason(reason)
    text = f"{chosen.label}。{note.strip()}"
    step = Step(note=text, data={"reason": str(chosen)})
    return moving.made("suspend", complaint, by=by, at=at, step=step)


@transaction.atomic
def resume(*, complaint_id: int, note: str, by: Actor, at: datetime) -> Complaint:
    """Go on with mediation; the paused time is given back (T14)."""
    complaint = moving.asked("resume", complaint_id, by)
    return moving.made("resume", complaint, by=by, at=at, step=Step(note=note.strip()))


@transaction.atomic
def record_settlement(*, complaint_id: int, terms: Terms, by: Actor, at: datetime) -> Complaint:
    """Record that the parties settled while the case was being looked into (T06)."""
    complaint = moving.asked("settle", complaint_id, by)
    consents.given(complaint, ConsentMatter.AGREE).require()
    _write_settlement(complaint, terms, by, at)
    return moving.made("settle", complaint, by=by, at=at, step=_step_of(terms))


def terminate(
    *, complaint_id: int, code: TerminationReason | str, reason: str, by: Actor, at: datetime
) -> Complaint:
    """End without agreement, with a code of the closed list (T16). Raises Refused."""
    arguments = {"code": str(code), "reason": reason.strip()}
    return through(
        "terminate",
        complaint_id,
        arguments,
        by=by,
        at=at,
        check=check_terminate,
        perform=do_terminate,
    )


def check_terminate(complaint: Complaint, arguments: Arguments, at: datetime) -> None:
    """Raise Refused for an unknown code, a missing reason, or a period that is not over (M05)."""
    if arguments["code"] not in TerminationReason.values:
        raise Refused(_("请选择终止调解的理由。"), field="code")
    if not arguments["reason"]:
        raise Refused(_("请写明终止调解的具体情况，双方会看到。"), field="reason")
    if arguments["code"] == TerminationReason.M05:
        clock = complaint.clocks.filter(key="mediation.limit", state__in=clocks.WORKING).first()
        # A period that stands still does not end.
        if clock is not None and (clock.state == ClockState.PAUSED or clock.due_at >= at):
            raise Refused(_("调解期限尚未届满，不能以期限届满为由终止。"), field="code")


def do_terminate(complaint: Complaint, arguments: Arguments, by: Actor, at: datetime) -> Complaint:
    """End, once approved or where no approval is wanted."""
    code = TerminationReason(arguments["code"])
    complaint.termination_reason = code
    note = f"{code.label}。{arguments['reason']}"
    step = Step(("termination_reason",), note=note, data={"code": str(code)})
    return moving.made("terminate", complaint, by=by, at=at, step=step)


def _write_settlement(complaint: Complaint, terms: Terms, by: Actor, at: datetime) -> Agreement:
    _check(terms, local_day(at, get_default_timezone()))
    complaint.agreements.filter(in_force=True).update(in_force=False)
    return Agreement.objects.create(
        complaint=complaint,
        business_id=complaint.business_id,
        kind=AgreementKind.SETTLEMENT,
        code=terms.code,
        amount_fen=terms.amount_fen,
        extra_fen=terms.extra_fen,
        method=terms.method.strip(),
        payee_hash=sameness.account_hash(terms.method, terms.text),
        perform_by=terms.perform_by,
        text=terms.text.strip(),
        oral=terms.oral,
        made_at=at,
        made_by=by.label,
    )


def _check(terms: Terms, today: date) -> None:
    if terms.code not in {str(each) for each in OFFERS}:
        raise Refused(_("请选择协议内容。"), field="code")
    if terms.amount_fen < 0 or terms.extra_fen < 0:
        raise Refused(_("金额不能是负数。"), field="amount")
    if terms.code in WITH_AMOUNT and not terms.amount_fen:
        raise Refused(_("请写明金额：金额不明确的协议，法院不予确认。"), field="amount")
    if terms.extra_fen > terms.amount_fen:
        raise Refused(_("增加赔偿包含在总金额之内，不能大于总金额。"), field="extra")
    if not terms.method.strip():
        raise Refused(_("请写明由谁、以什么方式履行。"), field="method")
    if terms.perform_by < today:
        raise Refused(_("履行期限不能早于今天。"), field="perform_by")


def _step_of(terms: Terms) -> Step:
    note = _("%(what)s；履行方式：%(method)s。%(text)s") % {
        "what": AnswerCode(terms.code).label,
        "method": terms.method.strip(),
        "text": terms.text.strip(),
    }
    data = {"code": str(terms.code), "amount_fen": terms.amount_fen}
    return Step(note=note, data=data, perform_by=terms.perform_by)
