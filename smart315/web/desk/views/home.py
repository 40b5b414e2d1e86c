"""Today's work, the inbox and the person's own page."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from smart315.accounts import queries as accounts
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import letters


@dataclass(frozen=True)
class Post:
    """Where somebody serves, and as what."""

    place: str
    roles: list[str]


@require_safe
@desk_page()
def home(request: ActorRequest) -> HttpResponse:
    """Show what waits for this person, the most pressing first."""
    return render(request, "desk/home.html", {"today": localdate()})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page()
def inbox(request: ActorRequest) -> HttpResponse:
    """Show the messages to the person and their organisations; a POST marks them read."""
    return letters.page(request, "desk")


@require_safe
@desk_page()
def profile(request: ActorRequest) -> HttpResponse:
    """Show somebody who they are here and how they sign in."""
    posts: dict[str, list[str]] = {}
    for organisation, role in accounts.roles_of(request.actor.user_id or 0):
        posts.setdefault(organisation.name, []).append(str(role.label))
    rows = [Post(place, roles) for place, roles in posts.items()]
    return render(request, "desk/profile.html", {"posts": rows})
