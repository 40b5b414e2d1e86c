"""Into the applicant's pages: what taking part means, a phone, a code."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from smart315.accounts import tokens
from smart315.web.access import public_page
from smart315.web.business.joining import keys
from smart315.web.business.joining.hours import pledged_hours
from smart315.web.public.proving import CodeForm, Way


WAY = Way(
    purpose="joining",
    ask="joining:start",
    send="joining:start",
    label=gettext_lazy("联系人手机号码"),
    press=gettext_lazy("核实并继续"),
    hint=gettext_lazy("用来核实身份、接收办理通知；以后凭这个号码查看申请。"),
)


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Say what taking part means, and send a code to the phone."""
    form, at = WAY.asked(request.POST if request.method == "POST" else None), now()
    keep = partial(keys.keep, request, token="", at=at)
    if form.is_valid() and WAY.sent(request, form, keep, at):
        return redirect("joining:code")
    shown = {"form": form, "hours": pledged_hours()}
    return render(request, "joining/start.html", shown)


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take the code, and open the applications of the phone."""
    at = now()
    number = keys.typed(request, at)
    if not number:
        return redirect("joining:start")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and WAY.confirmed(form, number, at):
        request.session.cycle_key()
        keys.keep(request, number, tokens.phone_token(number, at), at)
        return redirect("joining:mine")
    return WAY.page(request, form, number)


@public_page
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the phone: for those who use somebody else's computer."""
    keys.leave(request)
    messages.success(request, _("已退出，这台设备上不再能看到您的申请。"))
    return redirect("joining:start")
