"""Into the applicant's pages: what taking part means, a phone, a code."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from smart315.accounts import tokens
from smart315.accounts.actions import codes
from smart315.kernel.verdicts import Refused
from smart315.web.access import public_page
from smart315.web.business.joining import keys
from smart315.web.business.joining.forms import CodeForm, PhoneForm
from smart315.web.business.joining.hours import pledged_hours
from smart315.web.public import limits


PURPOSE = "joining"


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Say what taking part means, and send a code to the phone."""
    form = PhoneForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _sent(request, form):
        return redirect("joining:code")
    shown = {"form": form, "hours": pledged_hours()}
    return render(request, "joining/start.html", shown)


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Take the code, and open the applications of the phone."""
    number = keys.typed(request, now())
    if not number:
        return redirect("joining:start")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _confirmed(request, form, number):
        return redirect("joining:mine")
    return render(request, "joining/code.html", {"form": form, "number": number})


@public_page
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the phone: for those who use somebody else's computer."""
    keys.leave(request)
    messages.success(request, _("已退出，这台设备上不再能看到您的申请。"))
    return redirect("joining:start")


def _sent(request: HttpRequest, form: PhoneForm) -> bool:
    """Owe the phone a code; a refusal goes to the field."""
    number, at = form.cleaned_data["phone"], now()
    try:
        sent = codes.send_code(
            phone=number, purpose=PURPOSE, at=at, client_hash=limits.client(request)
        )
    except Refused as refusal:
        form.add_error("phone", str(refusal))
        return False
    keys.keep(request, number, "", at)
    if sent.shown_code:
        said = _("演示系统不发短信，验证码是：%(code)s") % {"code": sent.shown_code}
        messages.info(request, said)
    return True


def _confirmed(request: HttpRequest, form: CodeForm, number: str) -> bool:
    """Use the code up and keep the proof; a refusal goes to the field."""
    at = now()
    try:
        codes.confirm_code(phone=number, code=form.cleaned_data["code"], purpose=PURPOSE, at=at)
    except Refused as refusal:
        form.add_error("code", str(refusal))
        return False
    request.session.cycle_key()
    keys.keep(request, number, tokens.phone_token(number, at), at)
    return True
