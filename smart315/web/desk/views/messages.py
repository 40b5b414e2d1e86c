"""Messages: which failed and why, how many went out, and the texts with their lengths."""

from datetime import timedelta

from django.contrib import messages as said
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smart315.accounts import actions, policies
from smart315.kernel.verdicts import Verdict
from smart315.messaging import queries
from smart315.messaging.lengths import LANGUAGES
from smart315.messaging.templates import CHINESE
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import outbox, subscribing
from smart315.web.desk.attempts import made, pressed
from smart315.web.desk.forms.messages import WordingForm


SHOWN, DAYS = 100, timedelta(days=14)


@require_safe
@desk_page()
def messages(request: ActorRequest) -> HttpResponse:
    """Show what failed, the counts of two weeks, and what waits."""
    _require(policies.may_run_messages(request.actor))
    at = now()
    context = {
        "lines": [outbox.line(each) for each in queries.failed(SHOWN)],
        "failed": queries.failed_count(),
        "waiting": queries.waiting(at),
        "days": [outbox.counted(each) for each in queries.per_day(at - DAYS)],
        "words": bool(policies.may_read_wordings(request.actor)),
    }
    return render(request, "desk/messages/outbox.html", context)


@require_POST
@desk_page()
def try_again(request: ActorRequest) -> HttpResponse:
    """Put the chosen messages back into the outbox."""
    ids = [int(each) for each in request.POST.getlist("id") if each.isdecimal()]
    if ids:
        words = _("已放回待发，稍后自动发送。")
        pressed(request, actions.try_messages_again, words, ids=ids)
    else:
        said.error(request, _("请先勾选要重发的消息。"))
    return redirect("desk:messages")


@require_safe
@desk_page()
def texts(request: ActorRequest) -> HttpResponse:
    """Show every text with its length."""
    _require(policies.may_read_wordings(request.actor))
    language = _language(request)
    groups = outbox.groups(queries.all_texts(language))
    return render(request, "desk/messages/texts.html", {"groups": groups, "language": language})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page()
def text(request: ActorRequest, name: str) -> HttpResponse:
    """Preview a text with its longest values, and let it be worded otherwise."""
    _require(policies.may_read_wordings(request.actor))
    language = _language(request)
    preview = outbox.preview(name, language)
    if preview is None:
        raise Http404
    may = policies.may_word_messages(request.actor)
    form = WordingForm(
        request.POST or None, initial=preview.initial, has_subject=preview.has_subject
    )
    if request.method == "POST" and form.is_valid():
        arguments = {**form.cleaned_data, "template": name, "language": language}
        if made(request, form, actions.word_message, _("新的文字已生效。"), **arguments):
            return redirect(f"{request.path}?language={language}")
    context = {"preview": preview, "language": language, "form": form, "may": may}
    return render(request, "desk/messages/text.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page()
def subscription(request: ActorRequest) -> HttpResponse:
    """Let somebody say which unread messages also come by mail."""
    return subscribing.page(request, "desk")


def _language(request: ActorRequest) -> str:
    asked = request.GET.get("language", CHINESE)
    return asked if asked in LANGUAGES else CHINESE


def _require(verdict: Verdict) -> None:
    if not verdict:
        raise PermissionDenied(verdict.reason)
