"""Doing: open, answer, offer, attach, perform; each once under its Idempotency-Key."""

from io import BytesIO

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Form, Router
from ninja.files import UploadedFile

from smart315.api.keys import Held, KeyRequest, may
from smart315.api.once import once
from smart315.api.problems import Stop
from smart315.api.v1 import schemas, showing
from smart315.api.v1.declared import TOKEN, WRITES, ComplaintId
from smart315.api.v1.reading import found, opened
from smart315.casework import actions, queries
from smart315.casework.codes import Audience
from smart315.partners.states import Scope


router = Router(tags=["办理"])
RESPONSES = {200: schemas.Done, **WRITES}
ONE = "/complaints/{complaint_id}"


@router.post(f"{ONE}/open", response=RESPONSES, summary="打开投诉", openapi_extra=TOKEN)
def open_complaint(request: KeyRequest, complaint_id: ComplaintId) -> HttpResponse:
    """Open a complaint on record; opening again changes nothing."""
    held = may(request, Scope.ANSWER)
    found(held, complaint_id)

    def do() -> schemas.Done:
        opened_now = actions.open_by_business(complaint_id=complaint_id, by=held.actor, at=held.at)
        return showing.done(opened_now)

    return once(request, held, do)


@router.post(f"{ONE}/answers", response=RESPONSES, summary="不同意", openapi_extra=TOKEN)
def answer(request: KeyRequest, complaint_id: ComplaintId, body: schemas.AnswerIn) -> HttpResponse:
    """Refuse from the closed list, with the reason; or say that the matter is not theirs."""
    held = may(request, Scope.ANSWER)
    opened(held, complaint_id)

    def do() -> schemas.Done:
        answered = actions.answer(
            complaint_id=complaint_id,
            code=body.code.value,
            amount_fen=None,
            promised_on=None,
            text=body.text,
            to_association=body.to_association,
            by=held.actor,
            at=held.at,
        )
        return showing.done(answered, answer_id=queries.latest_answer(complaint_id, held.actor))

    return once(request, held, do)


@router.post(f"{ONE}/offers", response=RESPONSES, summary="提出方案", openapi_extra=TOKEN)
def offer(request: KeyRequest, complaint_id: ComplaintId, body: schemas.OfferIn) -> HttpResponse:
    """Offer what is granted, how much and by which day; a later offer replaces an open one."""
    held = may(request, Scope.ANSWER)
    opened(held, complaint_id)

    def do() -> schemas.Done:
        offered = actions.answer(
            complaint_id=complaint_id,
            code=body.code.value,
            amount_fen=body.amount_fen,
            promised_on=body.promised_on,
            in_advance=body.in_advance,
            text=body.text,
            to_association=body.to_association,
            by=held.actor,
            at=held.at,
        )
        return showing.done(offered, answer_id=queries.latest_answer(complaint_id, held.actor))

    return once(request, held, do)


@router.post(f"{ONE}/evidence", response=RESPONSES, summary="上传材料", openapi_extra=TOKEN)
def attach(
    request: KeyRequest,
    complaint_id: ComplaintId,
    file: File[UploadedFile],
    about: Form[schemas.AboutFile],
) -> HttpResponse:
    """Add a file; what it is, its content decides. The same content twice is one file."""
    held = may(request, Scope.ATTACH)
    opened(held, complaint_id)
    content = file.read()
    # Outside the transaction of the answer: looking through a file takes time.
    stored = actions.add_evidence(
        complaint_id=complaint_id,
        content=BytesIO(content),
        name=_name(file),
        purpose=about.purpose,
        audience=Audience.BUSINESS if about.private else Audience.ALL,
        by=held.actor,
        at=held.at,
    )

    def do() -> schemas.Done:
        complaint = found(held, complaint_id).complaint
        return showing.done(complaint, evidence_id=stored.pk)

    return once(request, held, do, (content, about.purpose.encode(), bytes([about.private])))


@router.post(f"{ONE}/performance", response=RESPONSES, summary="提交履行", openapi_extra=TOKEN)
def perform(
    request: KeyRequest, complaint_id: ComplaintId, body: schemas.PerformanceIn
) -> HttpResponse:
    """Say how the promise was kept; the consumer is asked to confirm."""
    held = may(request, Scope.PERFORM)
    _check_proof(held, complaint_id, body.evidence_ids)

    def do() -> schemas.Done:
        advance = body.advance
        claimed = actions.claim_performance(
            complaint_id=complaint_id,
            note=body.note,
            advance_fen=advance.amount_fen if advance else None,
            advance_on=advance.paid_on if advance else None,
            by=held.actor,
            at=held.at,
        )
        return showing.done(claimed)

    return once(request, held, do)


def _check_proof(held: Held, complaint_id: int, evidence_ids: list[int]) -> None:
    there = {each.id for each in opened(held, complaint_id).evidence}
    if not set(evidence_ids) <= there:
        detail = _("凭证中有不属于这件投诉的材料，请先上传。")
        raise Stop(422, detail, field="evidence_ids")


def _name(file: UploadedFile) -> str:
    return (file.name or _("未命名"))[-120:]
