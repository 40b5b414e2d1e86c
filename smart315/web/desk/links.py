"""The link by which somebody chooses a password; shown once, on the page that made it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now

from smart315.accounts import actions
from smart315.web.access import ActorRequest


def show(request: ActorRequest, *, user_id: int, back: str) -> HttpResponse:
    """Make the link and show it, on a page that no cache keeps. Raises Refused."""
    offered = actions.offer_password(user_id=user_id, by=request.actor, at=now())
    path = reverse("account_reset_password_from_key", args=[offered.uid, offered.key])
    answer = render(
        request,
        "desk/password_link.html",
        {"person": offered.user, "link": request.build_absolute_uri(path), "back": back},
    )
    answer["Cache-Control"] = "no-store"
    return answer
