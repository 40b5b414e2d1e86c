"""What is owed and by when, and every complaint that concerns the business."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from smart315.casework import queries
from smart315.partners import queries as partners
from smart315.web.access import ActorRequest, business_page
from smart315.web.business import words
from smart315.web.templatetags.desk import Chip


@require_safe
@business_page
def home(request: ActorRequest) -> HttpResponse:
    """Show what the business owes, the most pressing first."""
    at = now()
    owed = queries.owed_by_business(request.actor, at=at)
    context = {
        "lines": words.lines(owed),
        "summary": words.summary(owed, at),
        "platforms": partners.platforms_among(request.actor.businesses),
    }
    return render(request, "portal/home.html", context)


@require_safe
@business_page
def complaints(request: ActorRequest) -> HttpResponse:
    """Show all complaints, under way or done, page by page."""
    done = request.GET.get("done") == "1"
    after = request.GET.get("after", "")
    page = queries.business_listing(request.actor, at=now(), done=done, after=after)
    context = {
        "rows": [(each, each.due_key in words.WANTED) for each in page.rows],
        "done": done,
        "filters": _filters(done=done),
        "previous": _neighbour(page.previous, done=done),
        "following": _neighbour(page.following, done=done),
    }
    return render(request, "portal/complaints.html", context)


def _filters(*, done: bool) -> list[Chip]:
    return [Chip(_("办理中"), _link(), on=not done), Chip(_("已结束"), _link(done=1), on=done)]


def _neighbour(after: str, *, done: bool) -> str:
    """Return the address of another page of the list; blank where there is none."""
    if not after:
        return ""
    return _link(done=1, after=after) if done else _link(after=after)


def _link(**asked: object) -> str:
    here = reverse("portal:complaints")
    return f"{here}?{urlencode(asked)}" if asked else here
