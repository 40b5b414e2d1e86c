"""The direct channel: the business answers, or stays silent in one of two ways."""

from collections.abc import Generator
from datetime import datetime, timedelta

from smart315.casework import actions
from smart315.casework.codes import AnswerCode, Outcome
from smart315.jobs.demo import steps
from smart315.jobs.demo.case import Case, Life
from smart315.jobs.demo.lives import office
from smart315.jobs.demo.stories import phrase


REFUSALS = (
    AnswerCode.REFUSE_NO_FAULT,
    AnswerCode.REFUSE_NO_DUTY,
    AnswerCode.REFUSE_MISUSE,
    AnswerCode.REFUSE_NO_PROOF,
)
# The silence of a business ends the direct channel after 48 hours (`negotiate.plan`).
ANSWERED_WITHIN = timedelta(hours=47)
SPARE = timedelta(minutes=20)
PLOTS = {
    "settled": 46, "never_opened": 10, "opened_silent": 8, "refused": 12, "declined": 10,
    "opted_out": 4, "promise_broken": 6, "wrong_business": 2, "withdrawn": 2,
}  # fmt: skip


def _before_silence(case: Case, least: float, most: float) -> datetime:
    """Return a moment at which the clock has not yet ended the direct channel."""
    return min(case.awake(least, most), case.filed_at + ANSWERED_WITHIN)


def _before_promise(case: Case, moment: datetime) -> datetime:
    """Return the moment, or an earlier one where a platform has promised to be quicker."""
    return min(moment, case.promised_until - SPARE) if case.promised_until else moment


def lived(case: Case, seed: int, plot: str = "") -> Life:
    """Live a case that reaches the business directly."""
    yield case.filed_at
    steps.file(case, seed)
    chosen = plot or case.rng.choices(list(PLOTS), list(PLOTS.values()))[0]
    if chosen == "never_opened":
        # The clock ends the silence; the association goes on from there.
        yield case.office(4, 6)
        yield from office.handled(case)
        return
    yield _before_promise(case, case.awake(1, 16))
    steps.open_portal(case)
    yield from LIVES[chosen](case)


def _settled(case: Case) -> Life:
    fen = yield from _offered_and_taken(case)
    yield case.awake(20, 90)
    actions.claim_performance(
        complaint_id=case.id,
        note=phrase(case.rng, "performance", steps.kind_of(fen)),
        by=case.merchant,
        at=case.now,
    )
    yield case.awake(2, 70)
    steps.confirm(case, kept=True)
    yield from office.after_closing(case, office.GLAD)


def _promise_broken(case: Case) -> Life:
    yield from _offered_and_taken(case)
    yield case.awake(150, 220)
    steps.confirm(case, kept=False)
    yield from office.handled(case)


def _offered_and_taken(case: Case) -> Generator[datetime, None, int]:
    """Offer, and take the offer; return the amount in fen."""
    yield _before_silence(case, 1, 18)
    share = case.rng.choice((0.5, 0.7, 1.0, 1.0, 1.0))
    fen = max(int(case.fen * share) // 1000 * 1000, 1000)
    code = AnswerCode.REFUND if share == 1.0 else AnswerCode.PARTIAL
    wanted = case.trouble.want[0]
    if wanted in steps.IN_KIND and case.chance(0.6):
        code, fen = AnswerCode(wanted), 0
    steps.answer(case, code, fen, days=case.rng.randint(2, 6))
    yield case.awake(2, 50)
    steps.take(case)
    return fen


def _opened_silent(case: Case) -> Life:
    yield case.office(4, 6)
    yield from office.handled(case)


def _refused(case: Case) -> Life:
    yield _before_silence(case, 2, 16)
    steps.answer(case, case.rng.choice(REFUSALS))
    yield from office.handled(case)


def _wrong_business(case: Case) -> Life:
    yield _before_silence(case, 1, 10)
    steps.answer(case, AnswerCode.WRONG_BUSINESS)
    yield from office.handled(case, ending="settle")


def _declined(case: Case) -> Life:
    yield _before_silence(case, 2, 14)
    steps.answer(case, AnswerCode.PARTIAL, max(case.fen // 5 // 1000 * 1000, 1000), days=5)
    yield case.awake(3, 30)
    steps.decline(case)
    yield case.awake(10, 60)
    actions.opt_out(complaint_id=case.id, by=case.consumer, at=case.now)
    yield from office.handled(case)


def _opted_out(case: Case) -> Life:
    yield case.awake(1, 8)
    actions.opt_out(complaint_id=case.id, by=case.consumer, at=case.now)
    yield from office.handled(case)


def _withdrawn(case: Case) -> Life:
    yield case.awake(2, 20)
    steps.withdraw(case, satisfied=True)
    yield from withdrawn_closed(case)


def withdrawn_closed(case: Case) -> Life:
    """Close what was taken back."""
    yield case.office(0, 3)
    steps.propose_closing(case, Outcome.WITHDRAWN)
    yield from office.closed(case, office.GLAD)


LIVES = {
    "settled": _settled,
    "opened_silent": _opened_silent,
    "refused": _refused,
    "declined": _declined,
    "opted_out": _opted_out,
    "promise_broken": _promise_broken,
    "wrong_business": _wrong_business,
    "withdrawn": _withdrawn,
}
