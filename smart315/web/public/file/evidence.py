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
from smart315.web.public.file import drafts, steps
from smart315.web.public.file.drafts import Draft


MOST_FILES = 20


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
    back = steps.turning_back(request, "evidence")
    if back and not refused:
        return redirect(back)
    if not refused and ("upload" in request.POST or "remove" in request.POST):
        return redirect(steps.here("evidence", steps.going_to(request)))
    form = EvidencePiece(dict(draft.form))
    if form.is_valid() and not there and not form.cleaned_data["no_evidence_reason"]:
        form.add_error("no_evidence_reason", _("请上传证据；暂时没有的，请写明原因。"))
    if refused or not form.is_valid():
        return _show(request, draft, form, refused)
    return redirect(steps.after("evidence", steps.going_to(request)))


def _taken_in(request: HttpRequest, draft: Draft) -> list[str]:
    """Store what was uploaded, drop what was removed; return why files were not taken."""
    gone = request.POST.get("remove", "")
    if gone.isdecimal():
        documents.discard(stream=draft.stream, by="consumer", at=now(), ids=[int(gone)])
    refused = []
    room = MOST_FILES - len(files.files(draft.stream))
    for position, upload in enumerate(request.FILES.getlist("files")):
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
