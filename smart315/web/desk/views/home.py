"""Today's work, the inbox and the person's own page."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor, Permission
from smart315.casework import queries
from smart315.casework.queries import Counts, PartCounts
from smart315.insight import queries as insight
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import letters, lines
from smart315.web.desk.circles import circles


P = Permission


@dataclass(frozen=True)
class Post:
    """Where somebody serves, and as what."""

    place: str
    roles: list[str]


@dataclass(frozen=True)
class Tile:
    """A count, and the link to what was counted."""

    words: str
    count: int
    url: str
    tone: str = ""


@require_safe
@desk_page()
def home(request: ActorRequest) -> HttpResponse:
    """Show what waits for this person, the most pressing first."""
    at, reads = now(), request.actor.holds(P.READ_COMPLAINT)
    rows = queries.today(request.actor, at=at) if reads else []
    context = {
        "today": localdate(at),
        "reads": reads,
        "tiles": _tiles(queries.counts(request.actor, at=at), request.actor) if reads else [],
        "lines": lines.lines(rows, request.actor, at),
        "scopes": circles(queries.scopes(request.actor, at=at)) if reads else [],
    }
    return render(request, "desk/home.html", context)


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


def _tiles(counts: Counts, actor: Actor) -> list[Tile]:
    """Return the counts of what the person may look at or do something about."""
    listing = reverse("desk:complaints")
    tiles = [
        Tile(_("已逾期"), counts.overdue, f"{listing}?stage=open&due=overdue&own=1", "red"),
        Tile(_("今天到期"), counts.today, f"{listing}?stage=open&due=today&own=1", "orange"),
        Tile(_("7天内到期"), counts.week, f"{listing}?stage=open&due=week&own=1", "yellow"),
        Tile(_("待受理"), counts.undecided, f"{listing}?stage=submitted&own=1"),
        Tile(_("待分派"), counts.to_assign, f"{listing}?stage=to_assign&own=1"),
        Tile(_("待办结"), counts.to_close, f"{listing}?stage=to_close&own=1"),
    ]
    also = (
        (P.APPROVE, Tile(_("待审批"), counts.approvals, reverse("desk:approvals"))),
        (P.SIGN_FOR_TRANSFER, Tile(_("待签收"), counts.transfers_in, reverse("desk:transfers"))),
        (P.FOLLOW_UP, Tile(_("待回访"), counts.followups, f"{listing}?stage=to_call&own=1")),
        (P.MEDIATE, Tile(_("我承办的"), counts.mine, f"{listing}?mine=1")),
    )
    return [
        *tiles,
        *(tile for permission, tile in also if actor.holds(permission)),
        *(tile for tile in _part_tiles(queries.part_counts(actor)) if tile.count),
        *(tile for tile in _incident_tiles(actor) if tile.count),
    ]


def _incident_tiles(actor: Actor) -> list[Tile]:
    """Return which incidents and papers wait for a look; shown only where some do."""
    if not actor.holds(P.HANDLE_INCIDENTS):
        return []
    listing, papers = reverse("desk:incidents"), reverse("desk:incident_papers")
    link = f"{listing}?state=suspected&own=1"
    found = [Tile(_("待核实的事件"), insight.waiting(actor), link, "orange")]
    if actor.holds(P.ISSUE_PAPER):
        to_sign = insight.papers_to_sign(actor)
        found.append(Tile(_("待签发的文书"), to_sign, f"{papers}?state=in_review", "orange"))
    return found


def _part_tiles(counts: PartCounts) -> list[Tile]:
    """Return what others wait for; shown only where somebody does."""
    tasks, orders = reverse("desk:tasks"), reverse("desk:supervisions")
    return [
        Tile(_("协作任务逾期"), counts.tasks_late, tasks, "red"),
        Tile(_("协作任务"), counts.tasks_in, tasks),
        Tile(_("我方请求的协作"), counts.tasks_out, f"{tasks}?direction=out"),
        Tile(_("督办待反馈"), counts.supervisions_in, f"{orders}?direction=in", "red"),
        Tile(_("督办已反馈"), counts.supervisions_answered, f"{orders}?direction=out", "orange"),
        Tile(_("下级提请督办"), counts.reported_up, f"{orders}?direction=out", "orange"),
    ]
