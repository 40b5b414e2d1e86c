"""Committees with their members, a new term, and the dossier of a case."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from smart315.accounts.actors import Permission
from smart315.casework import dossier as order, queries
from smart315.community import actions, queries as community
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.attempts import made
from smart315.web.desk.forms.panels import TermForm
from smart315.web.desk.views.moves import the_case


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def committees(request: ActorRequest) -> HttpResponse:
    """Show the committees, who serves in each, and until when."""
    found = community.committees(on=localdate())
    mine = {each for each in request.actor.held if request.actor.may(P, within=each)}
    return render(request, "desk/committees.html", {"found": found, "mine": mine})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.ASSIGN_OFFICER)
def begin_term(request: ActorRequest, committee_id: int) -> HttpResponse:
    """Begin a term; every reason against the roster is said at once."""
    found = community.committee(committee_id, on=localdate())
    if found is None:
        raise Http404
    form = TermForm(request.POST or None)
    if form.is_valid():
        given = {"committee_id": committee_id, "begins_on": form.cleaned_data["begins_on"]}
        if made(request, form, actions.begin_term, _("已换届。"), roster=form.roster(), **given):
            return redirect("desk:committees")
    return render(request, "desk/begin_term.html", {"form": form, "found": found})


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def dossier(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Show the dossier in the ministry's order, with what is missing, ready to print."""
    case = the_case(request, complaint_id)
    sections = queries.dossier_of(complaint_id, request.actor)
    missing = order.missing(sections)
    if missing:
        messages.warning(request, _("卷内还缺：%(what)s。") % {"what": "、".join(missing)})
    shown = {"case": case, "sections": sections, "printed_at": now()}
    return render(request, "desk/dossier.html", shown)


P = Permission.ASSIGN_OFFICER
