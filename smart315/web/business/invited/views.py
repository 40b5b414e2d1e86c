"""Open the letter on record, read the one complaint, answer it, or join."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from smart315.casework import actions, queries
from smart315.casework.queries import Case, Invitation
from smart315.kernel.verdicts import Refused
from smart315.web import downloads
from smart315.web.access import public_page
from smart315.web.business import words
from smart315.web.business.forms import AnswerForm
from smart315.web.business.invited.forms import IdentityForm
from smart315.web.desk.forms.fields import put
from smart315.web.public import limits


SESSION_KEY = "invitations"
GUESSES = limits.Limit("invited", 20, 10 * 60)


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the letter is about; opened in this browser before, the complaint itself."""
    found = _found(request, token)
    if found is None:
        return _private(render(request, "invited/void.html", status=404))
    if _is_ours(request, found):
        return _private(render(request, "invited/complaint.html", _shown(found, token)))
    if found.stated_at is not None:
        return _private(render(request, "invited/used.html", {"invitation": found}))
    form = IdentityForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _used(request, form, token):
        return redirect("invited:letter", token)
    case = {"invitation": found, "form": form, "complaint": found.complaint}
    return _private(render(request, "invited/sealed.html", case))


@public_page
@never_cache
@require_POST
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Answer from the closed list; what was typed stays when something is wrong."""
    found = _ours(request, token)
    form = AnswerForm(request.POST)
    if form.is_valid() and _answered(found, form):
        messages.success(request, _("已答复，投诉人和消协会收到通知。"))
        return redirect("invited:letter", token)
    shown = _shown(found, token, answer_form=form)
    return _private(render(request, "invited/complaint.html", shown))


@public_page
@never_cache
@require_GET
def evidence(request: HttpRequest, token: str, evidence_id: int) -> HttpResponseBase:
    """Hand out a piece of material of the one complaint, on record."""
    found = _ours(request, token)
    stored = actions.open_evidence(
        complaint_id=found.complaint_id,
        evidence_id=evidence_id,
        by=queries.guest(found),
        at=now(),
    )
    if stored is None:
        raise Http404
    return downloads.handed_out(stored)


def _found(request: HttpRequest, token: str) -> Invitation | None:
    """Return what a key opens; wrong keys are counted, and too many open nothing."""
    client, at = limits.client(request), now()
    if limits.spent(GUESSES, client, at):
        return None
    found = queries.open_to(token, at)
    if found is None:
        limits.spend(GUESSES, client, at)
    return found


def _ours(request: HttpRequest, token: str) -> Invitation:
    """Return the invitation if it was opened in this browser."""
    found = _found(request, token)
    if found is None or not _is_ours(request, found):
        raise Http404
    return found


def _is_ours(request: HttpRequest, found: Invitation) -> bool:
    return found.pk in request.session.get(SESSION_KEY, [])


def _used(request: HttpRequest, form: IdentityForm, token: str) -> bool:
    """Use the letter up for this browser; a refusal goes to its field."""
    data = {name: form.cleaned_data[name] for name in ("name", "role", "phone")}
    try:
        used = actions.use_invitation(token=token, at=now(), **data)
    except Refused as refusal:
        put(form, refusal)
        return False
    request.session.cycle_key()
    request.session[SESSION_KEY] = [*request.session.get(SESSION_KEY, []), used.pk]
    return True


def _answered(found: Invitation, form: AnswerForm) -> bool:
    try:
        actions.answer(
            complaint_id=found.complaint_id,
            by=queries.guest(found),
            at=now(),
            **form.arguments(),
        )
    except Refused as refusal:
        put(form, refusal)
        return False
    return True


def _shown(found: Invitation, token: str, **forms: Any) -> dict[str, Any]:
    case = _case(found)
    return {
        "invitation": found,
        "token": token,
        "case": case,
        "clock": words.own_clock(case),
        "claims": words.claims(case),
        "answer_form": AnswerForm(),
        **forms,
    }


def _case(found: Invitation) -> Case:
    case = queries.case(found.complaint_id, queries.guest(found), at=now())
    if case is None:
        raise Http404
    return case


def _private(answer: HttpResponse) -> HttpResponse:
    """Let no other site learn the address of the letter."""
    # Stricter, and the browser would not name its origin when the form is sent.
    answer["Referrer-Policy"] = "same-origin"
    answer["X-Robots-Tag"] = "noindex"
    return answer
