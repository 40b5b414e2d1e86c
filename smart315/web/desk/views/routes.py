"""Routing rules: for the whole staff to read, for the province's administrator to try and write."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from smart315.accounts.actors import Permission
from smart315.casework import actions, part_policies, queries
from smart315.casework.queries import RuleView
from smart315.kernel.verdicts import Refused
from smart315.parameters.register import DECLARED
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import rulebook
from smart315.web.desk.attempts import made
from smart315.web.desk.forms.fields import put
from smart315.web.desk.forms.routes import EndRouteForm, RouteForm, initial_of


@require_safe
@desk_page()
def routes(request: ActorRequest) -> HttpResponse:
    """Show every rule in the order in which they decide, and what holds where none does."""
    context = {
        "rules": queries.rules(on=localdate()),
        "strategy": rulebook.line(DECLARED["jurisdiction.strategy"], localdate()),
        "may_set": part_policies.may_route(request.actor),
    }
    return render(request, "desk/routes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.MANAGE_PARAMETERS)
def write_route(request: ActorRequest, rule_id: int | None = None) -> HttpResponse:
    """Write a rule, try it on the last ninety days, keep it."""
    _asked(request)
    before = _the_rule(rule_id) if rule_id else None
    form = RouteForm(request.POST or None, initial=_initial(before))
    tried: Any = None
    if request.method == "POST" and form.is_valid():
        if "try" in request.POST:
            tried = _tried(request, form, rule_id)
        elif _kept(request, form, rule_id):
            return redirect("desk:routes")
    context = {"form": form, "tried": tried, "before": before, "back": reverse("desk:routes")}
    return render(request, "desk/write_route.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.MANAGE_PARAMETERS)
def end_route(request: ActorRequest, rule_id: int) -> HttpResponse:
    """Let a rule end on a day."""
    _asked(request)
    found = _the_rule(rule_id)
    form = EndRouteForm(request.POST or None, initial={"last_day": localdate()})
    said = _("已记入。")
    if form.is_valid() and made(
        request, form, actions.end_route, said, rule_id=rule_id, **form.cleaned_data
    ):
        return redirect("desk:routes")
    page = {"label": _("停用规则"), "tone": "danger"}
    back = reverse("desk:routes")
    context = {"page": page, "form": form, "back": back, "number": found.rule.name}
    return render(request, "desk/act.html", context)


def _asked(request: ActorRequest) -> None:
    """Open a page to whom the list offers it: both ask the same policy."""
    verdict = part_policies.may_route(request.actor)
    if not verdict:
        raise PermissionDenied(verdict.reason)


def _initial(before: RuleView | None) -> dict[str, Any]:
    return {"valid_from": localdate(), **(initial_of(before) if before else {})}


def _tried(request: ActorRequest, form: RouteForm, rule_id: int | None) -> Any:
    try:
        return queries.dry_run(form.route(), by=request.actor, at=now(), replaces=rule_id)
    except Refused as refusal:
        put(form, refusal)
        return None


def _kept(request: ActorRequest, form: RouteForm, rule_id: int | None) -> bool:
    said = _("已记入分派规则。")
    given = {"route": form.route(), "replaces": rule_id}
    return made(request, form, actions.write_route, said, **given)


def _the_rule(rule_id: int) -> RuleView:
    found = queries.rule(rule_id, on=localdate())
    if found is None:
        raise Http404
    return found
