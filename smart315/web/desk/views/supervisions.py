"""Supervision both ways: what we are to report on, what we ordered."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from smart315.accounts.actors import Permission
from smart315.casework import queries
from smart315.casework.queries import SupervisionView
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import partpages
from smart315.web.desk.attempts import made
from smart315.web.templatetags.desk import Chip


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def supervisions(request: ActorRequest) -> HttpResponse:
    """Show reminders and orders, the most pressing first."""
    outgoing, found = _shown(request)
    here = reverse("desk:supervisions")
    context = {
        "lines": [(each, partpages.of_supervision(each)) for each in found],
        "outgoing": outgoing,
        "asked_for": queries.asked_for(request.actor) if outgoing else [],
        "chips": [
            Chip(_("督办我方的"), f"{here}?direction=in", on=not outgoing),
            Chip(_("我方督办的"), f"{here}?direction=out", on=outgoing),
        ],
    }
    return render(request, "desk/supervisions.html", context)


def _shown(request: ActorRequest) -> tuple[bool, list[SupervisionView]]:
    """Return which way the list shows, the one asked for or that holds something, and its lines.

    Nobody stands above the province: it reads what it ordered.
    """
    asked, actor = request.GET.get("direction"), request.actor
    if asked != "out" and (asked == "in" or not actor.sees_all):
        found = queries.supervisions(actor, "in")
        if found or asked == "in":
            return False, found
    found = queries.supervisions(actor, "out")
    return bool(found) or asked == "out" or actor.sees_all, found


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.READ_COMPLAINT)
def act(request: ActorRequest, supervision_id: int, name: str) -> HttpResponse:
    """Answer, close or raise a supervision."""
    order = queries.supervision(supervision_id, request.actor)
    page = next((each for each in partpages.SUPERVISION if each.name == name), None)
    if order is None or page is None:
        raise Http404
    back = reverse("desk:complaint", args=[order.complaint_id])
    form = page.form(request.POST or None)
    if form.is_valid() and made(
        request, form, page.act, page.said, supervision_id=supervision_id, **form.cleaned_data
    ):
        return redirect(back)
    context = {"page": page, "form": form, "back": back, "number": order.number, "order": order}
    return render(request, "desk/act.html", context)
