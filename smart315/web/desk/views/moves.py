"""One view for every move: show its form, make it, or say why not."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from smart315.accounts.actors import Permission
from smart315.casework import queries
from smart315.casework.letters import OTHER_ROUTES
from smart315.casework.queries import Case, Suggestion
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import moves
from smart315.web.desk.attempts import made
from smart315.web.desk.forms.moves import MoveForm
from smart315.web.desk.moves import MovePage, Road


CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.READ_COMPLAINT)
def move(request: ActorRequest, complaint_id: int, name: str) -> HttpResponse:
    """Show the form of a move, or make it."""
    page, case = moves.PAGES.get(name), the_case(request, complaint_id)
    if page is None:
        raise Http404
    if isinstance(page, MovePage) and request.method == "POST":
        return _pressed(request, page, case, page.form(request.POST, case=case))
    if not moves.is_open(page, case):
        messages.error(request, moves.why_not(page, case))
        return redirect("desk:complaint", complaint_id)
    if isinstance(page, Road):
        return redirect(page.address, complaint_id)
    return _shown(request, page, case, page.form(case=case))


def the_case(request: ActorRequest, complaint_id: int) -> Case:
    """Return the case, or answer that there is none when the person may not read it."""
    case = queries.case(complaint_id, request.actor, at=now())
    if case is None:
        raise Http404
    return case


def _pressed(request: ActorRequest, page: MovePage, case: Case, form: MoveForm) -> HttpResponse:
    number = case.complaint.pk
    if form.stale:
        form.refresh()
        form.add_error(None, _("您打开此页之后案件已有变化，请核对现在的状态再办理。"))
        return _shown(request, page, case, form, status=CONFLICT)
    if form.is_valid() and made(request, form, page.act, complaint_id=number, **form.arguments()):
        return _after(request, page, number)
    return _shown(request, page, the_case(request, number), form)


def _after(request: ActorRequest, page: MovePage, number: int) -> HttpResponse:
    case = queries.case(number, request.actor, at=now())
    if case is None:
        messages.success(request, str(page.said))
        return redirect("desk:transfers")
    waits = case.approval is not None and case.approval.move == page.name
    messages.success(request, _("已提交审批。") if waits else str(page.said))
    return redirect("desk:complaint", number)


def _shown(
    request: ActorRequest, page: MovePage, case: Case, form: MoveForm, *, status: int = 200
) -> HttpResponse:
    is_open = moves.is_open(page, case)
    context = {
        "page": page,
        "case": case,
        "form": form,
        "open": is_open,
        "closed_because": "" if is_open else moves.why_not(page, case),
        "guides": [page.guide, "desk/moves/none.html"],
        "routes": OTHER_ROUTES,
        "suggestions": _suggestions(request, page, case),
    }
    return render(request, "desk/move.html", context, status=status)


def _suggestions(request: ActorRequest, page: MovePage, case: Case) -> list[Suggestion]:
    """Return the reasons for declining that facts speak for; asked for on that page alone."""
    if page.name != "reject":
        return []
    return queries.reject_suggestions(case.complaint.pk, request.actor)
