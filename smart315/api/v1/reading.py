"""Reading: the account, the list, one complaint, one file."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from smart315.api.keys import Held, KeyRequest, may
from smart315.api.problems import Stop
from smart315.api.v1 import schemas, showing
from smart315.api.v1.declared import READS, ComplaintId
from smart315.businesses import queries as businesses
from smart315.casework import actions, queries
from smart315.casework.queries import Case, PartnerFilters
from smart315.documents import queries as documents
from smart315.partners import queries as partners
from smart315.partners.states import Scope


router = Router(tags=["查看"])


@router.get("/account", response={200: schemas.Account, **READS}, summary="密钥的情况")
def account(request: KeyRequest) -> schemas.Account:
    """Return whose key it is, what it opens, and how the pledge is kept."""
    held = request.auth
    key = held.key
    return schemas.Account(
        business=schemas.Named(id=key.business_id, name=key.business.name),
        key=key.prefix,
        name=key.name,
        scopes=key.scopes,
        sandbox=key.sandbox,
        expires_at=key.expires_at,
        rate_per_minute=held.allowance.limit,
        platform=partners.is_platform(key.business_id),
        pledge=_pledge(held),
    )


@router.get("/complaints", response={200: schemas.PageOf, **READS}, summary="投诉列表")
def complaints(request: KeyRequest, filters: Query[schemas.ListQuery]) -> schemas.PageOf:
    """Return complaints in the order of their last change; ask again with `next_cursor`."""
    held = may(request, Scope.READ)
    wanted = PartnerFilters(
        stage=filters.stage or "",
        opened=filters.opened,
        shop=filters.shop,
        number=filters.number,
        updated_since=filters.updated_since,
        received_since=filters.received_since,
    )
    page = queries.partner_listing(held.actor, wanted, cursor=filters.cursor, size=filters.size)
    rows = [showing.summary(each) for each in page.complaints]
    return schemas.PageOf(complaints=rows, next_cursor=page.following or None)


@router.get(
    "/complaints/{complaint_id}", response={200: schemas.Dispute, **READS}, summary="一件投诉"
)
def complaint(request: KeyRequest, complaint_id: ComplaintId) -> schemas.Dispute:
    """Return an opened complaint; one that was not opened on record answers 409."""
    return showing.dispute(opened(may(request, Scope.READ), complaint_id))


@router.get(
    "/complaints/{complaint_id}/evidence/{evidence_id}",
    response={200: None, **READS},
    summary="下载材料",
    openapi_extra={
        "responses": {
            200: {
                "description": "文件内容",
                "content": {
                    "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
                },
            }
        }
    },
)
def evidence(
    request: KeyRequest, complaint_id: ComplaintId, evidence_id: ComplaintId
) -> HttpResponse:
    """Return a file of an opened complaint as it was stored."""
    held = may(request, Scope.READ)
    opened(held, complaint_id)
    stored = actions.open_evidence(
        complaint_id=complaint_id, evidence_id=evidence_id, by=held.actor, at=held.at
    )
    if stored is None:
        raise Stop(404, _("没有这份材料，或者您无权查看。"))
    with documents.open_content(stored.pk) as content:
        answer = HttpResponse(content.read(), content_type="application/octet-stream")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def found(held: Held, complaint_id: int) -> Case:
    """Return the case, or stop with 404."""
    case = showing.case_of(complaint_id, held.actor, held.at)
    if case is None:
        raise Stop(404, _("没有这件投诉，或者您无权查看。"))
    return case


def opened(held: Held, complaint_id: int) -> Case:
    """Return the case if it was opened on record, or stop with 409."""
    case = found(held, complaint_id)
    if case.complaint.business_opened_at is None:
        raise Stop(409, _("请先打开投诉（POST …/open）；打开的时间会留下记录。"))
    return case


def _pledge(held: Held) -> schemas.PledgeOut | None:
    pledge = businesses.pledge_of(held.key.business_id)
    if pledge is None:
        return None
    same = (
        "kind", "version", "respond_hours", "solve_hours", "advance_compensation", "signed_at",
    )  # fmt: skip
    kept = None if held.key.sandbox else queries.pledge_kept(held.key.business_id)
    return schemas.PledgeOut(
        **{name: getattr(pledge, name) for name in same},
        missed=kept.missed if kept else None,
        decided=kept.decided if kept else None,
    )
