"""Proposals and counter-proposals of both sides and the mediator, and messages by audience."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.casework import agency, rights
from smart315.casework.actions import drafting, moving, proceeding
from smart315.casework.codes import OFFERS, WITH_AMOUNT, AnswerCode, Audience, Power, Side
from smart315.casework.kinds import Kind
from smart315.casework.models import Complaint, Entry, Proposal
from smart315.casework.proceedings import ProposalState
from smart315.kernel import money
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


LIFE = "proposal"
OTHER = {Side.CONSUMER: Side.BUSINESS, Side.BUSINESS: Side.CONSUMER}


@dataclass(frozen=True)
class Offer:
    """What somebody proposes; the amount is in fen."""

    code: AnswerCode | str
    perform_by: date
    amount_fen: int = 0
    method: str = ""
    text: str = ""


@transaction.atomic
def propose(
    *,
    complaint_id: int,
    offer: Offer,
    by: Actor,
    at: datetime,
    audience: Audience | str = Audience.ALL,
    counters: int | None = None,
) -> Proposal:
    """Propose, or answer a proposal by another; a mediator may sound out one side alone."""
    complaint = proceeding.begun(LIFE, complaint_id, by)
    side = rights.side_of(by)
    _check(offer, local_day(at, get_default_timezone()))
    reach = Audience(audience) if side is Side.MEDIATOR else Audience.ALL
    if reach is Audience.INTERNAL:
        raise Refused(_("方案应当告诉至少一方。"), field="audience")
    answered = _answered(complaint, counters, side, at) if counters else None
    proposal = Proposal.objects.create(
        complaint=complaint,
        side=side,
        audience=reach,
        answers=answered,
        code=offer.code,
        amount_fen=offer.amount_fen,
        perform_by=offer.perform_by,
        method=offer.method.strip(),
        text=offer.text.strip(),
        by=by.label,
        at=at,
        consumer_accepted_at=at if side is Side.CONSUMER else None,
        business_accepted_at=at if side is Side.BUSINESS else None,
    )
    data = {"proposal": proposal.pk, "side": str(side), "amount_fen": proposal.amount_fen}
    move = "counter" if answered else "open"
    # It stands among the talks by itself: the history does not say it a second time.
    proceeding.told(LIFE, move, complaint, by=by, at=at, data=data)
    return proposal


@transaction.atomic
def accept_proposal(
    *,
    proposal_id: int,
    by: Actor,
    at: datetime,
    on_behalf: Side | str = "",
    agent_id: int | None = None,
) -> Proposal:
    """Accept; with the last needed word it becomes the draft of an agreement.

    A mediator notes what a party said to them: `on_behalf` names the party, `agent_id` the agent
    who said it. Raises Refused for an agent whose letter does not reach so far.
    """
    proposal, complaint = proceeding.found(LIFE, Proposal, proposal_id, by, "accept")
    rights.may_use_power(by, Power.SETTLE).require()
    side = _speaker(by, on_behalf)
    if side not in needed(proposal):
        raise Refused(_("这个方案不需要由您接受。"))
    spoke = agent_id or agency.of_account(complaint, by.user_id, at)
    agency.signer(complaint, side, local_day(at, get_default_timezone()), spoke)
    name = f"{side}_accepted_at"
    setattr(proposal, name, getattr(proposal, name) or at)
    waits = [each for each in needed(proposal) if getattr(proposal, f"{each}_accepted_at") is None]
    if not waits:
        proceeding.moved(LIFE, proposal, "accept")
        proposal.decided_at = at
    proposal.save()
    note = _("%(side)s接受方案：%(what)s") % {"side": side.label, "what": in_words(proposal)}
    data = {"proposal": proposal.pk, "side": str(side), "final": not waits}
    proceeding.told(
        LIFE, "accept", complaint, by=by, at=at, note=note, audience=Audience(proposal.audience),
        data=data,
    )  # fmt: skip
    if not waits and proposal.audience == Audience.ALL:
        drafting.begin_from(proposal, complaint, by, at)
    return proposal


@transaction.atomic
def decline_proposal(
    *, proposal_id: int, reason: str, by: Actor, at: datetime, on_behalf: Side | str = ""
) -> Proposal:
    """Decline, with a word why; another proposal may follow."""
    proposal, complaint = proceeding.found(LIFE, Proposal, proposal_id, by, "decline")
    side = _speaker(by, on_behalf)
    if side not in needed(proposal):
        raise Refused(_("这个方案不需要由您答复。"))
    _end(proposal, "decline", at, reason)
    note = _("%(side)s没有接受方案。") % {"side": side.label} + reason.strip()
    data = {"proposal": proposal.pk, "side": str(side)}
    proceeding.told(
        LIFE, "decline", complaint, by=by, at=at, note=note, audience=Audience(proposal.audience),
        data=data,
    )  # fmt: skip
    return proposal


@transaction.atomic
def take_back_proposal(*, proposal_id: int, by: Actor, at: datetime) -> Proposal:
    """Take back what was proposed and not yet accepted, by the side that made it."""
    proposal, complaint = proceeding.found(LIFE, Proposal, proposal_id, by, "take_back")
    if proposal.side != rights.side_of(by):
        raise Refused(_("只能收回自己一方提出的方案。"))
    _end(proposal, "take_back", at)
    proceeding.told(
        LIFE, "take_back", complaint, by=by, at=at, note=_("收回方案。"),
        audience=Audience(proposal.audience), data={"proposal": proposal.pk},
    )  # fmt: skip
    return proposal


@transaction.atomic
def say(
    *, complaint_id: int, text: str, audience: Audience | str, by: Actor, at: datetime
) -> Entry:
    """Write to those whom the one table of audiences lets one write to. Raises Refused."""
    complaint = moving.locked(complaint_id)
    if audience not in Audience.values:
        raise Refused(_("请选择留言给谁看。"), field="audience")
    rights.may_say(by, complaint, Audience(audience)).require()
    if not text.strip():
        raise Refused(_("请填写内容。"), field="text")
    entry = moving.enter(complaint, by=by, at=at, note=text.strip(), audience=Audience(audience))
    moving.record(Kind.NOTED, complaint, by=by, at=at, data={"audience": str(audience)})
    return entry


def needed(proposal: Proposal) -> tuple[Side, ...]:
    """Return who must accept: the other side; for the mediator's, whoever was addressed."""
    if proposal.side in OTHER:
        return (OTHER[Side(proposal.side)],)
    addressed = {Audience.CONSUMER: (Side.CONSUMER,), Audience.BUSINESS: (Side.BUSINESS,)}
    return addressed.get(Audience(proposal.audience), (Side.CONSUMER, Side.BUSINESS))


