"""The last look at everything, and sending it: once, however often the button is pressed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from smart315.accounts import actors
from smart315.casework import actions
from smart315.documents import queries as files
from smart315.kernel.verdicts import Refused
from smart315.web.access import public_page
from smart315.web.public.file import sent, steps, summary
from smart315.web.public.file.drafts import Draft
from smart315.web.public.file.sent import Problem, SentForm


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
@steps.with_draft
def check(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Show the whole draft; send it when nothing stands in the way."""
    if request.method != "POST":
        return _show(request, draft)
    if not draft.stored or request.POST.get("key") != draft.mark:
        before = steps.sent_already(request)
        return redirect("public:file_check") if before is None else steps.receipt_for(before)
    return _send(request, draft)


def _send(request: HttpRequest, draft: Draft) -> HttpResponse:
    form = SentForm(dict(draft.form))
    wrong = sent.problems(draft, form)
    if wrong:
        return _show(request, draft, wrong)
    filing = form.filing(sent.around(draft))
    try:
        receipt = actions.file(filing=filing, by=actors.consumer(), at=now())
    except Refused as refusal:
        return _show(request, draft, [sent.of_refusal(refusal.field, str(refusal))])
    return steps.receipt_for(receipt.complaint_id)


def _show(request: HttpRequest, draft: Draft, wrong: list[Problem] | None = None) -> HttpResponse:
    if wrong is None:
        wrong = sent.problems(draft, SentForm(dict(draft.form)))
    shown: dict[str, Any] = {"problems": wrong, "asked": request.method == "POST"}
    shown["previous"] = steps.here("you")
    shown["parts"] = summary.of(draft, files.files(draft.stream))
    return steps.show(request, draft, "check", shown)
