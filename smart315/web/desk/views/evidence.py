"""Material of a case: opened safely, added with what it proves; personal data on record."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.timezone import now
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from smart315.accounts.actors import Permission
from smart315.casework import actions
from smart315.casework.actions.notes import Column
from smart315.kernel.verdicts import Refused
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.forms.casefile import EvidenceForm, UnmaskForm
from smart315.web.desk.forms.fields import put
from smart315.web.desk.views.moves import the_case
from smart315.web.downloads import handed_out


COLUMNS: dict[Column, Promise] = {
    "name": gettext_lazy("姓名"),
    "phone": gettext_lazy("联系电话"),
    "address": gettext_lazy("通讯地址"),
}


@require_GET
@desk_page(Permission.READ_COMPLAINT)
def evidence(request: ActorRequest, complaint_id: int, evidence_id: int) -> FileResponse:
    """Hand out a piece of material, on record."""
    found = actions.open_evidence(
        complaint_id=complaint_id, evidence_id=evidence_id, by=request.actor, at=now()
    )
    if found is None:
        raise Http404
    return handed_out(found)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.READ_COMPLAINT)
def add_evidence(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Add a file to the case."""
    case = the_case(request, complaint_id)
    posted = request.method == "POST"
    form = EvidenceForm(request.POST, request.FILES) if posted else EvidenceForm()
    if form.is_valid() and _added(request, complaint_id, form):
        return redirect("desk:complaint", complaint_id)
    return render(request, "desk/add_evidence.html", {"form": form, "case": case})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.READ_PERSONAL)
def unmask(request: ActorRequest, complaint_id: int, column: str) -> HttpResponse:
    """Show one personal value in full, once, after a reason was given."""
    wanted = next((each for each in COLUMNS if each == column), None)
    if wanted is None:
        raise Http404
    case = the_case(request, complaint_id)
    form, value = UnmaskForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        value = _value(request, complaint_id, wanted, form)
    context = {"form": form, "case": case, "column": COLUMNS[wanted], "value": value}
    answer = render(request, "desk/unmask.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _added(request: ActorRequest, complaint_id: int, form: EvidenceForm) -> bool:
    data = form.cleaned_data
    try:
        actions.add_evidence(
            complaint_id=complaint_id,
            content=data["file"].file,
            name=data["file"].name,
            purpose=data["purpose"],
            audience=data["audience"],
            by=request.actor,
            at=now(),
        )
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return False
    return True


def _value(request: ActorRequest, complaint_id: int, column: Column, form: UnmaskForm) -> str:
    reason = form.cleaned_data["reason"]
    try:
        return actions.unmask(
            complaint_id=complaint_id, column=column, reason=reason, by=request.actor, at=now()
        )
    except Refused as refusal:
        put(form, refusal)
        return ""
