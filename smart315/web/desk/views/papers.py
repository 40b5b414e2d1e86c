"""Documents of a case: written, previewed, issued, opened on record, voided, delivered."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smart315.accounts.actors import Permission
from smart315.casework import actions, letters, queries
from smart315.casework.queries import Case, Draft
from smart315.documents import coverage, queries as files, sheets
from smart315.documents.pdf import pdf
from smart315.documents.sheets import Stamp
from smart315.kernel.verdicts import Refused
from smart315.web import downloads
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import casefile, papers as words
from smart315.web.desk.attempts import made
from smart315.web.desk.forms.fields import optional_int, put
from smart315.web.desk.forms.papers import DeliveryForm, VoidForm, WriteForm
from smart315.web.desk.views.moves import the_case


INLINE = {
    "Content-Security-Policy": "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def papers(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """List the documents of a case: owed, issued, and those that may be written."""
    case = the_case(request, complaint_id)
    context = {"case": case, "file": casefile.of(case), "groups": words.groups(case)}
    return render(request, "desk/papers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.READ_COMPLAINT)
def write_paper(request: ActorRequest, complaint_id: int, code: str) -> HttpResponse:
    """Write a document: look at it first, then issue it."""
    case = the_case(request, complaint_id)
    draft = _draft(request, case, code)
    if draft is None:
        return redirect("desk:papers", complaint_id)
    form = _form(request, draft)
    if "issue" in request.POST and form.is_valid() and _issued(request, form, complaint_id):
        return redirect("desk:papers", complaint_id)
    return render(request, "desk/write_paper.html", _written(case, draft, form))


@require_POST
@desk_page(Permission.READ_COMPLAINT)
def preview_paper(request: ActorRequest, complaint_id: int, code: str) -> HttpResponse:
    """Print a document as it would look, marked as a preview, without a number."""
    case = the_case(request, complaint_id)
    draft = _draft(request, case, code)
    if draft is None or draft.sheet is None:
        return redirect("desk:write_paper", complaint_id, code)
    printed = pdf(draft.sheet, Stamp(preview=True, seal=queries.seal_of(draft)), at=now())
    return HttpResponse(printed, content_type="application/pdf", headers=INLINE)


@require_POST
@desk_page(Permission.READ_COMPLAINT)
def paper_file(request: ActorRequest, complaint_id: int, issued_id: int) -> HttpResponseBase:
    """Hand out an issued document, on record: it names people in full."""
    the_case(request, complaint_id)
    form = "docx" if request.POST.get("form") == "docx" else "pdf"
    try:
        stored = actions.open_document(issued_id=issued_id, form=form, by=request.actor, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:papers", complaint_id)
    return FileResponse(
        files.open_content(stored.pk),
        as_attachment=form == "docx",
        filename=stored.name,
        content_type=stored.media_type,
        headers=INLINE,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.READ_COMPLAINT)
def void_paper(request: ActorRequest, complaint_id: int, issued_id: int) -> HttpResponse:
    """Declare a document void, with a reason."""
    case, form = the_case(request, complaint_id), VoidForm(request.POST or None)
    document = _document(request, complaint_id, issued_id)
    said = _("已作废，编号不再使用；需要的请重新制作。")
    if form.is_valid() and made(
        request, form, actions.void_document, said, issued_id=issued_id, **form.cleaned_data
    ):
        return redirect("desk:papers", complaint_id)
    context = {"case": case, "form": form, "document": document}
    return render(request, "desk/void_paper.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.READ_COMPLAINT)
def deliver_paper(request: ActorRequest, complaint_id: int, issued_id: int) -> HttpResponse:
    """Note how, when, to whom and by whom a document was delivered."""
    case, document = the_case(request, complaint_id), _document(request, complaint_id, issued_id)
    posted = request.method == "POST"
    form = DeliveryForm(request.POST, request.FILES) if posted else DeliveryForm()
    if form.is_valid() and made(
        request, form, actions.deliver, _("已记录送达。"), issued_id=issued_id, **form.arguments()
    ):
        return redirect("desk:papers", complaint_id)
    context = {"case": case, "form": form, "document": document}
    return render(request, "desk/deliver_paper.html", context)


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def delivery_proof(
    request: ActorRequest, complaint_id: int, issued_id: int, delivery_id: int
) -> HttpResponseBase:
    """Hand out the proof of a delivery."""
    the_case(request, complaint_id)
    stored = queries.delivery_proof(issued_id, delivery_id, request.actor)
    if stored is None:
        raise Http404
    return downloads.handed_out(stored)


def _draft(request: ActorRequest, case: Case, code: str) -> Draft | None:
    """Return the document as it stands; nothing, and why, when it may not be written."""
    given = request.POST or request.GET
    try:
        kind = letters.letter(code)
        typed = {each.name: request.POST.get(each.name, "") for each in kind.free}
        return queries.document_draft(
            case.complaint,
            code,
            request.actor,
            at=now(),
            words=typed if request.POST else _before(case, given),
            owed_id=optional_int(given.get("owed", "")),
            object_id=optional_int(given.get("about", "")),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None


def _before(case: Case, given: Any) -> dict[str, str]:
    """Return what was written in the document that is to be replaced."""
    replaced = optional_int(given.get("replaces", ""))
    return next((each.words for each in case.issued if each.pk == replaced), {})


def _form(request: ActorRequest, draft: Draft) -> WriteForm:
    given = request.POST or request.GET
    replaces = optional_int(given.get("replaces", ""))
    first = {name: optional_int(given.get(name, "")) for name in ("owed", "about", "replaces")}
    return WriteForm(
        request.POST or None,
        initial=first,
        kind=draft.kind,
        words=dict(draft.words),
        replaces=replaces,
    )


def _issued(request: ActorRequest, form: WriteForm, complaint_id: int) -> bool:
    try:
        document = actions.issue(order=form.order(complaint_id), by=request.actor, at=now())
    except Refused as refusal:
        put(form, refusal)
        return False
    said = _("已发出%(title)s，文号：%(number)s。")
    messages.success(request, said % {"title": document.title, "number": document.number})
    return True


def _written(case: Case, draft: Draft, form: WriteForm) -> dict[str, Any]:
    missing = coverage.missing(sheets.texts(draft.sheet)) if draft.sheet else []
    return {
        "case": case,
        "draft": draft,
        "form": form,
        "paper": words.shown(draft.sheet, queries.seal_of(draft)),
        "unprintable": "、".join(missing),
    }


def _document(request: ActorRequest, complaint_id: int, issued_id: int) -> Any:
    found = queries.document(issued_id, complaint_id, request.actor)
    if found is None:
        raise Http404
    return found
