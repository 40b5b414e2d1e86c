"""Filing for somebody else on one dense page; what was typed is never lost."""

from typing import Any, BinaryIO, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smart315.accounts import actions as accounts, phones, tokens
from smart315.accounts.actors import Permission
from smart315.businesses import queries as businesses
from smart315.casework import actions, queries
from smart315.documents import actions as documents, queries as files
from smart315.kernel.verdicts import Refused
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import drafting
from smart315.web.desk.drafting import Draft
from smart315.web.desk.forms.fields import put
from smart315.web.desk.forms.registering import RegisterForm


CODE_PURPOSE = "filing"
FILED = "registered"
# Buttons that do something on the way and leave the form open.
ON_THE_WAY = ("look", "upload", "remove", "send_code", "confirm_code", "places")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.REGISTER_COMPLAINT)
def register(request: ActorRequest) -> HttpResponse:
    """Show the form with what was typed before; file it when it is complete."""
    if request.method != "POST":
        draft = drafting.of(request.actor, now())
        return _shown(request, draft, RegisterForm(initial=dict(draft.form)))
    if _filed_before(request):
        return redirect("desk:registered")
    draft = _kept(request)
    draft, refused = _on_the_way(request, draft)
    if refused or any(name in request.POST for name in ON_THE_WAY):
        return _shown(request, draft, RegisterForm(initial=dict(draft.form)), refused)
    form = RegisterForm(dict(draft.form))
    if form.is_valid() and _filed(request, draft, form):
        return redirect("desk:registered")
    return _shown(request, draft, form)


@require_POST
@desk_page(Permission.REGISTER_COMPLAINT)
def keep(request: ActorRequest) -> HttpResponse:
    """Keep what is in the form while it is being filled in."""
    if not _filed_before(request):
        _kept(request)
    return HttpResponse(status=204)


@require_POST
@desk_page(Permission.REGISTER_COMPLAINT)
def look_up(request: ActorRequest) -> HttpResponse:
    """Return who may be meant by the name in the form, as a piece of the page."""
    form = RegisterForm(initial=RegisterForm.typed(request.POST))
    return render(request, "desk/register/candidates.html", {"form": form, **_candidates(form)})


@require_POST
@desk_page(Permission.REGISTER_COMPLAINT)
def places(request: ActorRequest) -> HttpResponse:
    """Return the townships of the chosen county, as a piece of the page."""
    form = RegisterForm(initial=RegisterForm.typed(request.POST))
    return render(request, "desk/register/township.html", {"form": form})


@require_POST
@desk_page(Permission.REGISTER_COMPLAINT)
def discard(request: ActorRequest) -> HttpResponse:
    """Begin with an empty form."""
    actions.discard_draft(token=drafting.of(request.actor, now()).token, at=now())
    return redirect("desk:register")


@require_safe
@desk_page(Permission.REGISTER_COMPLAINT)
def registered(request: ActorRequest) -> HttpResponse:
    """Show number and query code of what was just filed, to be read out or printed."""
    complaint_id = request.session.get(FILED)
    if complaint_id is None:
        return redirect("desk:register")
    receipt = queries.receipt(complaint_id)
    readable = queries.case(complaint_id, request.actor, at=now()) is not None
    return render(request, "desk/register/receipt.html", {"receipt": receipt, "readable": readable})


def _filed(request: ActorRequest, draft: Draft, form: RegisterForm) -> bool:
    try:
        filing = form.filing(draft.around(now()))
        receipt = actions.file(filing=filing, by=request.actor, at=now())
    except Refused as refusal:
        put(form, refusal)
        return False
    actions.discard_draft(token=draft.token, at=now())
    request.session[FILED] = receipt.complaint_id
    return True


def _key(request: ActorRequest) -> UUID | None:
    try:
        return UUID(request.POST.get(drafting.KEY, ""))
    except ValueError:
        return None


def _filed_before(request: ActorRequest) -> bool:
    """Tell whether this very page was filed already; then the receipt is shown once more."""
    key = _key(request)
    before = queries.filed(key) if key else None
    if before is not None:
        request.session[FILED] = before
    return before is not None


def _kept(request: ActorRequest) -> Draft:
    draft = drafting.of(request.actor, now(), _key(request))
    return drafting.keep(draft, RegisterForm.typed(request.POST), now())


def _on_the_way(request: ActorRequest, draft: Draft) -> tuple[Draft, list[str]]:
    """Take in files, send or use a code; return why something was refused."""
    refused = [
        reason
        for upload in request.FILES.getlist("files")
        if (reason := _stored(request, draft, upload))
    ]
    gone = request.POST.get("remove", "")
    if gone.isdecimal():
        name = request.actor.name
        documents.discard(stream=draft.stream, by=name, at=now(), ids=[int(gone)])
    try:
        draft = _code(request, draft)
    except Refused as refusal:
        refused.append(str(refusal))
    return draft, refused


def _code(request: ActorRequest, draft: Draft) -> Draft:
    typed, name = str(draft.form.get("phone", "")), request.actor.name
    if "send_code" in request.POST:
        sent = accounts.send_code(phone=typed, purpose=CODE_PURPOSE, at=now(), by=name)
        return drafting.keep(draft, {"shown_code": sent.shown_code, "code_sent": "yes"}, now())
    code = str(draft.form.get("code", "")).strip()
    if not code or draft.confirmed(now()):
        return draft
    accounts.confirm_code(phone=typed, code=code, purpose=CODE_PURPOSE, at=now(), by=name)
    proof = tokens.phone_token(phones.mobile(typed), now())
    kept = {drafting.PROOF: proof, "code": "", "code_sent": "", "shown_code": ""}
    return drafting.keep(draft, kept, now())


def _stored(request: ActorRequest, draft: Draft, upload: "UploadedFile[Any]") -> str:
    try:
        documents.store(
            content=cast("BinaryIO", upload.file),
            name=upload.name or "",
            stream=draft.stream,
            by=request.actor.name,
            at=now(),
        )
    except Refused as refusal:
        return str(refusal)
    return ""


def _candidates(form: RegisterForm) -> dict[str, Any]:
    name = str(form["respondent_name"].value() or "").strip()
    place = str(form["respondent_region_code"].value() or "")
    return {"asked": name, "found": businesses.look_up(name, 6, place) if name else []}


def _shown(
    request: ActorRequest, draft: Draft, form: RegisterForm, refused: list[str] | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "draft": draft,
        "files": files.files(draft.stream),
        "confirmed": draft.confirmed(now()),
        "refused": refused or [],
        **_candidates(form),
    }
    return render(request, "desk/register/page.html", context)
