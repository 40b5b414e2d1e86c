"""What happens to a case at the association, from the decision to accept it to the archive."""

from datetime import timedelta

from smart315.accounts.actors import Permission
from smart315.casework import actions
from smart315.casework.codes import (
    AnswerCode,
    Outcome,
    RejectReason,
    SuspendReason,
    TerminationReason,
)
from smart315.jobs.demo import agreeing, steps
from smart315.jobs.demo.case import Case, Life
from smart315.jobs.demo.stories import phrase


P = Permission
ENDINGS = {"agree": 50, "settle": 24, "terminate": 18, "suspend": 8}
GLAD, SO_SO, SORRY = (4, 5, 5), (2, 3, 4), (1, 1, 2, 3)
TERMINATIONS = {
    TerminationReason.M02: 50, TerminationReason.M03: 40, TerminationReason.M04: 10,
}  # fmt: skip


def handled(case: Case, ending: str = "") -> Life:
    """Accept, assign, hear the business, then one of the endings."""
    yield case.office(0, 4)
    steps.accept(case)
    yield case.office(0, 1)
    steps.assign(case)
    steps.issue_documents(case)
    if case.trader is not None:
        yield from _heard(case)
    if case.chance(0.25):
        yield case.office(1, 3)
        steps.note(case)
    chosen = ending or case.rng.choices(list(ENDINGS), list(ENDINGS.values()))[0]
    if chosen == "terminate" and case.chance(0.4):
        yield from terminated(case)
    elif chosen == "settle":
        yield from settled_meanwhile(case)
    else:
        yield from mediated(case, chosen)


def _heard(case: Case) -> Life:
    yield case.office(0, 2)
    actions.invite_business(complaint_id=case.id, by=steps.mediator(case), at=case.now)
    if case.trader is None or not case.trader.joined or case.chance(0.25):
        return
    yield case.awake(3, 60)
    steps.open_portal(case)
    if case.chance(0.8):
        yield case.awake(1, 40)
        codes = (AnswerCode.REFUSE_NO_FAULT, AnswerCode.REFUSE_MISUSE, AnswerCode.REFUSE_NO_DUTY)
        steps.answer(case, case.rng.choice(codes))


def mediated(case: Case, ending: str) -> Life:
    """Bring the parties together, with a pause when something must be tested."""
    yield case.office(3, 9)
    actions.start_mediation(
        complaint_id=case.id,
        meeting_at=case.now + timedelta(days=case.rng.randint(3, 8), hours=1),
        place=phrase(case.rng, "places"),
        consumer_agrees=True,
        business_agrees=True,
        by=steps.mediator(case),
        at=case.now,
    )
    if ending == "suspend":
        yield from _suspended(case)
    yield case.office(4, 14)
    if ending == "terminate":
        yield from _ended_without(case)
        return
    terms = steps.terms(case, case.rng.choice((0.4, 0.5, 0.7, 1.0, 1.0)), case.rng.randint(3, 15))
    agreeing.agree(case, terms)
    yield from _performed(case, terms.amount_fen, kept=not case.chance(0.14))


def _suspended(case: Case) -> Life:
    yield case.office(2, 5)
    reason = case.rng.choice((SuspendReason.APPRAISAL, SuspendReason.APPRAISAL,
                              SuspendReason.FORCE_MAJEURE))  # fmt: skip
    actions.suspend(
        complaint_id=case.id,
        reason=reason,
        note=phrase(case.rng, "suspend", reason),
        by=steps.mediator(case),
        at=case.now,
    )
    yield case.office(8, 20)
    actions.resume(
        complaint_id=case.id,
        note=phrase(case.rng, "resumed"),
        by=steps.mediator(case),
        at=case.now,
    )


def _performed(case: Case, fen: int, *, kept: bool) -> Life:
    if not kept:
        # The clock notes the default by itself; the case is closed some days later.
        yield case.office(16, 20)
        steps.propose_closing(case, Outcome.MEDIATED_NOT_PERFORMED)
        yield from closed(case, SORRY)
        return
    yield case.awake(30, 70)
    actions.verify_performance(
        complaint_id=case.id,
        note=phrase(case.rng, "performance", steps.kind_of(fen)),
        by=steps.mediator(case),
        at=case.now,
    )
    yield case.office(0, 2)
    steps.propose_closing(case, Outcome.MEDIATED, fen)
    yield from closed(case, GLAD if case.chance(0.7) else SO_SO)


def settled_meanwhile(case: Case) -> Life:
    """The parties settle while the case is being looked into."""
    yield case.office(1, 6)
    terms = steps.terms(case, case.rng.choice((0.6, 0.8, 1.0, 1.0)), case.rng.randint(2, 7))
    actions.record_settlement(
        complaint_id=case.id, terms=terms, by=steps.mediator(case), at=case.now
    )
    yield case.awake(24, 48)
    steps.confirm(case, kept=True)
    yield from after_closing(case, GLAD)


def terminated(case: Case) -> Life:
    """The business does not come."""
    yield case.office(6, 15)
    yield from _ended_without(case)


def _ended_without(case: Case) -> Life:
    code = case.rng.choices(list(TERMINATIONS), list(TERMINATIONS.values()))[0]
    steps.terminate(case, code)
    yield case.office(0, 2)
    if case.chance(0.1):
        steps.decide_approval(case, agree=False)
        yield case.office(3, 8)
        steps.terminate(case, code)
        yield case.office(0, 2)
    steps.decide_approval(case)
    yield case.office(0, 2)
    steps.propose_closing(case, Outcome.TERMINATED)
    yield from closed(case, SORRY)


def rejected(case: Case, code: RejectReason, outcome: Outcome = Outcome.REJECTED) -> Life:
    """Decline with a code; another person approves."""
    yield case.office(1, 5)
    steps.reject(case, code)
    yield case.office(0, 1)
    steps.decide_approval(case)
    yield case.office(0, 2)
    steps.propose_closing(case, outcome)
    yield from closed(case, SORRY)


def closed(case: Case, scores: tuple[int, ...]) -> Life:
    """Approve the closing, then what follows it."""
    yield case.office(0, 2)
    steps.decide_approval(case)
    yield from after_closing(case, scores)


def after_closing(case: Case, scores: tuple[int, ...]) -> Life:
    """The consumer judges, somebody calls back, the archivist puts the case away."""
    if case.chance(0.5):
        yield case.awake(3, 60)
        steps.judge(case, scores)
    if case.chance(0.8):
        yield case.office(2, 9)
        steps.call_back(case)
    if case.chance(0.85):
        yield case.office(6, 16)
        steps.issue_documents(case)
        steps.archive(case)
