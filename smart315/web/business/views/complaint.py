"""One complaint: sealed until somebody opens it on record, then with all that concerns them."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from smart315.casework import actions, queries
from smart315.casework.queries import Case
from smart315.web import downloads
from smart315.web.access import ActorRequest, business_page
from smart315.web.business import words
from smart315.web.business.forms import AnswerForm, EvidenceForm, PerformanceForm
from smart315.web.desk.attempts import pressed


@never_cache
@require_safe
@business_page
def complaint(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Show the complaint; before it was opened, only that it is there and by when."""
    case = the_case(request, complaint_id)
    if case.complaint.business_opened_at is None:
        return render(request, "portal/sealed.html", {"case": case, "clock": words.own_clock(case)})
    return render(request, "portal/complaint.html", shown(case))


@require_POST
@business_page
def open_complaint(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Open the complaint on record. A GET never does: it writes nothing."""
    the_case(request, complaint_id)
    pressed(request, actions.open_by_business, complaint_id=complaint_id)
    return redirect("portal:complaint", complaint_id)


@require_safe
@business_page
def why(request: ActorRequest, complaint_id: int, clock_id: int) -> HttpResponse:
    """Explain one date; it says nothing of the content, so a sealed complaint has it too."""
    case = the_case(request, complaint_id)
    found = queries.why(complaint_id, clock_id, request.actor, at=now())
    if found is None:
        raise Http404
    return render(request, "portal/why.html", {"case": case, "why": found})


@require_GET
@business_page
def evidence(request: ActorRequest, complaint_id: int, evidence_id: int) -> HttpResponseBase:
    """Hand out a piece of material of an opened complaint, on record."""
    opened_case(request, complaint_id)
    stored = actions.open_evidence(
        complaint_id=complaint_id, evidence_id=evidence_id, by=request.actor, at=now()
    )
    if stored is None:
        raise Http404
    return downloads.handed_out(stored)


@require_safe
@business_page
def paper(request: ActorRequest, complaint_id: int, issued_id: int) -> HttpResponseBase:
    """Hand out a document that was issued to the business."""
    opened_case(request, complaint_id)
    stored = queries.document_file(issued_id, complaint_id, request.actor)
    if stored is None:
        raise Http404
    return downloads.handed_out(stored)


def the_case(request: ActorRequest, complaint_id: int) -> Case:
    """Return the case, or 404 for whoever has nothing to do with it."""
    case = queries.case(complaint_id, request.actor, at=now())
    if case is None:
        raise Http404
    return case


def opened_case(request: ActorRequest, complaint_id: int) -> Case:
    """Return the case if it was opened on record; nothing inside is served before."""
    case = the_case(request, complaint_id)
    if case.complaint.business_opened_at is None:
        raise Http404
    return case


def advances(case: Case) -> bool:
    """Tell whether who reads may offer and record 先行赔付 here."""
    return queries.may_pay_in_advance(case.actor, case.complaint)


def shown(case: Case, **forms: Any) -> dict[str, Any]:
    """Return what the page needs; forms that were filled in wrongly replace the empty ones."""
    clock, offered = words.own_clock(case), case.open_offer is not None
    advance = advances(case)
    return {
        "case": case,
        "clock": clock,
        "wanted": words.wanted(clock.key if clock else "", case.stage, answered=offered),
        "clocks": words.clocks(case),
        "claims": words.claims(case),
        "timeline": words.timeline(case),
        "answer_form": AnswerForm(advance=advance),
        "evidence_form": EvidenceForm(),
        "performance_form": PerformanceForm(advance=advance),
        **forms,
    }
