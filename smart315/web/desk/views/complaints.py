"""The list of complaints: narrowed by a link, cut into pages."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Permission
from smart315.accounts.queries import Organisation
from smart315.businesses import queries as businesses
from smart315.casework import queries
from smart315.casework.queries import Filters
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import lines, narrowing
from smart315.web.desk.forms.listing import ListForm
from smart315.web.templatetags.desk import Chip


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def complaints(request: ActorRequest) -> HttpResponse:
    """Show one page of the complaints that the link asks for."""
    filters, at = narrowing.read(request.GET), now()
    page = queries.listing(request.actor, filters, at=at, after=request.GET.get("after", ""))
    tree = accounts.tree(request.actor)
    context = {
        "lines": lines.lines(page.rows, request.actor, at),
        "form": ListForm(_asked(request, filters), tree=tree),
        "several": len(tree) > 1,
        "previous": _link(filters, page.previous),
        "following": _link(filters, page.following),
        "may_export": request.actor.holds(Permission.EXPORT_COMPLAINTS),
        **_links(filters, tree),
    }
    return render(request, "desk/complaints.html", context)


def _asked(request: ActorRequest, filters: Filters) -> QueryDict:
    """Return what the form shows: what was asked for, with the stage that it came to."""
    shown = request.GET.copy()
    shown["stage"] = filters.stage or "all"
    return shown


def _links(filters: Filters, tree: list[Organisation]) -> dict[str, Any]:
    """Return everything on the page that leads to another list."""
    return {
        "filters": filters,
        "chips": _chips(filters),
        "orders": _orders(filters),
        "active": narrowing.active(filters, **_names(filters, tree)),
        "export": narrowing.query(filters),
        "kept": narrowing.kept(filters),
    }


def _chips(filters: Filters) -> list[Chip]:
    kept = [
        (_("在办"), {"stage": "open", "due": ""}),
        *((narrowing.due_words(due), {"stage": "open", "due": due}) for due in narrowing.DUES),
        (_("全部"), {"stage": "all", "due": ""}),
    ]
    chips = [
        Chip(
            words,
            narrowing.query(filters, **wanted),
            on=all(getattr(filters, name) == value for name, value in wanted.items()),
        )
        for words, wanted in kept
    ]
    mine = Chip(_("我承办的"), narrowing.query(filters, mine=not filters.mine), on=filters.mine)
    return [*chips, mine]


def _orders(filters: Filters) -> list[Chip]:
    named = (("due", _("按期限")), ("received", _("按收到时间")))
    return [
        Chip(words, narrowing.query(filters, order=order), on=filters.order == order)
        for order, words in named
    ]


def _names(filters: Filters, tree: list[Organisation]) -> dict[str, str]:
    """Return what the two filters by key are called."""
    names = {each.pk: each.name for each in tree}
    business = businesses.by_id(filters.business) if filters.business else None
    people = accounts.users(frozenset({filters.officer})) if filters.officer else {}
    officer = next((str(each) for each in people.values()), "")
    return {
        "organisation": names.get(filters.organisation or 0, ""),
        "station": names.get(filters.station or 0, ""),
        "business": business.name if business else "",
        "officer": officer,
    }


def _link(filters: Filters, place: str) -> str:
    address = narrowing.query(filters)
    return f"{address}{'' if address == '?' else '&'}after={place}" if place else ""
