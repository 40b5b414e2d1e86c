"""The last look at everything, and sending it: once, however often the button is pressed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from smart315.accounts import actors
from smart315.casework import actions
from smart315.documents import queries as files
from smart315.kernel.verdicts import Refused
from smart315.web.access import public_page
from smart315.web.public.file import sent, steps, summary
from smart315.web.public.file.drafts import Draft
from smart315.web.public.file.sent import Problem, SentForm
from smart315.web.public.site import in_chinese


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
@steps.with_draft
def check(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Show the whole draft; send it when nothing stands in the way."""
    form = sent.form_of(draft)
    if request.method != "POST":
        return _show(request, draft, form, sent.problems(draft, form))
    if not draft.stored or request.POST.get("key") != draft.mark:
        before = steps.sent_already(request)
        return redirect("public:file_check") if before is None else steps.receipt_for(before)
    return _send(request, draft, form)


def _send(request: HttpRequest, draft: Draft, form: SentForm) -> HttpResponse:
    wrong = sent.problems(draft, form)
    if wrong:
        return _show(request, draft, form, wrong)
    try:
        with in_chinese():
            filing = form.filing(sent.around(draft))
            receipt = actions.file(filing=filing, by=actors.consumer(), at=now())
    except Refused as refusal:
        wrong = [sent.of_refusal(refusal.field, str(refusal))]
        return _show(request, draft, form, wrong)
    return steps.receipt_for(receipt.complaint_id)


def _show(request: HttpRequest, draft: Draft, form: SentForm, wrong: list[Problem]) -> HttpResponse:
    shown: dict[str, Any] = {
        "problems": wrong,
        "warnings": sent.warnings(draft, form, localdate()),
        "asked": request.method == "POST",
        "previous": steps.here("you"),
        "parts": summary.of(draft, files.files(draft.stream)),
    }
    return steps.show(request, draft, "check", shown)
