"""The sandbox: invent a complaint, and do what its invented consumer would do."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from smart315.api.keys import Held, KeyRequest
from smart315.api.once import once
from smart315.api.problems import Stop
from smart315.api.v1 import schemas, showing
from smart315.api.v1.declared import TOKEN, WRITES, ComplaintId
from smart315.api.v1.reading import found
from smart315.casework import actions


router = Router(tags=["沙盒"])
RESPONSES = {200: schemas.Done, **WRITES}


@router.post("/sandbox/complaints", response=RESPONSES, summary="生成投诉", openapi_extra=TOKEN)
def file_complaint(request: KeyRequest) -> HttpResponse:
    """Invent a complaint that has just gone straight to the business."""
    held = _only(request)

    def do() -> schemas.Done:
        business = held.key.business_id
        return showing.done(
            actions.file_in_sandbox(business_id=business, by=held.actor, at=held.at)
        )

    return once(request, held, do)


@router.post(
    "/sandbox/complaints/{complaint_id}/consumer",
    response=RESPONSES,
    summary="模拟消费者",
    openapi_extra=TOKEN,
)
def act(request: KeyRequest, complaint_id: ComplaintId, body: schemas.SandboxDeed) -> HttpResponse:
    """Take or decline the offer, confirm or dispute performance, leave for the association."""
    held = _only(request)
    found(held, complaint_id)

    def do() -> schemas.Done:
        return showing.done(
            actions.act_in_sandbox(
                complaint_id=complaint_id, deed=body.deed, by=held.actor, at=held.at
            )
        )

    return once(request, held, do)


def _only(request: KeyRequest) -> Held:
    if not request.auth.key.sandbox:
        raise Stop(403, _("只有沙盒密钥可以使用。"))
    return request.auth
