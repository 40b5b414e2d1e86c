"""Closed cases like the one at hand: on a page, and as a piece of the case's page."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from smart315.accounts.actors import Permission
from smart315.casework import queries
from smart315.casework.queries import Likeness
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.views.moves import the_case


FACTS: dict[str, Promise] = {
    "business": _("同一经营者"),
    "category": _("同一类别"),
    "nature": _("同一性质"),
    "area": _("同一大类"),
}


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def likeness(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Show the closed cases that are most like this one."""
    if request.headers.get("HX-Request"):
        found = queries.like_this(complaint_id, request.actor)
        context = {"likeness": _in_words(found)}
        return render(request, "desk/parts/likeness.html", context)
    case = the_case(request, complaint_id)
    found = queries.like_this(complaint_id, request.actor)
    return render(request, "desk/likeness.html", {"case": case, "likeness": _in_words(found)})


def _in_words(found: Likeness | None) -> Likeness:
    if found is None:
        raise Http404
    cases = [
        replace(each, facts=tuple(str(FACTS[name]) for name in each.facts)) for each in found.cases
    ]
    return replace(found, cases=cases)