def in_words(proposal: Proposal) -> str:
    """Return a proposal as one sentence."""
    amount = money.with_unit(proposal.amount_fen) if proposal.amount_fen else ""
    return _("%(side)s提出：%(what)s%(amount)s，%(day)s前。%(text)s") % {
        "side": Side(proposal.side).label,
        "what": AnswerCode(proposal.code).label,
        "amount": amount,
        "day": f"{proposal.perform_by:%Y-%m-%d}",
        "text": proposal.text,
    }


def _speaker(by: Actor, on_behalf: Side | str) -> Side:
    side = rights.side_of(by)
    if side is not Side.MEDIATOR:
        return side
    if on_behalf not in OTHER:
        raise Refused(_("请选择代哪一方登记。"), field="on_behalf")
    return Side(on_behalf)


def _answered(complaint: Complaint, proposal_id: int, side: Side, at: datetime) -> Proposal:
    proposal = complaint.proposals.filter(pk=proposal_id).first()
    if proposal is None or proposal.state != ProposalState.OPEN:
        raise Refused(_("您要答复的方案已经变化，请刷新页面。"))
    if side is not Side.MEDIATOR and side not in needed(proposal):
        raise Refused(_("不能对自己一方的方案提反方案；请先收回再提出。"))
    _end(proposal, "counter", at)
    return proposal


def _end(proposal: Proposal, move: str, at: datetime, reason: str = "") -> None:
    proceeding.moved(LIFE, proposal, move)
    proposal.decided_at, proposal.reason = at, reason.strip()
    proposal.save(update_fields=["state", "decided_at", "reason"])


def _check(offer: Offer, today: date) -> None:
    if offer.code not in {str(each) for each in OFFERS}:
        raise Refused(_("请选择方案的内容。"), field="code")
    if offer.amount_fen < 0:
        raise Refused(_("金额不能是负数。"), field="amount")
    if offer.code in WITH_AMOUNT and not offer.amount_fen:
        raise Refused(_("请写明金额。"), field="amount")
    if offer.perform_by < today:
        raise Refused(_("履行日期不能早于今天。"), field="perform_by")
