"""The figures of one's own business, of the complaints that it may read."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from smart315.insight.queries import DIMENSIONS, MEASURES
from smart315.web.access import ActorRequest, business_page
from smart315.web.figures import boards, files
from smart315.web.figures.asked import BoardForm, data_of


@require_safe
@business_page
def figures(request: ActorRequest) -> HttpResponse:
    """Show the board that the link asks for."""
    form = BoardForm(data_of(request.GET, localdate()), tree=[])
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        context |= boards.page(form, request.actor, "portal", now())
    return render(request, "portal/figures.html", context)


@require_safe
@business_page
def figures_table(request: ActorRequest, name: str) -> HttpResponse:
    """Hand out one table of a board as CSV."""
    form = BoardForm(data_of(request.GET, localdate()), tree=[])
    found = boards.table(form, request.actor, name, now()) if form.is_valid() else None
    if found is None:
        raise Http404
    return files.as_csv(found, f"{name}-{form.view().period}")


@require_safe
@business_page
def figure(request: ActorRequest, name: str) -> HttpResponse:
    """Say what a measure is."""
    if name not in MEASURES:
        raise Http404
    context = {"measure": MEASURES[name], "measures": MEASURES, "dimensions": DIMENSIONS}
    return render(request, "portal/figure.html", context)
