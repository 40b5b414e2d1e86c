"""The figures of one's own scope, each with its definition, its cases, its table as a file."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Permission
from smart315.insight.queries import DIMENSIONS, MEASURES
from smart315.web.access import ActorRequest, desk_page
from smart315.web.figures import boards, files
from smart315.web.figures.asked import BoardForm, data_of


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def figures(request: ActorRequest) -> HttpResponse:
    """Show the board that the link asks for."""
    form = _form(request)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        context |= boards.page(form, request.actor, "desk", now())
    return render(request, "desk/figures.html", context)


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def figures_table(request: ActorRequest, name: str) -> HttpResponse:
    """Hand out one table of a board as CSV."""
    form = _form(request)
    found = boards.table(form, request.actor, name, now()) if form.is_valid() else None
    if found is None:
        raise Http404
    return files.as_csv(found, f"{name}-{form.view().period}")


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def figure(request: ActorRequest, name: str) -> HttpResponse:
    """Say what a measure is: the catalogue as a page."""
    if name not in MEASURES:
        raise Http404
    context = {"measure": MEASURES[name], "measures": MEASURES, "dimensions": DIMENSIONS}
    return render(request, "desk/figure.html", context)


def _form(request: ActorRequest) -> BoardForm:
    tree = accounts.tree(request.actor)
    return BoardForm(data_of(request.GET, localdate()), tree=tree)
