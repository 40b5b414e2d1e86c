"""One view for every deed inside a case: show its form, do it, or say why not."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from smart315.accounts.actors import Permission
from smart315.casework import actions
from smart315.casework.codes import Audience
from smart315.casework.queries import Case
from smart315.kernel.verdicts import Refused
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.attempts import made
from smart315.web.desk.deedbook import DEEDS
from smart315.web.desk.deeds import Deed, DeedForm
from smart315.web.desk.views.moves import the_case


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.READ_COMPLAINT)
def deed(request: ActorRequest, complaint_id: int, slug: str, target: int = 0) -> HttpResponse:
    """Show the form of a deed, or do it."""
    chosen, case = DEEDS.get(slug), the_case(request, complaint_id)
    if chosen is None or chosen.of_object != bool(target):
        raise Http404
    if request.method != "POST":
        form = chosen.form(case=case, target=target, initial=request.GET.dict())
    else:
        form = chosen.form(request.POST, request.FILES, case=case, target=target)
        if form.is_valid() and _done(request, chosen, form):
            return redirect(chosen.back, complaint_id)
    return render(request, "desk/deed.html", {"deed": chosen, "case": case, "form": form})


def _done(request: ActorRequest, deed: Deed, form: DeedForm) -> bool:
    arguments = form.arguments() | {deed.names: form.target or form.case.complaint.pk}
    try:
        arguments |= _kept(request, deed, form, form.case)
    except Refused as refusal:
        form.add_error(next(iter(deed.files)), str(refusal))
        return False
    return made(request, form, deed.act, deed.said, **arguments)


def _kept(request: ActorRequest, deed: Deed, form: DeedForm, case: Case) -> dict[str, Any]:
    """Store what was uploaded as evidence for the house; the action gets its number."""
    kept: dict[str, Any] = {}
    for name, (purpose, argument) in deed.files.items():
        upload = form.cleaned_data.get(name)
        kept[argument] = None
        if upload:
            piece = actions.add_evidence(
                complaint_id=case.complaint.pk,
                content=upload.file,
                name=upload.name,
                purpose=str(purpose),
                audience=Audience.INTERNAL,
                by=request.actor,
                at=now(),
            )
            kept[argument] = piece.pk
    return kept
