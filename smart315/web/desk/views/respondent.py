"""Putting right which business is meant: look it up, choose it, say why."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from smart315.accounts.actors import Permission
from smart315.casework import actions
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import respondents
from smart315.web.desk.attempts import made
from smart315.web.desk.forms.casefile import ChangeBusinessForm
from smart315.web.desk.views.moves import the_case


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.READ_COMPLAINT)
def change_business(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Choose the business that the complaint is about, out of the register."""
    case = the_case(request, complaint_id)
    if not case.may_correct:
        messages.error(request, case.may_correct.reason)
        return redirect("desk:complaint", complaint_id)
    asked = request.GET.get("q", case.complaint.respondent_name).strip()
    found, why = respondents.meant(case, asked)
    form = ChangeBusinessForm(request.POST or None, found=found, why=why)
    if request.method == "POST" and form.is_valid():
        data = {"complaint_id": complaint_id, **form.arguments()}
        if made(request, form, actions.correct, _("已更换经营者。"), **data):
            return redirect("desk:complaint", complaint_id)
    context = {"form": form, "case": case, "asked": asked, "found": found}
    return render(request, "desk/change_business.html", context)
