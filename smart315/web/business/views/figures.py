"""The figures of one's own business, of the complaints that it may read."""

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from smart315.web.access import ActorRequest, business_page
from smart315.web.figures import pages
from smart315.web.figures.asked import BoardForm, data_of


@require_safe
@business_page
def figures(request: ActorRequest) -> HttpResponse:
    """Show the board that the link asks for."""
    return pages.board(request, _form(request), "portal")


@require_safe
@business_page
def figures_table(request: ActorRequest, name: str) -> HttpResponse:
    """Hand out one table of a board as CSV."""
    return pages.table(request, _form(request), name)


@require_safe
@business_page
def figure(request: ActorRequest, name: str) -> HttpResponse:
    """Say what a measure is."""
    return pages.definition(request, name, "portal")


def _form(request: ActorRequest) -> BoardForm:
    return BoardForm(data_of(request.GET, localdate()), tree=[])
