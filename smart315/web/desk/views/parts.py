"""What one case needs of several organisations: started from the case, answered on its own page."""

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from smart315.accounts.actors import Permission
from smart315.casework import actions, queries, taxonomy
from smart315.casework.queries import TaskPage
from smart315.kernel.verdicts import Refused
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import partpages
from smart315.web.desk.attempts import made, pressed
from smart315.web.desk.forms.parts import PartFileForm, ReasonForm
from smart315.web.desk.partpages import ActPage
from smart315.web.desk.views.moves import the_case
from smart315.web.downloads import handed_out
from smart315.web.templatetags.desk import Chip


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.READ_COMPLAINT)
def case_act(request: ActorRequest, complaint_id: int, name: str) -> HttpResponse:
    """Ask for help, supervise, take up, report up, note a reply."""
    case = the_case(request, complaint_id)
    parts = queries.parts_in(case.complaint, request.actor)
    page = _open(partpages.CASE, name)
    back = reverse("desk:complaint", args=[complaint_id])
    if request.method != "POST" and not page.opens(parts):
        messages.error(request, _("您现在不能对这件投诉作“%(act)s”。") % {"act": page.label})
        return redirect(back)
    form = partpages.case_form(page, case, *([request.POST] if request.method == "POST" else []))
    if form.is_valid() and _done(request, page, form, complaint_id=complaint_id):
        return redirect(_still_there(request, complaint_id, back))
    return _asked(request, page, form, back, case.complaint.number)


@require_safe
@desk_page()
def tasks(request: ActorRequest) -> HttpResponse:
    """Show what other organisations ask of ours, or ours asked of them."""
    outgoing = request.GET.get("direction") == "out"
    here = reverse("desk:tasks")
    context = {
        "tasks": queries.tasks(request.actor, "out" if outgoing else "in"),
        "outgoing": outgoing,
        "chips": [
            Chip(_("请我方办理的"), here, on=not outgoing),
            Chip(_("我方请求的"), f"{here}?direction=out", on=outgoing),
        ],
    }
    return render(request, "desk/tasks.html", context)


@require_safe
@desk_page()
def task(request: ActorRequest, assignment_id: int) -> HttpResponse:
    """Show a task with what is needed for it."""
    return _shown(request, _the_task(request, assignment_id))


@require_POST
@desk_page()
def sign_task(request: ActorRequest, assignment_id: int) -> HttpResponse:
    """Take a task."""
    pressed(request, actions.sign_part, _("已签收。"), assignment_id=assignment_id)
    return redirect("desk:task", assignment_id)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page()
def task_act(request: ActorRequest, assignment_id: int, name: str) -> HttpResponse:
    """Answer a task, decline it, give it back."""
    found, page = _the_task(request, assignment_id), _open(partpages.TASK, name)
    back = reverse("desk:task", args=[assignment_id])
    given = [request.POST] if request.method == "POST" else []
    form = partpages.task_form(page, found, *given)
    if form.is_valid() and _done(request, page, form, assignment_id=assignment_id):
        return redirect(back)
    return _asked(request, page, form, back, found.part.number)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page()
def cancel_task(request: ActorRequest, complaint_id: int, assignment_id: int) -> HttpResponse:
    """Take back a request for help."""
    case = the_case(request, complaint_id)
    back = reverse("desk:complaint", args=[complaint_id])
    form = ReasonForm(request.POST or None)
    said = _("已撤销协助请求。")
    if form.is_valid() and made(
        request, form, actions.cancel_part, said, assignment_id=assignment_id, **form.cleaned_data
    ):
        return redirect(back)
    page = {"label": _("撤销协助请求"), "tone": "danger"}
    context = {"page": page, "form": form, "back": back, "number": case.complaint.number}
    return render(request, "desk/act.html", context)


@require_POST
@desk_page()
def add_task_file(request: ActorRequest, assignment_id: int) -> HttpResponse:
    """Put a file to a task."""
    found = _the_task(request, assignment_id)
    form = PartFileForm(request.POST, request.FILES)
    if form.is_valid() and _stored(request, assignment_id, form):
        messages.success(request, _("已上传。"))
        return redirect("desk:task", assignment_id)
    return _shown(request, found, form=form)


@require_GET
@desk_page()
def task_file(request: ActorRequest, assignment_id: int, evidence_id: int) -> FileResponse:
    """Hand out a file of a task, on record."""
    found = actions.open_task_file(
        assignment_id=assignment_id, evidence_id=evidence_id, by=request.actor, at=now()
    )
    if found is None:
        raise Http404
    return handed_out(found)


@require_POST
@desk_page()
def task_contact(request: ActorRequest, assignment_id: int) -> HttpResponse:
    """Show whom to call, once, on record."""
    found = _the_task(request, assignment_id)
    contact: tuple[str, str] | None = None
    try:
        contact = actions.see_contact(assignment_id=assignment_id, by=request.actor, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    answer = _shown(request, found, contact=contact)
    answer["Cache-Control"] = "no-store"
    return answer


def _shown(
    request: ActorRequest,
    found: TaskPage,
    *,
    form: forms.Form | None = None,
    contact: tuple[str, str] | None = None,
) -> HttpResponse:
    complaint = found.complaint
    context = {
        "task": found,
        "pages": partpages.of_task(found),
        "file_form": form or PartFileForm(),
        "contact": contact,
        "category": _named(complaint.category_code),
        "nature": _named(complaint.nature_code),
    }
    return render(request, "desk/task.html", context)


def _named(code: str) -> str:
    return taxonomy.node(code).name if taxonomy.known(code) else ""


def _the_task(request: ActorRequest, assignment_id: int) -> TaskPage:
    found = queries.task(assignment_id, request.actor)
    if found is None:
        raise Http404
    return found


def _open(pages: tuple[ActPage, ...], name: str) -> ActPage:
    found = next((each for each in pages if each.name == name), None)
    if found is None:
        raise Http404
    return found


def _done(request: ActorRequest, page: ActPage, form: forms.Form, **about: int) -> bool:
    return made(request, form, page.act, page.said, **about, **form.cleaned_data)


def _still_there(request: ActorRequest, complaint_id: int, back: str) -> str:
    """Return the case, or the list when the person may no longer read it."""
    case = queries.case(complaint_id, request.actor, at=now())
    return back if case is not None else reverse("desk:complaints")


def _asked(
    request: ActorRequest, page: ActPage, form: forms.Form, back: str, number: str | None
) -> HttpResponse:
    context = {"page": page, "form": form, "back": back, "number": number}
    return render(request, "desk/act.html", context)


def _stored(request: ActorRequest, assignment_id: int, form: forms.Form) -> bool:
    file = form.cleaned_data["file"]
    try:
        actions.add_part_file(
            assignment_id=assignment_id,
            content=file.file,
            name=file.name,
            by=request.actor,
            at=now(),
        )
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return False
    return True
