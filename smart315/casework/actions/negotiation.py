"""The direct channel: the business is told, opens, answers; the consumer takes it or leaves it."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM, Actor, ActorKind
from smart315.casework import clocks, consents, covering, notices, policies, sameness
from smart315.casework.actions import moving, receiving, rounds
from smart315.casework.actions.moving import Step
from smart315.casework.codes import OFFERS, WITH_AMOUNT, AnswerCode, ConsentMatter, FallBackReason
from smart315.casework.deadlines import MISDIRECTED, NEGOTIATION, Effect
from smart315.casework.kinds import Kind
from smart315.casework.models import Agreement, Answer, Complaint
from smart315.casework.models.agreement import AgreementKind, AnswerState
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


# Where an offer can still be taken (T06 starts at these stages).
OFFERABLE = frozenset({Stage.NEGOTIATING, Stage.INVESTIGATING})


@transaction.atomic
def settle_first(*, complaint_id: int, by: Actor, at: datetime) -> Complaint:
    """Send a complaint to the business first (T05). Raises Refused when nobody there receives."""
    complaint = moving.asked("settle_first", complaint_id, by)
    covering.cover(complaint, at=at)
    if not covering.receives(complaint):
        raise Refused(_("该经营者没有入驻或者无人接收，不能先行和解。"))
    complaint.business_may_read = True
    step = Step(("business_may_read", "covered_by", "pledge"))
    moving.made("settle_first", complaint, by=by, at=at, step=step)
    rounds.begin(complaint, at=at)
    return complaint


@transaction.atomic
def open_by_business(*, complaint_id: int, by: Actor, at: datetime) -> Complaint:
    """Note that the business has opened the complaint; later openings change nothing."""
    complaint = moving.locked(complaint_id)
    policies.may_open(by, complaint).require()
    if complaint.business_opened_at is not None:
        return complaint
    complaint.business_opened_at = at
    rounds.opened(complaint, at=at)
    responded = Effect(stops=("negotiate.respond",))
    clocks.act(complaint, responded, at=at, reason="opened")
    complaint.save(update_fields=["business_opened_at", "next_due_at", "next_due_key"])
    moving.enter(complaint, by=by, at=at, note=_("经营者打开了投诉。"))
    moving.record(Kind.OPENED_BY_BUSINESS, complaint, by=by, at=at)
    return complaint


@transaction.atomic
def answer(
    *,
    complaint_id: int,
    code: AnswerCode | str,
    amount_fen: int | None,
    promised_on: date | None,
    text: str,
    by: Actor,
    at: datetime,
    to_association: str = "",
    in_advance: bool = False,
) -> Complaint:
    """Answer from the closed list; an offer says how much and by when. Raises Refused.

    `in_advance` offers the amount as 先行赔付, where the pledge has it.
    """
    complaint = moving.locked(complaint_id)
    policies.may_answer(by, complaint).require()
    chosen = _checked(complaint, code, amount_fen, promised_on, at)
    _check_words(chosen, text)
    if in_advance:
        _check_advance(complaint, chosen, amount_fen, by)
    _close_open_offer(complaint, AnswerState.REPLACED, at)
    open_offer = chosen in OFFERS and complaint.stage in OFFERABLE
    Answer.objects.create(
        complaint=complaint,
        code=chosen,
        amount_fen=amount_fen,
        promised_on=promised_on,
        in_advance=in_advance,
        text=text.strip(),
        to_association=to_association.strip(),
        by=by.label,
        at=at,
        state=AnswerState.OPEN if open_offer else AnswerState.FINAL,
    )
    rounds.answered(complaint, at=at)
    given = Effect(stops=("negotiate.respond", "negotiate.plan", "business.reply"))
    clocks.act(complaint, given, at=at, reason="answered")
    complaint.save(update_fields=["next_due_at", "next_due_key"])
    moving.enter(complaint, by=by, at=at, note=_said(chosen, text, in_advance=in_advance))
    data = {"code": str(chosen), "amount_fen": amount_fen, "in_advance": in_advance}
    moving.record(Kind.ANSWERED, complaint, by=by, at=at, data=data)
    notices.tell(complaint, notices.ANSWERED, at=at)
    if complaint.stage == Stage.NEGOTIATING and chosen not in OFFERS:
        fall_back(complaint, _why_refused(chosen), by=by, at=at)
    return complaint


@transaction.atomic
def take_offer(*, complaint_id: int, answer_id: int, by: Actor, at: datetime) -> Complaint:
    """Accept the open offer: the parties have settled (T06). Silence is never consent."""
    complaint = moving.locked(complaint_id)
    policies.may_decide_offer(by, complaint).require()
    consents.given(complaint, ConsentMatter.AGREE).require()
    offer = _open_offer(complaint, answer_id)
    offer.state, offer.decided_at = AnswerState.TAKEN, at
    offer.save(update_fields=["state", "decided_at"])
    day = offer.promised_on or local_day(at, get_default_timezone())
    # A date that has passed while the offer lay open leaves the business the day itself.
    perform_by = max(day, local_day(at, get_default_timezone()))
    # A case that was taken up again may bring an agreement along.
    complaint.agreements.filter(in_force=True).update(in_force=False)
    Agreement.objects.create(
        complaint=complaint,
        business_id=complaint.business_id,
        kind=AgreementKind.SETTLEMENT,
        code=offer.code,
        amount_fen=offer.amount_fen or 0,
        perform_by=perform_by,
        in_advance=offer.in_advance,
        text=offer.text,
        payee_hash=sameness.account_hash(offer.text),
        made_at=at,
        made_by=by.label,
    )
    step = Step(note=str(AnswerCode(offer.code).label), perform_by=perform_by)
    return moving.made("settle", complaint, by=by, at=at, step=step)


@transaction.atomic
def decline_offer(
    *, complaint_id: int, answer_id: int, reason: str, by: Actor, at: datetime
) -> Complaint:
    """Decline the open offer; the business may make another until the period ends."""
    complaint = moving.locked(complaint_id)
    policies.may_decide_offer(by, complaint).require()
    offer = _open_offer(complaint, answer_id)
    offer.state, offer.decided_at = AnswerState.DECLINED, at
    offer.save(update_fields=["state", "decided_at"])
    note = _("没有接受商家的方案。") + reason.strip()
    moving.enter(complaint, by=by, at=at, note=note)
    moving.record(Kind.OFFER_DECLINED, complaint, by=by, at=at, data={"answer": offer.pk})
    notices.tell(complaint, (notices.DECLINED,), at=at)
    return complaint


@transaction.atomic
def opt_out(*, complaint_id: int, by: Actor, at: datetime) -> Complaint:
    """Leave the direct channel: the association takes over (T07)."""
    complaint = moving.locked(complaint_id)
    policies.may_opt_out(by, complaint).require()
    return fall_back(complaint, FallBackReason.OPT_OUT, by=by, at=at)


@transaction.atomic
def fall_back_by_itself(*, complaint_id: int, at: datetime) -> Complaint:
    """End a direct channel whose time is over; the reason says which silence it was."""
    complaint = moving.asked("fall_back", complaint_id, SYSTEM)
    if rounds.was_answered(complaint):
        reason = FallBackReason.PERIOD_ENDED
    elif complaint.business_opened_at is not None:
        reason = FallBackReason.OPENED_SILENT
    else:
        reason = FallBackReason.NEVER_OPENED
    return fall_back(complaint, reason, by=SYSTEM, at=at, note=_by_itself(complaint, reason))


def fall_back(
    complaint: Complaint, reason: FallBackReason, *, by: Actor, at: datetime, note: str = ""
) -> Complaint:
    """Hand a complaint that was asked for (T07) over to the association that is to receive it.

    Where the business says that it is another's matter, the consumer may name the other first.
    """
    _close_open_offer(complaint, AnswerState.DECLINED, at)
    complaint.fall_back_reason = reason
    misdirected = reason == FallBackReason.WRONG_BUSINESS
    if misdirected:
        # Whoever says the matter is not theirs reads no further in it.
        complaint.business_may_read = False
    moved = receiving.choose_again(complaint, by=by, at=at)
    step = Step(
        ("fall_back_reason", "business_may_read", "organisation"),
        note=note or str(reason.label),
        data={"reason": str(reason), "organisation": complaint.organisation_id, "moved": moved},
        effect=MISDIRECTED if misdirected and by.kind is ActorKind.BUSINESS else None,
    )
    moving.made("fall_back", complaint, by=by, at=at, step=step)
    if step.effect is not None:
        notices.tell(complaint, notices.MISDIRECTED, at=at)
    return complaint


def _checked(
    complaint: Complaint,
    code: AnswerCode | str,
    amount_fen: int | None,
    promised_on: date | None,
    at: datetime,
) -> AnswerCode:
    if complaint.business_opened_at is None:
        raise Refused(_("请先打开投诉，再作答复。"))
    if code not in AnswerCode.values:
        raise Refused(_("请选择一项答复。"), field="code")
    chosen = AnswerCode(code)
    if chosen in WITH_AMOUNT and not amount_fen:
        raise Refused(_("请写明金额。"), field="amount")
    if amount_fen is not None and amount_fen < 0:
        raise Refused(_("金额不能是负数。"), field="amount")
    if chosen in OFFERS:
        if promised_on is None:
            raise Refused(_("请写明承诺在哪一天之前办到。"), field="promised_on")
        if promised_on < local_day(at, get_default_timezone()):
            raise Refused(_("承诺的日期不能早于今天。"), field="promised_on")
    return chosen


def _check_words(chosen: AnswerCode, text: str) -> None:
    if chosen not in OFFERS and not text.strip():
        raise Refused(_("请向消费者说明不同意的理由。"), field="text")


def _said(chosen: AnswerCode, text: str, *, in_advance: bool) -> str:
    label = str(chosen.label)
    said = _("%(what)s（先行赔付）") % {"what": label} if in_advance else label
    return f"{said}。{text.strip()}"


def _check_advance(
    complaint: Complaint, chosen: AnswerCode, amount_fen: int | None, by: Actor
) -> None:
    policies.may_pay_in_advance(by, complaint).require()
    if chosen not in OFFERS or not amount_fen:
        raise Refused(_("先行赔付须选择一项“同意”的答复，并写明金额。"), field="in_advance")


def _by_itself(complaint: Complaint, reason: FallBackReason) -> str:
    """Say which silence it was, until when the business had time, and what follows."""
    # The limit that is over is the one that is not watched any more.
    ours = complaint.clocks.filter(key__in=NEGOTIATION)
    until = ours.order_by(F("watch_at").asc(nulls_first=True), "-due_at").first()
    day = f"{localtime(until.due_at):%Y-%m-%d %H:%M}" if until else ""
    return _("%(reason)s（期限至%(until)s）。系统已自动转入消协处理，") % {
        "reason": reason.label,
        "until": day,
    }


def _why_refused(code: AnswerCode) -> FallBackReason:
    wrong = code == AnswerCode.WRONG_BUSINESS
    return FallBackReason.WRONG_BUSINESS if wrong else FallBackReason.REFUSED


def _open_offer(complaint: Complaint, answer_id: int) -> Answer:
    offer = complaint.answers.filter(pk=answer_id, state=AnswerState.OPEN).first()
    if offer is None:
        raise Refused(_("这个方案已经答复过，或者商家已经更改。请查看最新的方案。"))
    return offer


def _close_open_offer(complaint: Complaint, state: AnswerState, at: datetime) -> None:
    complaint.answers.filter(state=AnswerState.OPEN).update(state=state, decided_at=at)
