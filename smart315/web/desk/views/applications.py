"""Applications to take part: the queue, one of them with its papers, and what is decided."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from smart315.accounts.actors import Permission
from smart315.businesses import actions, policies, queries
from smart315.businesses.queries import Application, Candidate
from smart315.businesses.states import WITH_OFFICER, ApplicationState, DeclineReason, ReturnReason
from smart315.regions import queries as regions
from smart315.web import downloads
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.attempts import made
from smart315.web.desk.forms.applications import (
    ActivateForm,
    DeclineForm,
    ReturnForm,
    VerifyForm,
)
from smart315.web.templatetags.desk import Chip


CANDIDATES = 5
S = ApplicationState
SHOWN = {
    "": (_("待我办"), WITH_OFFICER),
    "waiting": (_("等申请人"), (S.RETURNED, S.VERIFIED)),
    "done": (_("已启用"), (S.ACTIVATED,)),
    "ended": (_("未入驻"), (S.DECLINED, S.WITHDRAWN)),
}
DECISIONS: dict[str, tuple[type[Form], Callable[..., Any], str]] = {
    "verify": (VerifyForm, actions.verify, _("已核验通过，申请人会收到短信去签署承诺书。")),
    "return_application": (ReturnForm, actions.return_application, _("已退回，申请人会收到短信。")),
    "decline": (DeclineForm, actions.decline, _("已登记不予入驻，申请人会收到短信。")),
    "activate": (ActivateForm, actions.activate, _("已启用，申请人会收到短信去设置密码。")),
}


@require_safe
@desk_page(Permission.MANAGE_BUSINESSES)
def applications(request: ActorRequest) -> HttpResponse:
    """List the applications, those with something to do first."""
    asked = request.GET.get("state", "")
    asked = asked if asked in SHOWN else ""
    chips = [
        Chip(str(words), f"?state={key}" if key else "?", on=key == asked)
        for key, (words, _states) in SHOWN.items()
    ]
    context = {"applications": queries.applications(SHOWN[asked][1]), "chips": chips}
    return render(request, "desk/applications.html", context)


@require_safe
@desk_page(Permission.MANAGE_BUSINESSES)
def application(request: ActorRequest, application_id: int) -> HttpResponse:
    """Show one application, its papers, and the decisions that are open."""
    return _page(request, the(application_id))


@require_http_methods(["POST"])
@desk_page(Permission.MANAGE_BUSINESSES)
def decide(request: ActorRequest, application_id: int, name: str) -> HttpResponse:
    """Make one decision; what is wrong is shown at its form."""
    if name not in DECISIONS:
        raise Http404
    found = the(application_id)
    _form, act, said = DECISIONS[name]
    form = _forms(found, request.POST, name)[name]
    if form.is_valid():
        data = {"application_id": found.pk, **form.arguments()}
        if made(request, form, act, said, **data):
            return redirect("desk:application", found.pk)
    return _page(request, found, {name: form})


@require_safe
@desk_page(Permission.MANAGE_BUSINESSES)
def paper(request: ActorRequest, application_id: int, name: str) -> HttpResponseBase:  # noqa: ARG001
    """Hand out the licence or the authority letter."""
    stored = getattr(the(application_id), name) if name in {"licence", "authority"} else None
    if stored is None:
        raise Http404
    return downloads.handed_out(stored)


def the(application_id: int) -> Application:
    """Return the application, or answer that there is none."""
    found = queries.application(application_id)
    if found is None:
        raise Http404
    return found


def _page(
    request: ActorRequest, found: Application, tried: dict[str, Any] | None = None
) -> HttpResponse:
    labels = dict(ReturnReason.choices) | dict(DeclineReason.choices)
    forms = _forms(found) | (tried or {})
    context = {
        "application": found,
        "region": regions.full_name(found.region_id or ""),
        "warning": queries.uscc_warning(found.uscc),
        "reasons": [labels.get(each, each) for each in found.reasons],
        "forms": {
            name: form
            for name, form in forms.items()
            if policies.may_decide(request.actor, found, name)
        },
    }
    return render(request, "desk/application.html", context)


def _forms(found: Application, data: Any = None, pressed: str = "") -> dict[str, Any]:
    """Return the form of every decision; the pressed one is filled."""
    typed = {name: data if name == pressed else None for name in DECISIONS}
    return {
        "verify": VerifyForm(typed["verify"], candidates=_candidates(found)),
        "return_application": ReturnForm(typed["return_application"]),
        "decline": DeclineForm(typed["decline"]),
        "activate": ActivateForm(typed["activate"], initial={"username": _username(found)}),
    }


def _candidates(found: Application) -> list[Candidate]:
    if found.state != S.APPLIED:
        return []
    by_code = queries.look_up(found.uscc, limit=1) if found.uscc else []
    named = queries.look_up(found.name, limit=CANDIDATES, region=found.region_id or "")
    return list({each.id: each for each in [*by_code, *named]}.values())


def _username(found: Application) -> str:
    return (found.uscc or f"shop-{found.pk}").lower()
