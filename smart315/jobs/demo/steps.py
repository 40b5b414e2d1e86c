"""Single steps of a case, each one action of the product at the case's present moment."""

from datetime import timedelta

from django.utils.timezone import localtime

from smart315.accounts.actors import SYSTEM, Actor, Permission
from smart315.casework import actions
from smart315.casework.actions import Terms
from smart315.casework.codes import (
    OFFERS,
    AnswerCode,
    Channel,
    Outcome,
    RejectReason,
    Resolved,
    TerminationReason,
)
from smart315.jobs.demo import telling
from smart315.jobs.demo.case import Case
from smart315.jobs.demo.stories import phrase, phrases


P = Permission
# Claims that are often met without money.
IN_KIND = frozenset({"repair", "replace", "perform"})
MIDDLE, NEARLY_ALL, ORAL_BELOW = 3, 0.8, 20_000


def file(case: Case, seed: int) -> None:
    """File the complaint through its channel."""
    filing = telling.filing(case, seed)
    receipt = actions.file(filing=filing, by=_registrar(case), at=case.now)
    case.id = receipt.complaint_id
    # Where the rules of routing took it.
    found = case.opened(SYSTEM)
    case.organisation_id = found.organisation.pk
    if found.complaint.pledge_id is not None:
        case.promised_until = found.complaint.next_due_at


def _registrar(case: Case) -> Actor:
    if case.channel is Channel.WEB:
        return case.consumer
    network = case.world.network
    station = network.stations.get(case.person.county)
    if case.channel is Channel.STATION and station is not None:
        return case.world.desk(station.pk).who(P.REGISTER_COMPLAINT, case.rng)
    there = network.associations[case.misplaced or case.place]
    return case.world.desk(there.pk).who(P.REGISTER_COMPLAINT, case.rng)


def open_portal(case: Case) -> None:
    """Let the business open the complaint."""
    actions.open_by_business(complaint_id=case.id, by=case.merchant, at=case.now)


def answer(case: Case, code: AnswerCode, fen: int = 0, days: int = 0) -> None:
    """Let the business answer from the closed list."""
    offer = code in OFFERS
    actions.answer(
        complaint_id=case.id,
        code=code,
        amount_fen=fen or None,
        promised_on=localtime(case.now).date() + timedelta(days=days) if offer else None,
        text=phrase(case.rng, "answers", code).format(**case.yuan(fen)),
        to_association=phrase(case.rng, "to_association"),
        by=case.merchant,
        at=case.now,
    )


def take(case: Case) -> None:
    """Let the consumer take the open offer."""
    offer = case.opened(case.consumer).answers[-1]
    actions.take_offer(complaint_id=case.id, answer_id=offer.pk, by=case.consumer, at=case.now)


def decline(case: Case) -> None:
    """Let the consumer decline the open offer."""
    offer = case.opened(case.consumer).answers[-1]
    actions.decline_offer(
        complaint_id=case.id,
        answer_id=offer.pk,
        reason=phrase(case.rng, "decline"),
        by=case.consumer,
        at=case.now,
    )


def withdraw(case: Case, *, satisfied: bool) -> None:
    """Let the consumer take the complaint back."""
    reason = phrase(case.rng, "withdraw", "satisfied" if satisfied else "other")
    actions.withdraw(
        complaint_id=case.id, reason=reason, satisfied=satisfied, by=case.consumer, at=case.now
    )


def confirm(case: Case, *, kept: bool) -> None:
    """Let the consumer say whether the promise was kept."""
    note = "" if kept else phrase(case.rng, "broken")
    actions.confirm_performance(
        complaint_id=case.id, kept=kept, note=note, by=case.consumer, at=case.now
    )


def judge(case: Case, scores: tuple[int, ...]) -> None:
    """Let the consumer judge the outcome."""
    score = case.rng.choice(scores)
    resolved = (
        Resolved.YES if score > MIDDLE else Resolved.PARTLY if score == MIDDLE else Resolved.NO
    )
    actions.judge(
        complaint_id=case.id,
        resolved=resolved,
        satisfaction=score,
        comment=phrase(case.rng, "judge", str(score)),
        by=case.consumer,
        at=case.now,
    )


def _verdict(score: int) -> Resolved:
    return Resolved.YES if score > MIDDLE else Resolved.NO


