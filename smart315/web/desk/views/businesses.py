"""The register of businesses: find one, see it, enter it, let it take part."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smart315.accounts.actors import Permission
from smart315.businesses import actions, policies, queries
from smart315.businesses.queries import Business
from smart315.casework import queries as casework
from smart315.casework.queries import Filters
from smart315.kernel.verdicts import Refused
from smart315.regions import queries as regions
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.attempts import made, pressed
from smart315.web.desk.forms.businesses import AliasForm, RegisterForm
from smart315.web.desk.forms.fields import put


SHOWN = 20
RECENT = 10
MOVES = {
    "join": (actions.join, _("已办理入驻，今后的投诉可直达该经营者。")),
}


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def businesses(request: ActorRequest) -> HttpResponse:
    """Find businesses by name, alias or code."""
    asked = request.GET.get("q", "").strip()
    context = {
        "asked": asked,
        "found": queries.look_up(asked, limit=SHOWN) if asked else [],
        "may_manage": policies.may_manage(request.actor),
        "waiting": queries.applications_waiting(),
        "merges": queries.merges_to_review(),
    }
    template = "desk/parts/business_hits.html" if request.headers.get("HX-Request") else None
    return render(request, template or "desk/businesses.html", context)


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def business(request: ActorRequest, business_id: int) -> HttpResponse:
    """Show one business: its names, who answers for it, what was complained about."""
    found = the(business_id)
    wanted = Filters(business=found.pk, order="received")
    recent = casework.listing(request.actor, wanted, at=now(), size=RECENT)
    context = {
        "business": found,
        "region": regions.full_name(found.region_id or ""),
        "warning": queries.uscc_warning(found.uscc),
        "members": queries.members(found.pk),
        "recent": recent.rows,
        "pledges": queries.pledges(found.pk),
        "pause": queries.break_of(found.pk),
        "conduct": casework.conduct(found.pk, at=now()),
        **_names(found),
        **_rights(request, found),
    }
    return render(request, "desk/business.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.MANAGE_BUSINESSES)
def register(request: ActorRequest) -> HttpResponse:
    """Enter a business; a doubtful code is pointed out once, then taken."""
    form = RegisterForm(request.POST or None, initial={"name": request.GET.get("name", "")})
    warning = ""
    if request.method == "POST" and form.is_valid():
        warning = queries.uscc_warning(form.cleaned_data["uscc"])
        if not warning or request.POST.get("seen") == form.cleaned_data["uscc"]:
            try:
                entered = actions.register(**form.cleaned_data, by=request.actor, at=now())
                return redirect("desk:business", entered.pk)
            except Refused as refusal:
                put(form, refusal)
    context = {"form": form, "warning": warning, "seen": form.data.get("uscc", "")}
    return render(request, "desk/register_business.html", context)


@require_POST
@desk_page(Permission.MANAGE_BUSINESSES)
def move(request: ActorRequest, business_id: int, name: str) -> HttpResponse:
    """Let a business receive complaints."""
    if name not in MOVES:
        raise Http404
    act, said = MOVES[name]
    pressed(request, act, said, business_id=the(business_id).pk)
    return redirect("desk:business", business_id)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.MANAGE_BUSINESSES)
def add_alias(request: ActorRequest, business_id: int) -> HttpResponse:
    """Add another name of the business."""
    found, form = the(business_id), AliasForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {"business_id": found.pk, **form.cleaned_data}
        if made(request, form, actions.add_alias, _("已添加名称。"), **data):
            return redirect("desk:business", found.pk)
    return render(request, "desk/add_alias.html", {"form": form, "business": found})


def the(business_id: int) -> Business:
    """Return the business, or answer that there is none."""
    found = queries.entry(business_id)
    if found is None:
        raise Http404
    return found


def _names(found: Business) -> dict[str, object]:
    """Return under what else the business is known: its own names, and whole entries."""
    return {
        "aliases": found.aliases.order_by("pk"),
        "stood_for": queries.stood_for(found.pk),
        "merges": queries.merges_about(found.pk),
    }


def _rights(request: ActorRequest, found: Business) -> dict[str, object]:
    """Return what the person may do with the business."""
    # Of a merged entry, whoever stands for it takes part.
    names = () if found.survivor_id else ("join", "pause", "leave")
    return {
        "moves": [name for name in names if policies.may_move(request.actor, found, name)],
        "may_manage": policies.may_manage(request.actor),
    }
