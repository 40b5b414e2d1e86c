"""Proving a document: by the code printed on it, and by the file itself. Nothing is kept."""

import hashlib
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smart315.casework import queries
from smart315.casework.codes import IssueState
from smart315.insight import queries as insight
from smart315.kernel import identifiers
from smart315.web.access import public_page
from smart315.web.filing import Piece
from smart315.web.public import limits


# Guessing codes, and the work of hashing files: per address.
GUESSES = limits.Limit("verify", 60, 10 * 60)
LARGEST = 20 * 1024 * 1024
NOT_FOUND = 404
SAYS = {
    IssueState.IN_FORCE: _("这份文书是真实的，现在有效。"),
    IssueState.REPLACED: _("这份文书是真实的，但已由新的文书代替，不再有效。"),
    IssueState.VOID: _("这份文书是真实的，但已作废，不再有效。"),
}


class CodeForm(Piece):
    """The code that is printed beside the QR code."""

    code = forms.CharField(
        label=_("核验码"),
        max_length=40,
        help_text=_("文书末尾二维码旁的10位字母和数字，不分大小写。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("请填写核验码。")},
    )

    def clean_code(self) -> str:
        """Return the code that was meant."""
        code = identifiers.normalise_query_code(self.cleaned_data["code"])
        if len(code) != identifiers.CODE_LENGTH or not code.isascii():
            raise forms.ValidationError(_("核验码有10位字母和数字，请对照文书逐字核对。"))
        return code


class FileForm(Piece):
    """The PDF that somebody was given."""

    file = forms.FileField(
        label=_("PDF文件"),
        help_text=_("只比对文件内容是否一致，不保存您的文件。"),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
        error_messages={"required": _("请选择要核对的PDF文件。"), "empty": _("文件是空的。")},
    )

    def clean_file(self) -> str:
        """Return the hash of the file; the file itself is not kept."""
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError(_("文件超过20MB，不是本平台发出的文书。"))
        digest = hashlib.sha256()
        for chunk in given.chunks():
            digest.update(chunk)
        return digest.hexdigest()


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a document."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect("public:proof", form.cleaned_data["code"])
    return render(request, "public/verify.html", {"form": form})


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether there is such a document, and whether a file is that document."""
    client, at = limits.client(request), now()
    if limits.spent(GUESSES, client, at):
        return render(request, "429.html", status=429)
    limits.spend(GUESSES, client, at)
    found = queries.proof(code) or insight.proof(code)
    if found is None:
        return render(request, "public/unproved.html", {"form": CodeForm()}, status=NOT_FOUND)
    posted = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if posted else FileForm()
    same = form.is_valid() and form.cleaned_data["file"] == found.sha256 if posted else None
    shown: dict[str, Any] = {"proof": found, "form": form, "says": SAYS[found.state]}
    shown["same"] = None if form.errors else same
    return render(request, "public/proof.html", shown)
