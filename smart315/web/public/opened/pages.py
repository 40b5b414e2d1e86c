"""The figures that everybody may read, and the list of the files behind them."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from smart315.insight import queries
from smart315.insight.opendata.declared import INDICATORS
from smart315.insight.queries import MEASURES
from smart315.web.access import public_page
from smart315.web.public.opened import catalogue, shown


@public_page
@require_safe
def figures(request: HttpRequest, period: str = "") -> HttpResponse:
    """Show a release: the newest, or the newest version of the quarter that is asked for."""
    others = queries.newest_releases()
    if not others and not period:
        return render(request, "public/figures/none.html")
    release = next((each for each in others if period in {"", each.period}), None)
    if release is None:
        raise Http404
    context = shown.page(release, others)
    return render(request, "public/figures/board.html", context)


@public_page
@require_safe
def definition(request: HttpRequest, name: str) -> HttpResponse:
    """Say what a figure is."""
    if name not in INDICATORS:
        raise Http404
    return render(request, "public/figures/definition.html", {"measure": MEASURES[name]})


@public_page
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """List the releases, their tables as files, and what their columns mean."""
    found = queries.newest_releases()
    context: dict[str, Any] = {
        "releases": [
            (each, [(n, catalogue.title(n)) for n in catalogue.names(each)]) for each in found
        ],
        "tables": catalogue.dictionary(),
        "licence": settings.OPEN_DATA_LICENCE,
    }
    return render(request, "public/figures/open_data.html", context)
