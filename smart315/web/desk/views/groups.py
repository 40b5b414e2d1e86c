"""Groups about the same matter: the list, one group, and what officers decide about it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from smart315.accounts.actors import Permission
from smart315.insight import actions, policies, queries
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import grouppages
from smart315.web.desk.attempts import made
from smart315.web.desk.forms.groups import UndoForm
from smart315.web.templatetags.desk import Chip


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def groups(request: ActorRequest) -> HttpResponse:
    """List the groups, the latest first."""
    asked, here = request.GET.get("q", ""), reverse("desk:groups")
    show = request.GET.get("show", "")
    found = queries.groups(request.actor, asked, show)
    chips = [
        Chip(str(words), f"{here}?show={name}" if name else here, on=show == name)
        for name, words in grouppages.SHOWN
    ]
    context = {"groups": found, "chips": chips, "asked": asked, "show": show}
    return render(request, "desk/groups.html", context)


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def group(request: ActorRequest, group_id: int) -> HttpResponse:
    """Show one group; the number of one that became part of another leads there."""
    found = _gathering(request, group_id)
    if found.group.pk != group_id:
        return redirect("desk:group", found.group.pk)
    return render(request, "desk/group.html", grouppages.shown(found, request.actor))


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.HANDLE_INCIDENTS)
def decide(request: ActorRequest, group_id: int, name: str) -> HttpResponse:
    """Split, merge or confirm."""
    found, page = _gathering(request, group_id), grouppages.BY_NAME.get(name)
    if page is None:
        raise Http404
    written = request.POST if request.method == "POST" else None
    asked = request.GET.get("q", "")
    form = page.form(written, gathering=found, actor=request.actor, asked=asked)
    given = {"group_id": found.group.pk, **form.cleaned_data} if form.is_valid() else {}
    if given and made(request, form, page.act, page.said, **given):
        return redirect("desk:group", found.group.pk)
    back = reverse("desk:group", args=[found.group.pk])
    context = {"page": page, "form": form, "gathering": found, "asked": asked, "back": back}
    verdict = policies.may_regroup(request.actor, found.group)
    return render(request, "desk/group_decide.html", {**context, "verdict": verdict})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.HANDLE_INCIDENTS)
def undo(request: ActorRequest, group_id: int, decision_id: int) -> HttpResponse:
    """Take a decision back."""
    found = _gathering(request, group_id)
    row = next((each for each in found.decisions if each.pk == decision_id), None)
    if row is None:
        raise Http404
    form = UndoForm(request.POST or None, gathering=found, actor=request.actor)
    if form.is_valid() and made(
        request, form, actions.undo_decision, _("已撤销。"), decision_id=row.pk, **form.cleaned_data
    ):
        return redirect("desk:group", row.group_id)
    context: dict[str, Any] = {"page": grouppages.undoing(row), "form": form, "gathering": found}
    context |= {"back": reverse("desk:group", args=[found.group.pk])}
    return render(request, "desk/group_decide.html", {**context, "verdict": True})


def _gathering(request: ActorRequest, group_id: int) -> queries.Gathering:
    found = queries.group(group_id, request.actor)
    if found is None:
        raise Http404
    return found
