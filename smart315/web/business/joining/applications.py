"""The applicant's pages: what was applied for, applying, putting right, signing, the password."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smart315.accounts import actions as accounts
from smart315.accounts.actors import SYSTEM
from smart315.businesses import actions, policies, queries
from smart315.businesses.actions import Terms
from smart315.businesses.queries import Application
from smart315.kernel.verdicts import Refused
from smart315.web.access import public_page
from smart315.web.business.joining import keys, steps
from smart315.web.business.joining.forms import ApplicationForm, SignForm, initial_of
from smart315.web.business.joining.hours import pledged_hours
from smart315.web.desk.forms.fields import put


View = Callable[..., HttpResponseBase]


def own(view: View) -> View:
    """Hand the view the application, if its phone was confirmed in this browser."""

    @wraps(view)
    def found(request: HttpRequest, application_id: int, **more: Any) -> HttpResponseBase:
        phone, _token = keys.confirmed(request, now())
        if not phone:
            return _to_the_door(request)
        mine = {each.pk: each for each in queries.applications_of(phone)}
        if application_id not in mine:
            raise Http404
        return view(request, mine[application_id], phone, **more)

    return found


@public_page
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List what was applied for with the phone; straight to the form when there is nothing."""
    phone, _token = keys.confirmed(request, now())
    if not phone:
        return _to_the_door(request)
    rows = queries.applications_of(phone)
    if not rows:
        return redirect("joining:new")
    return render(request, "joining/mine.html", {"rows": rows, "number": phone})


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Apply."""
    phone, token = keys.confirmed(request, now())
    if not phone:
        return _to_the_door(request)
    form = _form(request, {"client_key": uuid4()})
    application = _handed_in(form, phone=phone, phone_token=token) if form.is_bound else None
    if application is not None:
        messages.success(request, _("申请已提交。核验结果会用短信通知您。"))
        return redirect("joining:application", application.pk)
    return render(request, "joining/form.html", {"form": form, "warning": _doubt(form)})


@public_page
@never_cache
@require_safe
@own
def application(request: HttpRequest, application: Application, phone: str) -> HttpResponse:
    """Show how far it has come, why it came back, and what is to be done."""
    business = application.business
    shown = {
        "application": application,
        "steps": steps.of(application),
        "reasons": steps.reasons(application),
        "pledge": queries.pledge_of(business.pk, application.pledge_kind) if business else None,
        "may_withdraw": policies.may_advance("withdraw", application),
        "needs_password": application.user and not application.user.has_usable_password(),
        "number": phone,
    }
    return render(request, "joining/application.html", shown)


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@own
def correct(request: HttpRequest, application: Application, phone: str) -> HttpResponse:
    """Put a returned application right."""
    if not policies.may_advance("apply_again", application):
        return redirect("joining:application", application.pk)
    form = _form(request, initial_of(application), papers_known=True)
    if form.is_bound and _handed_in(form, phone=phone, application_id=application.pk):
        messages.success(request, _("已重新提交。核验结果会用短信通知您。"))
        return redirect("joining:application", application.pk)
    shown = {"form": form, "warning": _doubt(form), "application": application}
    shown["reasons"] = steps.reasons(application)
    return render(request, "joining/form.html", shown)


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@own
def sign(request: HttpRequest, application: Application, phone: str) -> HttpResponse:
    """Read the pledge and sign it; pressed for the text alone, it shows what would be signed."""
    if not policies.may_advance("sign", application):
        return redirect("joining:application", application.pk)
    hours = pledged_hours()
    form = _sign_form(request, hours)
    if form.is_bound and _signed(form, application, phone):
        messages.success(request, _("承诺书已签署。启用后会用短信通知您设置密码。"))
        return redirect("joining:application", application.pk)
    text = queries.wording(application.pledge_kind, _terms(request.POST, hours), on=localdate())
    shown = {"form": form, "application": application, "text": text, "hours": hours}
    return render(request, "joining/sign.html", shown)


@public_page
@require_POST
@own
def withdraw(request: HttpRequest, application: Application, phone: str) -> HttpResponse:
    """Take the application back."""
    try:
        actions.withdraw_application(application_id=application.pk, phone=phone, at=now())
        messages.success(request, _("已撤回申请。"))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("joining:application", application.pk)


@public_page
@require_POST
@own
def password(request: HttpRequest, application: Application, phone: str) -> HttpResponse:  # noqa: ARG001
    """Let the owner of a fresh account choose its password: the phone was confirmed just now."""
    if application.user is None or application.user.has_usable_password():
        return redirect("account_login")
    offered = accounts.offer_password(user_id=application.user.pk, by=SYSTEM, at=now())
    return redirect(reverse("account_reset_password_from_key", args=[offered.uid, offered.key]))


def _to_the_door(request: HttpRequest) -> HttpResponse:
    messages.info(
        request, _("请先用短信验证码核实手机号码；超过半小时没有操作的，需要再核实一次。")
    )
    return redirect("joining:start")


def _form(
    request: HttpRequest, initial: dict[str, Any], *, papers_known: bool = False
) -> ApplicationForm:
    if request.method == "POST":
        return ApplicationForm(request.POST, request.FILES, papers_known=papers_known)
    return ApplicationForm(initial=initial)


def _doubt(form: ApplicationForm) -> str:
    return form.warning if form.is_bound and form.is_valid() else ""


def _handed_in(
    form: ApplicationForm, *, phone: str, phone_token: str = "", application_id: int | None = None
) -> Application | None:
    """Hand it in, for the first time or again; a refusal goes to its field."""
    if not form.is_valid() or form.warning:
        return None
    applied = form.applied(phone)
    licence, authority, at = form.upload("licence"), form.upload("authority"), now()
    try:
        if application_id is None:
            return actions.apply(
                applied=applied,
                phone_token=phone_token,
                licence=licence,
                authority=authority,
                at=at,
            )
        return actions.apply_again(
            application_id=application_id,
            applied=applied,
            phone=phone,
            licence=licence,
            authority=authority,
            at=at,
        )
    except Refused as refusal:
        put(form, refusal)
        return None


def _signed(form: SignForm, application: Application, phone: str) -> bool:
    if not form.is_valid():
        return False
    try:
        actions.sign_application(
            application_id=application.pk,
            phone=phone,
            terms=form.terms,
            signed_by=form.cleaned_data["signed_by"],
            signed_as=form.cleaned_data["signed_as"],
            at=now(),
        )
    except Refused as refusal:
        put(form, refusal)
        return False
    return True


def _sign_form(request: HttpRequest, hours: tuple[int, int]) -> SignForm:
    """Return the form; pressed for the text alone, what was typed stays and nothing is judged."""
    if "read" in request.POST:
        return SignForm(initial=SignForm.typed(request.POST), hours=hours)
    return SignForm(request.POST if request.method == "POST" else None, hours=hours)


def _terms(typed: QueryDict, hours: tuple[int, int]) -> Terms:
    """Return the terms as far as they were filled in, for showing the text."""
    respond, solve = (
        int(text) if (text := str(typed.get(name, ""))).isdecimal() else usual
        for name, usual in zip(("respond_hours", "solve_hours"), hours, strict=True)
    )
    return Terms(respond, solve, "advance_compensation" in typed)
