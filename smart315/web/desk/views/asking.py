"""Ask a question of one's own and see the table that answers it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Permission
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.asking import answers, tables
from smart315.web.desk.asking.forms import AskForm


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def ask(request: ActorRequest) -> HttpResponse:
    """Show the form, and the answer once something is asked."""
    tree = accounts.tree(request.actor)
    form = AskForm(request.GET, tree=tree)
    context: dict[str, Any] = {"form": form, **answers.around(request)}
    if form.is_valid():
        context |= answers.page(form, request.actor, tree, now())
    return render(request, "desk/asking/ask.html", context)


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def ask_file(request: ActorRequest, ending: str) -> HttpResponse:
    """Hand out the answer as a file."""
    form = AskForm(request.GET, tree=accounts.tree(request.actor))
    found = answers.answered(form, request.actor, now()) if form.is_valid() else None
    if found is None or ending not in {"csv", "xlsx"}:
        raise Http404
    return tables.handed_out(found, ending)
