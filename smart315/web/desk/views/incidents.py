"""The board of incidents, one incident with all that belongs to it, and what is done about it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smart315.accounts.actors import Permission
from smart315.insight import actions, queries
from smart315.insight.states import State
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import incidentpages
from smart315.web.desk.attempts import made, pressed
from smart315.web.desk.forms.incidents import ReportForm
from smart315.web.templatetags.desk import Chip


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def incidents(request: ActorRequest) -> HttpResponse:
    """Show the incidents, the gravest first."""
    state = request.GET.get("state", "open")
    here = reverse("desk:incidents")
    own = request.GET.get("own") == "1"
    chips = [Chip(_("待核实和处置中"), here, on=state == "open")]
    chips += [Chip(str(each.label), f"{here}?state={each}", on=state == each) for each in State]
    found = queries.incidents(request.actor, state, own=own)
    return render(request, "desk/incidents.html", {"incidents": found, "chips": chips})


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def incident(request: ActorRequest, incident_id: int) -> HttpResponse:
    """Show one incident."""
    whole = _whole(request, incident_id)
    return render(request, "desk/incident.html", incidentpages.shown(whole, request.actor))


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.HANDLE_INCIDENTS)
def act(request: ActorRequest, incident_id: int, name: str, target: int = 0) -> HttpResponse:
    """Do one of the things of the table."""
    whole, page = _whole(request, incident_id), incidentpages.BY_NAME.get(name)
    if page is None or bool(page.target) != bool(target):
        raise Http404
    written = request.POST if request.method == "POST" else None
    begun = incidentpages.begun(whole, page, target)
    form = page.form(written, incident=whole.incident, initial=begun)
    back = reverse("desk:incident", args=[incident_id])
    if form.is_valid():
        given: dict[str, Any] = {"incident_id": incident_id, **form.arguments()}
        given |= {page.target: target} if page.target else {}
        if made(request, form, page.act, page.said, **given):
            return redirect(back)
    context = {"title": page.title, "lead": page.lead, "form": form, "back": back}
    return render(request, "desk/incident_act.html", {**context, "incident": whole.incident})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.HANDLE_INCIDENTS)
def send_report(request: ActorRequest, report_id: int) -> HttpResponse:
    """Write and send a report that is owed."""
    report = queries.report(report_id, request.actor)
    if report is None:
        raise Http404
    form = ReportForm(request.POST or None, incident=report.incident)
    back = reverse("desk:incident", args=[report.incident_id])
    if form.is_valid() and made(
        request, form, actions.send_report, _("已报出。"), report_id=report_id, **form.cleaned_data
    ):
        return redirect(back)
    title = report.get_kind_display()
    context = {"title": title, "form": form, "back": back, "incident": report.incident}
    return render(request, "desk/incident_act.html", context)


@require_POST
@desk_page(Permission.HANDLE_INCIDENTS)
def sign_report(request: ActorRequest, report_id: int) -> HttpResponse:
    """Sign for a report."""
    report = queries.report(report_id, request.actor)
    if report is None:
        raise Http404
    pressed(request, actions.sign_report, _("已签收。"), report_id=report_id)
    return redirect("desk:incident", report.incident_id)


def _whole(request: ActorRequest, incident_id: int) -> queries.Whole:
    found = queries.incident(incident_id, request.actor)
    if found is None:
        raise Http404
    return found
