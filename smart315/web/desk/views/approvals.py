"""What waits for a second pair of eyes."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from smart315.accounts.actors import Permission
from smart315.casework import actions, queries
from smart315.casework.queries import ApprovalView
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.attempts import made
from smart315.web.desk.forms.approving import DecisionForm


AUTO_ID = "approval-%s-%%s"


@require_safe
@desk_page(Permission.APPROVE)
def approvals(request: ActorRequest) -> HttpResponse:
    """Show the proposals, the oldest first."""
    waiting = queries.approvals(request.actor)
    return render(request, "desk/approvals.html", {"approvals": _with_forms(waiting)})


@require_POST
@desk_page(Permission.APPROVE)
def decide(request: ActorRequest, approval_id: int) -> HttpResponse:
    """Approve or refuse one proposal."""
    waiting = queries.approvals(request.actor)
    if approval_id not in {each.id for each in waiting}:
        raise Http404
    form = DecisionForm(request.POST, auto_id=AUTO_ID % approval_id)
    granted = request.POST.get("decision") == "approve"
    act, said = (
        (actions.approve, _("已同意。")) if granted else (actions.refuse, _("已退回提出人。"))
    )
    if form.is_valid() and made(
        request, form, act, said, approval_id=approval_id, **form.cleaned_data
    ):
        return redirect("desk:approvals")
    context = {"approvals": _with_forms(waiting, {approval_id: form})}
    return render(request, "desk/approvals.html", context)


def _with_forms(
    waiting: list[ApprovalView], sent: Mapping[int, DecisionForm] | None = None
) -> list[tuple[ApprovalView, DecisionForm]]:
    """Put a form beside each proposal; the one that was refused keeps what was typed."""
    kept = sent or {}
    return [
        (each, kept.get(each.id) or DecisionForm(auto_id=AUTO_ID % each.id)) for each in waiting
    ]
