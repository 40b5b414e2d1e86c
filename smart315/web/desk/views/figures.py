"""The figures of one's own scope, each with its definition, its cases, its table as a file."""

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Permission
from smart315.web.access import ActorRequest, desk_page
from smart315.web.figures import pages
from smart315.web.figures.asked import BoardForm, data_of


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def figures(request: ActorRequest) -> HttpResponse:
    """Show the board that the link asks for."""
    return pages.board(request, _form(request), "desk")


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def figures_table(request: ActorRequest, name: str) -> HttpResponse:
    """Hand out one table of a board as CSV."""
    return pages.table(request, _form(request), name)


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def figure(request: ActorRequest, name: str) -> HttpResponse:
    """Say what a measure is."""
    return pages.definition(request, name, "desk")


def _form(request: ActorRequest) -> BoardForm:
    tree = accounts.tree(request.actor)
    return BoardForm(data_of(request.GET, localdate()), tree=tree)
