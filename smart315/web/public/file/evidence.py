"""Evidence: each file is checked by its content as it comes, and kept with the draft."""

from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from smart315.documents import actions as documents, queries as files
from smart315.kernel.verdicts import Refused
from smart315.web.access import public_page
from smart315.web.filing import EvidencePiece
from smart315.web.public import limits
from smart315.web.public.file import drafts, steps
from smart315.web.public.file.drafts import Draft


MOST_FILES = 20
# A village station shares one address.
UPLOADS = limits.Limit("uploads", 300, 60 * 60)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
@steps.with_draft
def evidence(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Take files, list what is there, or ask why there is nothing."""
    if request.method != "POST":
        return _show(request, draft, EvidencePiece(initial=draft.form))
    refused = _taken_in(request, draft)
    there = [each.pk for each in files.files(draft.stream)]
    typed = EvidencePiece.typed(request.POST) | {"evidence": there, "evidence_seen": "yes"}
    draft = drafts.keep(draft, typed, now())
    return _show(request, draft, _form(draft), refused) if refused else _onward(request, draft)


def _onward(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Stay after uploading and removing, go back, or go on when something is there."""
    to, back = steps.going_to(request), steps.turning_back(request, "evidence")
    if back or "upload" in request.POST or "remove" in request.POST:
        return redirect(back or steps.here("evidence", to))
    form = _form(draft)
    return redirect(steps.after("evidence", to)) if form.is_valid() else _show(request, draft, form)


def _form(draft: Draft) -> EvidencePiece:
    """Return the reason why there is nothing, judged when there is nothing."""
    form = EvidencePiece(dict(draft.form))
    if not draft.form.get("evidence") and not draft.text("no_evidence_reason").strip():
        form.add_error("no_evidence_reason", _("请上传证据；暂时没有的，请写明原因。"))
    return form


def _taken_in(request: HttpRequest, draft: Draft) -> list[str]:
    """Store what was uploaded, drop what was removed; return why files were not taken."""
    gone = request.POST.get("remove", "")
    if gone.isdecimal():
        documents.discard(stream=draft.stream, by="consumer", at=now(), ids=[int(gone)])
    refused = []
    room = MOST_FILES - len(files.files(draft.stream))
    client = limits.client(request)
    for position, upload in enumerate(request.FILES.getlist("files")):
        if limits.spent(UPLOADS, client, now()):
            refused.append(_("上传太频繁，请一小时后再上传，或者先写明暂时没有证据的原因。"))
            break
        limits.spend(UPLOADS, client, now())
        if position >= room:
            refused.append(_("一件投诉最多%(most)s个文件，其余没有保存。") % {"most": MOST_FILES})
            break
        reason = _stored(upload, draft)
        if reason:
            refused.append(reason)
    return refused


def _stored(upload: "UploadedFile[Any]", draft: Draft) -> str:
    """Store one file; return the reason when it was refused."""
    try:
        documents.store(
            content=cast("BinaryIO", upload.file),
            name=upload.name or "",
            stream=draft.stream,
            by="consumer",
            at=now(),
        )
    except Refused as refusal:
        return str(refusal)
    return ""


def _show(
    request: HttpRequest, draft: Draft, form: EvidencePiece, refused: list[str] | None = None
) -> HttpResponse:
    shown = {"form": form, "files": files.files(draft.stream), "refused": refused or []}
    return steps.show(request, draft, "evidence", shown)
