"""Cases that come to the association first, by whatever door."""

from smart315.accounts.actors import Permission
from smart315.casework import actions
from smart315.casework.codes import Outcome, RejectReason, TerminationReason
from smart315.jobs.demo import steps
from smart315.jobs.demo.case import Case, Life
from smart315.jobs.demo.lives import office
from smart315.jobs.demo.lives.direct import withdrawn_closed
from smart315.jobs.demo.stories import phrase, phrases
from smart315.regions import queries as regions


P = Permission
PLOTS = {
    "handled": 62, "supplemented": 8, "lapsed": 4, "rejected": 8, "consulted": 5, "withdrawn": 4,
    "outside": 4, "reopened": 2, "neglected": 3,
}  # fmt: skip
REASONS = {
    RejectReason.R01: 2, RejectReason.R02: 4, RejectReason.R03: 3, RejectReason.R04: 1,
    RejectReason.R07: 2, RejectReason.R12: 1, RejectReason.R13: 2,
}  # fmt: skip


def lived(case: Case, seed: int, plot: str = "") -> Life:
    """Live a case that the association looks at first."""
    yield case.filed_at
    steps.file(case, seed)
    if case.organisation_id != case.world.network.associations[case.place].pk:
        yield from _transferred(case)
    chosen = plot or case.rng.choices(list(PLOTS), list(PLOTS.values()))[0]
    yield from LIVES[chosen](case)


def _transferred(case: Case) -> Life:
    yield case.office(0, 2)
    _hand_on(case, receiver=case.world.network.associations[case.place].pk)
    yield case.office(0, 1)
    steps.decide_approval(case)
    sender, receiver = case.organisation_id, case.world.network.associations[case.place].pk
    case.organisation_id = receiver
    yield case.office(0, 2)
    by = case.who(P.SIGN_FOR_TRANSFER)
    if case.chance(0.12):
        reason = phrase(case.rng, "returned")
        actions.return_transfer(complaint_id=case.id, reason=reason, by=by, at=case.now)
        case.organisation_id = sender
    else:
        actions.sign_for(complaint_id=case.id, by=by, at=case.now)


def _hand_on(case: Case, *, receiver: int | None = None, outside: str = "", why: str = "") -> None:
    actions.transfer(
        complaint_id=case.id,
        reason=why or phrase(case.rng, "transfer"),
        receiver_id=receiver,
        outside=outside,
        consent=True,
        by=case.who(P.TRANSFER_COMPLAINT),
        at=case.now,
    )


def _outside(case: Case) -> Life:
    yield case.office(1, 4)
    office_name, why = case.rng.choice(phrases("outside"))
    _hand_on(case, outside=f"{regions.name(case.place)}{office_name}", why=why)
    yield case.office(0, 1)
    steps.decide_approval(case)
    yield case.office(2, 8)
    steps.propose_closing(case, Outcome.TRANSFERRED)
    yield from office.closed(case, office.SO_SO)


def _asked_for_more(case: Case) -> Life:
    yield case.office(0, 2)
    actions.request_supplement(
        complaint_id=case.id,
        missing=steps.missing(case),
        note="",
        by=case.who(P.REQUEST_SUPPLEMENT),
        at=case.now,
    )


def _supplemented(case: Case) -> Life:
    yield from _asked_for_more(case)
    yield case.awake(20, 130)
    answer = phrase(case.rng, "supplements")
    actions.supplement(complaint_id=case.id, answer=answer, by=case.consumer, at=case.now)
    yield from office.handled(case)


def _lapsed(case: Case) -> Life:
    yield from _asked_for_more(case)
    yield case.office(11, 14)
    actions.lapse(complaint_id=case.id, by=case.who(P.REJECT_COMPLAINT), at=case.now)
    yield case.office(0, 2)
    steps.propose_closing(case, Outcome.REJECTED)
    yield from office.closed(case, office.SORRY)


def _rejected(case: Case) -> Life:
    code = case.rng.choices(list(REASONS), list(REASONS.values()))[0]
    yield from office.rejected(case, code)


def _duplicate(case: Case) -> Life:
    yield from office.rejected(case, RejectReason.R08, Outcome.DUPLICATE)


def _consulted(case: Case) -> Life:
    yield case.office(0, 3)
    reply = phrase(case.rng, "consult")
    by = case.who(P.ACCEPT_COMPLAINT)
    actions.consult(complaint_id=case.id, reply=reply, by=by, at=case.now)


def _withdrawn(case: Case) -> Life:
    yield case.awake(12, 90)
    steps.withdraw(case, satisfied=case.chance(0.5))
    yield from withdrawn_closed(case)


def _reopened(case: Case) -> Life:
    yield case.office(1, 4)
    steps.accept(case)
    yield case.office(0, 1)
    steps.assign(case)
    yield case.office(6, 12)
    steps.terminate(case, TerminationReason.M03)
    yield case.office(0, 2)
    steps.decide_approval(case)
    yield case.office(0, 2)
    steps.propose_closing(case, Outcome.TERMINATED)
    yield case.office(0, 2)
    steps.decide_approval(case)
    yield case.office(8, 18)
    reason = phrase(case.rng, "reopen")
    by = case.who(P.REOPEN_COMPLAINT)
    actions.reopen(complaint_id=case.id, reason=reason, by=by, at=case.now)
    yield case.office(0, 1)
    steps.assign(case)
    yield from office.settled_meanwhile(case)


def _neglected(case: Case) -> Life:
    """Let the case lie: accepted late or not yet, and not looked at since."""
    yield case.office(9, 14)
    steps.accept(case)
    yield case.office(3, 6)
    steps.assign(case)
    yield case.office(50, 70)
    yield from office.terminated(case)


def _awaiting(case: Case) -> Life:
    """Wait for an approval that is long in coming."""
    yield case.office(0, 1)
    steps.reject(case, RejectReason.R03)
    yield case.office(8, 12)
    steps.decide_approval(case)


def _to_be_ended(case: Case) -> Life:
    """Wait for the approval of ending a mediation that led nowhere."""
    yield case.office(0, 1)
    steps.accept(case)
    yield case.office(0, 1)
    steps.assign(case)
    yield case.office(2, 4)
    steps.terminate(case, TerminationReason.M02)
    yield case.office(8, 12)
    steps.decide_approval(case)


LIVES = {
    "awaiting": _awaiting,
    "to_be_ended": _to_be_ended,
    "handled": office.handled,
    "supplemented": _supplemented,
    "lapsed": _lapsed,
    "rejected": _rejected,
    "duplicate": _duplicate,
    "consulted": _consulted,
    "withdrawn": _withdrawn,
    "outside": _outside,
    "reopened": _reopened,
    "neglected": _neglected,
}
