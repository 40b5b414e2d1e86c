"""Who answers for a business in its portal."""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from smart315.accounts import actions as accounts
from smart315.accounts.actors import Actor, Permission
from smart315.accounts.queries import User
from smart315.businesses import actions
from smart315.kernel.verdicts import Refused
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import links
from smart315.web.desk.attempts import pressed
from smart315.web.desk.forms.businesses import MemberForm
from smart315.web.desk.forms.fields import put
from smart315.web.desk.views.businesses import the


@sensitive_post_parameters("phone")
@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.MANAGE_BUSINESSES)
def add_member(request: ActorRequest, business_id: int) -> HttpResponse:
    """Let a person act for the business; a new account comes with a link to choose a password."""
    found, form = the(business_id), MemberForm(request.POST or None)
    back = reverse("desk:business", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        try:
            user = _added(found.pk, form, request.actor, now())
            if user.has_usable_password():
                return redirect(back)
            return links.show(request, user_id=user.pk, back=back)
        except Refused as refusal:
            put(form, refusal)
    return render(request, "desk/add_member.html", {"form": form, "business": found})


@require_POST
@desk_page(Permission.MANAGE_BUSINESSES)
def remove_member(request: ActorRequest, business_id: int, user_id: int) -> HttpResponse:
    """End a person's acting for the business."""
    found = the(business_id)
    said = _("已移除。")
    pressed(request, actions.remove_member, said, business_id=found.pk, user_id=user_id)
    return redirect("desk:business", found.pk)


@require_POST
@desk_page(Permission.MANAGE_BUSINESSES)
def member_link(request: ActorRequest, business_id: int, user_id: int) -> HttpResponse:
    """Show a new link to a member who has not chosen a password yet."""
    back = reverse("desk:business", args=[the(business_id).pk])
    try:
        return links.show(request, user_id=user_id, back=back)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(back)


@transaction.atomic
def _added(business_id: int, form: MemberForm, by: Actor, at: datetime) -> User:
    data = form.cleaned_data
    user: User = data.get("known") or accounts.create_user(
        username=data["username"],
        display_name=data["display_name"],
        phone=data["phone"],
        by=by,
        at=at,
    )
    actions.add_member(business_id=business_id, user_id=user.pk, role=data["role"], by=by, at=at)
    return user
