"""What a business does in a complaint: answer, add material, show that it kept its word."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smart315.casework import actions
from smart315.casework.codes import AnswerCode, Audience
from smart315.casework.queries import Case
from smart315.kernel.verdicts import Refused
from smart315.web.access import ActorRequest, business_page
from smart315.web.business.forms import AnswerForm, EvidenceForm, PerformanceForm
from smart315.web.business.views.complaint import advances, opened_case, shown, the_case
from smart315.web.desk.attempts import made


@require_POST
@business_page
def answer(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Answer from the closed list; what was typed stays when something is wrong."""
    case = the_case(request, complaint_id)
    form = AnswerForm(request.POST, advance=advances(case))
    if form.is_valid():
        said, data = _("已答复，消费者会收到通知。"), form.arguments()
        if made(request, form, actions.answer, said, complaint_id=complaint_id, **data):
            if data["code"] == AnswerCode.WRONG_BUSINESS:
                # Whoever says that the matter is not theirs reads no further in it.
                return redirect("portal:home")
            return redirect("portal:complaint", complaint_id)
    return _again(request, case, answer_form=form)


@require_POST
@business_page
def add_evidence(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Add files to the case."""
    case = opened_case(request, complaint_id)
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        words = form.cleaned_data["purpose"]
        if _stored(request, case, form, purpose=words, audience=form.audience):
            messages.success(request, _("材料已上传。"))
            return redirect("portal:complaint", complaint_id)
    return _again(request, case, evidence_form=form)


@require_POST
@business_page
def performed(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Say how the promise was kept, with proof; the consumer is asked to confirm."""
    case = opened_case(request, complaint_id)
    advance = advances(case)
    form = PerformanceForm(request.POST, request.FILES, advance=advance)
    if form.is_valid() and _stored(request, case, form, purpose=_("履行凭证")):
        claim, said = actions.claim_performance, _("已提交，消费者会收到通知并确认。")
        if made(request, form, claim, said, complaint_id=complaint_id, **form.arguments()):
            return redirect("portal:complaint", complaint_id)
    return _again(request, case, performance_form=form)


def _stored(
    request: ActorRequest,
    case: Case,
    form: EvidenceForm | PerformanceForm,
    *,
    purpose: str,
    audience: Audience = Audience.ALL,
) -> bool:
    """Store the chosen files; the same file sent again is the same piece of evidence."""
    try:
        for upload in form.cleaned_data["material"]:
            actions.add_evidence(
                complaint_id=case.complaint.pk,
                content=upload.file,
                name=upload.name,
                purpose=purpose,
                audience=audience,
                by=request.actor,
                at=now(),
            )
    except Refused as refusal:
        form.add_error("material", str(refusal))
        return False
    return True


def _again(request: ActorRequest, case: Case, **forms: Any) -> HttpResponse:
    if case.complaint.business_opened_at is None:
        messages.error(request, _("请先打开投诉，再作答复。"))
        return redirect("portal:complaint", case.complaint.pk)
    return render(request, "portal/complaint.html", shown(case, **forms))
