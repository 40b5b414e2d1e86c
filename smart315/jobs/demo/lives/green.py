"""The green channel: a platform answers for its shop, pays in advance, or lets its time pass."""

from datetime import timedelta

from django.utils.timezone import localdate

from smart315.casework import actions
from smart315.casework.codes import AnswerCode
from smart315.jobs.demo import steps
from smart315.jobs.demo.case import Case, Life
from smart315.jobs.demo.lives import office


PROMISED_WITHIN = timedelta(days=3)
LEAST_FEN = 1000


def lived(case: Case, seed: int, plot: str) -> Life:
    """Live a complaint that reaches a platform, up to what the plot names."""
    yield case.filed_at
    steps.file(case, seed)
    if plot == "missed":
        # The clock ends the silence; the association goes on from there.
        yield case.office(4, 6)
        yield from office.handled(case)
    elif plot == "refused":
        yield from _refused(case)
    else:
        yield from _answered(case, plot)


def _answered(case: Case, plot: str) -> Life:
    for reached, hours, deed in WAY:
        if plot == "new":
            return
        yield case.now + timedelta(hours=hours)
        deed(case)
        if plot == reached:
            break
    if plot == "kept":
        yield from office.after_closing(case, office.GLAD)


def _refused(case: Case) -> Life:
    yield case.now + timedelta(hours=2)
    steps.open_portal(case)
    yield case.now + timedelta(hours=5)
    steps.answer(case, AnswerCode.REFUSE_NO_FAULT)
    yield from office.handled(case)


def _offer(case: Case) -> None:
    actions.answer(
        complaint_id=case.id,
        code=AnswerCode.REFUND,
        amount_fen=max(case.fen // 100 * 100, LEAST_FEN),
        promised_on=localdate(case.now + PROMISED_WITHIN),
        text="店铺正在核实责任，平台先把钱退给您，再向店铺追偿。",
        in_advance=True,
        by=case.merchant,
        at=case.now,
    )


def _pay(case: Case) -> None:
    agreement = case.opened(case.merchant).agreement
    if agreement is None:
        raise LookupError("nothing has been agreed")
    actions.claim_performance(
        complaint_id=case.id,
        note="平台已从先行赔付保证金中按原付款方式退回。",
        advance_fen=agreement.amount_fen,
        advance_on=localdate(case.now),
        by=case.merchant,
        at=case.now,
    )


def _confirm(case: Case) -> None:
    steps.confirm(case, kept=True)


# How far a complaint comes, after how many hours more, by which deed.
WAY = (
    ("opened", 1, steps.open_portal),
    ("offered", 2, _offer),
    ("agreed", 1, steps.take),
    ("paid", 16, _pay),
    ("kept", 6, _confirm),
)
