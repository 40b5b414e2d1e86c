"""Who is sent text messages: a consumer stops them and begins them again, phone in hand."""

from datetime import datetime
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from smart315.messaging import actions, queries
from smart315.messaging.states import Channel
from smart315.web.access import public_page
from smart315.web.public.proving import CodeForm, Way
from smart315.web.public.track import keys


WAY = Way(
    purpose="messages",
    ask="public:messages",
    send="public:messages",
    label=gettext_lazy("提交投诉时的手机号码"),
    press=gettext_lazy("核实"),
)
CONSUMER = "consumer"


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Ask for the phone; when it was confirmed, say whether it is sent messages, and change it."""
    at = now()
    number = keys.phone(request, at, confirmed=True)
    if not number:
        return _ask(request, at)
    if request.method == "POST":
        _change(request, number, at)
        return redirect("public:messages")
    shown = {"number": number, "refused": queries.opted_out(Channel.SMS, number)}
    return render(request, "public/messages/choose.html", shown)


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Take the code that came to the phone."""
    at = now()
    number = keys.phone(request, at, confirmed=False)
    if not number:
        return redirect("public:messages")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and WAY.confirmed(form, number, at):
        keys.keep_phone(request, number, at, confirmed=True)
        return redirect("public:messages")
    return WAY.page(request, form, number)


@csrf_exempt
@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """End somebody's copies by mail: by a press here, or of their mail program (RFC 8058).

    The signed link is the proof; a mail program has no cookie to show.
    """
    reader = actions.reader_of(token)
    if reader and request.method == "POST":
        actions.unsubscribe(reader=reader, at=now())
    done = request.method == "POST"
    return render(request, "public/messages/mail.html", {"known": bool(reader), "done": done})


def _ask(request: HttpRequest, at: datetime) -> HttpResponse:
    form = WAY.asked(request.POST if request.method == "POST" else None)
    keep = partial(keys.keep_phone, request, at=at, confirmed=False)
    if form.is_valid() and WAY.sent(request, form, keep, at):
        return redirect("public:messages_code")
    return render(request, "public/messages/phone.html", {"form": form})


def _change(request: HttpRequest, number: str, at: datetime) -> None:
    if request.POST.get("do") == "stop":
        actions.opt_out(channel=Channel.SMS, address=number, by=CONSUMER, at=at)
        messages.success(request, _("已停收，这个号码不再收到提醒短信。"))
    elif request.POST.get("do") == "resume":
        actions.opt_in(channel=Channel.SMS, address=number, by=CONSUMER, at=at)
        messages.success(request, _("已恢复，这个号码会再收到短信。"))
