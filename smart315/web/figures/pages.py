"""The pages of a board, alike in every room that has one; a room is the name of its addresses."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now

from smart315.insight.queries import DIMENSIONS, MEASURES
from smart315.web.access import ActorRequest
from smart315.web.figures import boards, files
from smart315.web.figures.asked import BoardForm


def board(request: ActorRequest, form: BoardForm, room: str) -> HttpResponse:
    """Show the board that the link asks for."""
    context: dict[str, Any] = {"form": form, **_addresses(room)}
    if form.is_valid():
        context |= boards.page(form, request.actor, room, now())
    return render(request, "figures/figures.html", context)


def table(request: ActorRequest, form: BoardForm, name: str) -> HttpResponse:
    """Hand out one table of a board as CSV."""
    found = boards.table(form, request.actor, name, now()) if form.is_valid() else None
    if found is None:
        raise Http404
    return files.as_csv(found, f"{name}-{form.view().period}")


def definition(request: ActorRequest, name: str, room: str) -> HttpResponse:
    """Say what a measure is: the catalogue as a page."""
    if name not in MEASURES:
        raise Http404
    context = {"measure": MEASURES[name], "measures": MEASURES, "dimensions": DIMENSIONS}
    return render(request, "figures/figure.html", {**context, **_addresses(room)})


def _addresses(room: str) -> dict[str, str]:
    return {
        "base": f"{room}/base.html",
        "all_figures": f"{room}:figures",
        "one_figure": f"{room}:figure",
        "one_table": f"{room}:figures_table",
    }
