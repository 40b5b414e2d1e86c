"""The page of a case, the reason of its dates, and the paper of it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from smart315.accounts.actors import Permission
from smart315.casework import actions, part_policies, policies, queries
from smart315.casework.queries import Case
from smart315.casework.states import MOVE_LABELS
from smart315.messaging import queries as messaging
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import casefile, moves, outbox, partpages, respondents, rights
from smart315.web.desk.attempts import made, pressed
from smart315.web.desk.forms.approving import DecisionForm
from smart315.web.desk.forms.casefile import NoteForm
from smart315.web.desk.views.moves import the_case


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def complaint(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Show a case with all that belongs to it."""
    case = the_case(request, complaint_id)
    return render(request, "desk/complaint.html", _shown(request, case, NoteForm()))


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def paper(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Show the registration form of a case as it is printed."""
    case = the_case(request, complaint_id)
    context = {"case": case, "file": casefile.of(case), "printed_at": now()}
    return render(request, "desk/paper.html", context)


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def why(request: ActorRequest, complaint_id: int, clock_id: int | None = None) -> HttpResponse:
    """Explain a due date; without a clock, the one that is due next."""
    case = the_case(request, complaint_id)
    wanted = clock_id or (case.next_clock.id if case.next_clock else 0)
    found = queries.why(complaint_id, wanted, request.actor, at=now())
    if found is None:
        raise Http404
    fragment = request.headers.get("HX-Request")
    template = "desk/parts/why.html" if fragment else "desk/why.html"
    return render(request, template, {"why": found, "case": case})


@require_POST
@desk_page(Permission.READ_COMPLAINT)
def note(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Leave a note in the case."""
    case, form = the_case(request, complaint_id), NoteForm(request.POST)
    if form.is_valid():
        data, said = form.cleaned_data, _("已留言。")
        if made(request, form, actions.note, said, complaint_id=complaint_id, **data):
            return redirect("desk:complaint", complaint_id)
    return render(request, "desk/complaint.html", _shown(request, case, form))


@require_POST
@desk_page(Permission.READ_COMPLAINT)
def issue_document(request: ActorRequest, complaint_id: int, document_id: int) -> HttpResponse:
    """Note that a document that was owed went out."""
    case = the_case(request, complaint_id)
    if document_id not in {each.pk for each in case.documents}:
        raise Http404
    pressed(request, actions.issue_document, _("已记为发出。"), document_id=document_id)
    return redirect("desk:papers", complaint_id)


def _proposal(case: Case) -> dict[str, Any] | None:
    if case.approval is None:
        return None
    label = MOVE_LABELS[case.approval.move]
    return {"label": label, "arguments": queries.arguments_in_words(case.approval)}


def _parts(request: ActorRequest, case: Case) -> dict[str, Any]:
    """Return who else has to do with the case, and what may be started from here."""
    parts = queries.parts_in(case.complaint, request.actor)
    orders = [
        {"order": each, "pages": partpages.of_supervision(each)} for each in parts.supervisions
    ]
    return {
        "why_here": queries.why_here(case.complaint),
        "may_reassign": part_policies.may_reassign(request.actor, case.complaint),
        "parts": parts,
        "supervisions": orders,
        "part_pages": partpages.of_case(parts),
    }


def _shown(request: ActorRequest, case: Case, note_form: NoteForm) -> dict[str, Any]:
    return {
        **_parts(request, case),
        "case": case,
        "file": casefile.of(case),
        "agents": queries.agents_in_force(case.complaint.pk, request.actor, at=now()),
        "offer": moves.offered(case),
        "proposal": _proposal(case),
        "decision_form": DecisionForm(),
        "note_form": note_form,
        "rights": rights.of(case),
        "message_lines": [outbox.line(each) for each in messaging.history(case.complaint.stream)],
        "sees_hints": bool(policies.may_see_abuse_hints(request.actor, case.complaint)),
        "similar": queries.similar_open(case.complaint.pk, request.actor, at=now()),
        "doubles": respondents.doubles(case),
        "may_merge": request.actor.holds(Permission.MANAGE_BUSINESSES),
        "reads_audit": request.actor.everywhere(Permission.READ_AUDIT),
    }
