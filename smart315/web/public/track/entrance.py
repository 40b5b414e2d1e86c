"""The two ways to one's own complaints: number and query code, or phone and one-time code."""

import re
from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smart315.casework import actions, queries
from smart315.web.access import public_page
from smart315.web.filing import Piece
from smart315.web.public import limits
from smart315.web.public.proving import CodeForm, PhoneForm, Way
from smart315.web.public.track import keys


WAY = Way(
    purpose="track",
    ask="public:track",
    send="public:track_send",
    label=gettext_lazy("提交投诉时的手机号码"),
    press=gettext_lazy("核实并查询"),
)
# Wrong pairs of number and code: per address, and per number wherever they come from.
GUESSES = limits.Limit("track", 10, 10 * 60)
GUESSES_AT_ONE = limits.Limit("track-number", 30, 60 * 60)
DIGITS = re.compile(r"(\d{4})\D{0,3}(\d{6}(?:\d{3})?)\D{1,3}(\d{1,9})")


class NumberForm(Piece):
    """A number and its query code, as people type them."""

    number = forms.CharField(
        label=gettext_lazy("投诉编号"),
        max_length=60,
        help_text=gettext_lazy("例如 青消投〔2026〕630102-000123号；只填数字也可以。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("请填写投诉编号。")},
    )
    code = forms.CharField(
        label=gettext_lazy("查询码"),
        max_length=40,
        help_text=gettext_lazy("回执上的10位字母和数字，不分大小写。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": gettext_lazy("请填写查询码；忘记了的，用手机号码查询。")},
    )


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Open a complaint by its number and query code."""
    form = NumberForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _entrance(request, form, WAY.asked())
    client, at = limits.client(request), now()
    number = spelled(form.cleaned_data["number"])
    if limits.spent(GUESSES, client, at) or limits.spent(GUESSES_AT_ONE, number, at):
        return render(request, "429.html", status=429)
    key = queries.key_for(number, form.cleaned_data["code"])
    if key is None:
        return _wrong(request, form, number)
    keys.give(request, [key], at)
    found = key.complaint_id
    return redirect(keys.waiting(request, found) or reverse("public:case", args=[found]))


@public_page
@never_cache
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Send a code to the phone."""
    form, at = WAY.asked(request.POST), now()
    if not form.is_valid():
        return _entrance(request, NumberForm(), form)
    keep = partial(keys.keep_phone, request, at=at, confirmed=False)
    if not WAY.sent(request, form, keep, at):
        return _entrance(request, NumberForm(), form)
    return redirect("public:track_code")


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Take the code, and list what was filed with the phone."""
    number, at = keys.phone(request, now(), confirmed=False), now()
    if not number:
        return redirect("public:track")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and WAY.confirmed(form, number, at):
        actions.confirm_people(phone=number, at=at)
        keys.give(request, queries.keys_of_phone(number), at)
        keys.keep_phone(request, number, at, confirmed=True)
        return redirect("public:track_mine")
    return WAY.page(request, form, number)


@public_page
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List the complaints of a phone that was confirmed."""
    number, at = keys.phone(request, now(), confirmed=True), now()
    if not number:
        return redirect("public:track")
    rows = queries.of_phone(number, at=at)
    return render(request, "public/track/mine.html", {"rows": rows, "number": number})


@public_page
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget which complaints this browser may open."""
    keys.leave(request)
    messages.success(request, _("已退出查询，这台设备上不再能看到您的投诉。"))
    return redirect("public:track")


def spelled(text: str) -> str:
    """Return a number in its full spelling when its digits are all there.

    >>> spelled("2026 630102-123"), spelled("没有编号")
    ('青消投〔2026〕630102-000123号', '没有编号')
    """
    found = DIGITS.search(text)
    if found is None:
        return text
    year, region, sequence = found.groups()
    return f"青消投〔{year}〕{region}-{sequence:0>6}号"


def _wrong(request: HttpRequest, form: NumberForm, number: str) -> HttpResponse:
    """Count a wrong pair, for who asks and for the number that is asked about."""
    limits.spend(GUESSES, limits.client(request), now())
    limits.spend(GUESSES_AT_ONE, number, now())
    form.add_error("number", _("编号和查询码对不上，请对照回执逐字核对；也可以用手机号码查询。"))
    return _entrance(request, form, WAY.asked())


def _entrance(request: HttpRequest, form: NumberForm, phone_form: PhoneForm) -> HttpResponse:
    shown = {"form": form, "phone_form": phone_form}
    return render(request, "public/track/entrance.html", shown)
