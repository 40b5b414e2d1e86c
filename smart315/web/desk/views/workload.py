"""How the work is spread over officers and units, and how it is given to others."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Permission
from smart315.casework import actions, part_policies, queries
from smart315.casework.queries import Load
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.attempts import made, pressed
from smart315.web.desk.forms.handover import DeputyForm, HandOverForm, ReassignForm
from smart315.web.desk.views.moves import the_case


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def workload(request: ActorRequest) -> HttpResponse:
    """Show who has how much: officers of one's own organisations, units below."""
    at = now()
    offices = [
        {
            "place": place,
            "officers": queries.officers(place.pk, at=at),
            "deputies": queries.deputies(place.pk, at=at),
            "may_hand_over": part_policies.may_hand_over(request.actor, place.pk),
        }
        for place in accounts.organisations(frozenset(request.actor.held)).values()
    ]
    context = {"offices": offices, "units": queries.units(request.actor, at=at)}
    return render(request, "desk/workload.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.ASSIGN_OFFICER)
def hand_over(request: ActorRequest, organisation_id: int, officer_id: int) -> HttpResponse:
    """Show what handing over would do, then do it."""
    loads, others = _others(request, organisation_id, officer_id)
    form = HandOverForm(request.POST or None, loads=others)
    plan = None
    if form.is_valid():
        data = form.cleaned_data
        about = {"organisation_id": organisation_id, "officer_id": officer_id}
        if "try" in request.POST:
            plan = queries.hand_over_plan(organisation_id, officer_id, data["receivers"])
        elif made(request, form, actions.hand_over, _("已移交。"), **about, **data):
            return redirect("desk:workload")
    context = {"form": form, "plan": plan, "officer": loads, "back": reverse("desk:workload")}
    return render(request, "desk/hand_over.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.ASSIGN_OFFICER)
def name_deputy(request: ActorRequest, organisation_id: int, officer_id: int) -> HttpResponse:
    """Let somebody stand in for an officer."""
    officer, others = _others(request, organisation_id, officer_id)
    form = DeputyForm(request.POST or None, loads=others, initial={"first_day": localdate()})
    about = {"organisation_id": organisation_id, "officer_id": officer_id}
    if form.is_valid() and made(
        request, form, actions.name_deputy, _("已指定代理人。"), **about, **form.cleaned_data
    ):
        return redirect("desk:workload")
    page = {"label": _("指定代理人"), "tone": "primary"}
    context = {"page": page, "form": form, "number": officer.name, "back": reverse("desk:workload")}
    return render(request, "desk/act.html", context)


@require_POST
@desk_page(Permission.ASSIGN_OFFICER)
def end_deputy(request: ActorRequest, deputy_id: int) -> HttpResponse:
    """Let a deputy stop."""
    pressed(request, actions.end_deputy, _("已结束代理。"), deputy_id=deputy_id)
    return redirect("desk:workload")


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.ASSIGN_OFFICER)
def reassign(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Give one case to another officer."""
    case = the_case(request, complaint_id)
    loads = queries.officers(case.organisation.pk, at=now())
    others = [each for each in loads if each.id != case.complaint.officer_id]
    form = ReassignForm(request.POST or None, loads=others)
    back = reverse("desk:complaint", args=[complaint_id])
    said = _("已更换承办人。")
    if form.is_valid() and made(
        request, form, actions.reassign, said, complaint_id=complaint_id, **form.cleaned_data
    ):
        return redirect(back)
    page = {"label": _("更换承办人"), "tone": "primary"}
    context = {"page": page, "form": form, "number": case.complaint.number, "back": back}
    return render(request, "desk/act.html", context)


def _others(
    request: ActorRequest, organisation_id: int, officer_id: int
) -> tuple[Load, list[Load]]:
    """Return the officer and the others of the office, or answer that there is none."""
    if not part_policies.may_hand_over(request.actor, organisation_id):
        raise Http404
    loads: list[Any] = queries.officers(organisation_id, at=now())
    officer = next((each for each in loads if each.id == officer_id), None)
    if officer is None:
        raise Http404
    return officer, [each for each in loads if each.id != officer_id]
