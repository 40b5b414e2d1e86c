"""Who signs in for the business, and the messages to it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from smart315.accounts import queries as accounts
from smart315.businesses import queries as businesses
from smart315.web.access import ActorRequest, business_page
from smart315.web.desk import letters, subscribing


@require_http_methods(["GET", "HEAD", "POST"])
@business_page
def inbox(request: ActorRequest) -> HttpResponse:
    """Show the messages to the business; a POST marks them read."""
    return letters.page(request, "portal")


@require_http_methods(["GET", "HEAD", "POST"])
@business_page
def subscription(request: ActorRequest) -> HttpResponse:
    """Let somebody say which unread messages also come by mail."""
    return subscribing.page(request, "portal")


@require_safe
@business_page
def profile(request: ActorRequest) -> HttpResponse:
    """Show the businesses somebody acts for, who else does, and how they sign in."""
    own = [each for each in map(businesses.entry, sorted(request.actor.businesses)) if each]
    context = {
        "businesses": [(each, businesses.members(each.pk)) for each in own if not each.survivor_id],
        "second_factor": accounts.has_second_factor(accounts.user(request.actor.user_id or 0)),
    }
    return render(request, "portal/profile.html", context)
