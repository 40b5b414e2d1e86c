"""Opening accounts, and letting people choose a password again: the system's administrator."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from smart315.accounts import actions
from smart315.accounts.actors import Permission
from smart315.kernel.verdicts import Refused
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import links
from smart315.web.desk.forms.fields import put
from smart315.web.desk.forms.organisations import AccountForm, OfferForm


FORM = ["GET", "HEAD", "POST"]


@sensitive_post_parameters("phone")
@require_http_methods(FORM)
@desk_page(Permission.MANAGE_ORGANISATION)
def open_account(request: ActorRequest) -> HttpResponse:
    """Open an account for a member of staff, and show the link to hand over."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.create_user(by=request.actor, at=now(), **form.cleaned_data)
            return links.show(request, user_id=user.pk, back=reverse("desk:organisations"))
        except Refused as refusal:
            put(form, refusal)
    return render(request, "desk/open_account.html", {"form": form})


@require_http_methods(FORM)
@desk_page(Permission.MANAGE_ORGANISATION)
def offer_password(request: ActorRequest) -> HttpResponse:
    """Let somebody whose identity was checked choose a new password."""
    form = OfferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = form.cleaned_data["person"]
            return links.show(request, user_id=person.pk, back=reverse("desk:organisations"))
        except Refused as refusal:
            put(form, refusal)
    return render(request, "desk/offer_password.html", {"form": form})