def accept(case: Case) -> None:
    """Take the complaint on."""
    actions.accept(complaint_id=case.id, by=case.who(P.ACCEPT_COMPLAINT), at=case.now)


def assign(case: Case) -> None:
    """Give the case to a mediator, who keeps it."""
    case.officer = case.who(P.MEDIATE)
    actions.assign(
        complaint_id=case.id,
        officer_id=case.officer.user_id or 0,
        by=case.who(P.ASSIGN_OFFICER),
        at=case.now,
    )


def reject(case: Case, code: RejectReason) -> None:
    """Propose not to take it on."""
    actions.reject(
        complaint_id=case.id,
        code=code,
        reason=phrase(case.rng, "reject", code),
        by=case.who(P.REJECT_COMPLAINT),
        at=case.now,
    )


def terminate(case: Case, code: TerminationReason) -> None:
    """Propose to end the mediation."""
    actions.terminate(
        complaint_id=case.id,
        code=code,
        reason=phrase(case.rng, "terminate", code),
        by=mediator(case),
        at=case.now,
    )


def decide_approval(case: Case, *, agree: bool = True) -> None:
    """Let another person decide what waits for approval."""
    pending = case.opened(SYSTEM).approval
    if pending is None:
        return
    by = case.who(P.APPROVE, but=pending.proposed_by_id)
    if agree:
        remark = phrase(case.rng, "approve")
        actions.approve(approval_id=pending.pk, remark=remark, by=by, at=case.now)
    else:
        remark = phrase(case.rng, "refuse")
        actions.refuse(approval_id=pending.pk, remark=remark, by=by, at=case.now)


def terms(case: Case, share: float, days: int) -> Terms:
    """Return what the parties agree on: a share of what was paid, within some days."""
    fen = max(int(case.fen * share) // 1000 * 1000, 1000)
    code = AnswerCode.REFUND if share > NEARLY_ALL else AnswerCode.PARTIAL
    wanted = case.trouble.want[0]
    if wanted in IN_KIND and case.chance(0.6):
        code, fen = AnswerCode(wanted), 0
    return Terms(
        code=code,
        amount_fen=fen,
        perform_by=localtime(case.now).date() + timedelta(days=days),
        method=phrase(case.rng, "methods", kind_of(fen)),
        text=phrase(case.rng, "terms", code if fen else "goods").format(**case.yuan(fen)),
        oral=0 < fen < ORAL_BELOW,
    )


def kind_of(fen: int) -> str:
    """Tell whether something is done with money or in kind."""
    return "money" if fen else "goods"


def propose_closing(case: Case, outcome: Outcome, recovered: int = 0) -> None:
    """Propose to close with the figures that statistics need."""
    closer = case.who(P.CLOSE_COMPLAINT)
    actions.close(
        complaint_id=case.id,
        outcome=outcome,
        recovered_fen=recovered,
        extra_compensation_fen=0,
        note=phrase(case.rng, "close"),
        by=closer,
        at=case.now,
    )


def issue_documents(case: Case) -> None:
    """Send out every document that is owed."""
    by = case.officer or case.who(P.ACCEPT_COMPLAINT)
    for document in case.opened(SYSTEM).documents:
        if document.issued_at is None:
            actions.issue_document(document_id=document.pk, by=by, at=case.now)


def call_back(case: Case) -> None:
    """Call the consumer after closing."""
    reached = case.chance(0.85)
    actions.follow_up(
        complaint_id=case.id,
        reached=reached,
        performed=True if reached else None,
        satisfaction=case.rng.choice((3, 4, 4, 5, 5)) if reached else None,
        note=phrase(case.rng, "follow_up", "reached" if reached else "missed"),
        by=case.who(P.FOLLOW_UP, but=case.officer.user_id if case.officer else None),
        at=case.now,
    )


def archive(case: Case) -> None:
    """Put the case away."""
    actions.archive(complaint_id=case.id, by=case.who(P.ARCHIVE_COMPLAINT), at=case.now)


def note(case: Case) -> None:
    """Leave a note for colleagues."""
    text = phrase(case.rng, "note")
    actions.note(complaint_id=case.id, text=text, by=mediator(case), at=case.now)


def mediator(case: Case) -> Actor:
    """Return whose case it is, or anybody who mediates there."""
    return case.officer or case.who(P.MEDIATE)


def missing(case: Case) -> list[str]:
    """Return a list of missing material."""
    found: list[str] = case.rng.choice(phrases("missing"))
    return found
