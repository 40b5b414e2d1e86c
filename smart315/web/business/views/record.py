"""The business about itself: what it pledged, and how it has behaved by the counts."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smart315.businesses import actions, policies, queries
from smart315.casework.queries import conduct
from smart315.parameters import queries as parameters
from smart315.web.access import ActorRequest, business_page
from smart315.web.business.forms import LeaveForm, PauseForm
from smart315.web.business.joining.forms import SignForm
from smart315.web.business.joining.hours import pledged_hours
from smart315.web.desk.attempts import made, pressed


BREAKS: dict[str, tuple[type[LeaveForm], Callable[..., Any], Any]] = {
    "pause": (PauseForm, actions.ask_pause, gettext_lazy("已登记：在所选的日期暂停接收。")),
    "leave": (LeaveForm, actions.ask_leave, gettext_lazy("已登记：到期退出，此前可以撤回。")),
}


@require_safe
@business_page
def record(request: ActorRequest) -> HttpResponse:
    """Show for each business its state, its pledges with their history, and its figures."""
    at, own = now(), sorted(request.actor.businesses)
    found = [each for each in map(queries.entry, own) if each and not each.survivor_id]
    today = localdate(at)
    rows = [
        {
            "business": each,
            "pledges": queries.pledges(each.pk),
            "conduct": conduct(each.pk, at=at),
            "outdated": queries.to_be_signed(each.pk, on=today),
            "pause": queries.break_of(each.pk),
            "may_ask": policies.may_ask_break(request.actor, each),
        }
        for each in found
    ]
    return render(request, "portal/record.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@business_page
def ask_break(request: ActorRequest, business_id: int, kind: str) -> HttpResponse:
    """Ask for a pause or for leaving; the page says what becomes of open cases."""
    found = queries.by_id(business_id) if business_id in request.actor.businesses else None
    if found is None or not policies.may_ask_break(request.actor, found):
        raise Http404
    form_of, act, said = BREAKS[kind]
    bounds = _bounds()
    form = form_of(request.POST or None, bounds=bounds)
    asked = request.method == "POST" and form.is_valid()
    data = {"business_id": business_id, "bounds": bounds, **form.cleaned_data} if asked else {}
    if asked and made(request, form, act, said, **data):
        return redirect("portal:record")
    return render(request, f"portal/ask_{kind}.html", {"form": form, "business": found})


@require_POST
@business_page
def end_break(request: ActorRequest, business_id: int) -> HttpResponse:
    """Take back what has not begun, or receive complaints again."""
    if business_id not in request.actor.businesses:
        raise Http404
    pressed(request, actions.end_break, _("已恢复：继续接收投诉。"), business_id=business_id)
    return redirect("portal:record")


@require_safe
@business_page
def pledge(request: ActorRequest, pledge_id: int) -> HttpResponse:
    """Show one signed text, in force or not."""
    signed = [each for own in request.actor.businesses for each in queries.pledges(own)]
    found = next((each for each in signed if each.pk == pledge_id), None)
    if found is None:
        raise Http404
    return render(request, "portal/pledge.html", {"pledge": found})


@require_http_methods(["GET", "HEAD", "POST"])
@business_page
def sign(request: ActorRequest, business_id: int, kind: str) -> HttpResponse:
    """Sign the text of today in place of an earlier one."""
    if business_id not in request.actor.businesses or kind not in {"direct", "green"}:
        raise Http404
    hours = pledged_hours()
    form = SignForm(request.POST or None, hours=hours, initial={"signed_by": request.actor.label})
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("signed_by", "signed_as")}
        data |= {"business_id": business_id, "kind": kind, "terms": form.terms}
        data["read"] = request.POST.get("read", "")
        if made(request, form, actions.sign_pledge, _("承诺书已签署。"), **data):
            return redirect("portal:record")
    version = queries.in_force(kind, localdate())
    text = queries.filled(version.text, actions.Terms(*hours))
    return render(request, "portal/sign.html", {"form": form, "text": text, "version": version})


def _bounds() -> actions.Bounds:
    """Return what the register allows of breaks today."""
    today, register = localdate(), parameters.snapshot()
    longest, ahead = (
        register.limit(f"enterprise.{name}", today).length
        for name in ("pause_longest", "break_ahead")
    )
    return actions.Bounds(longest, ahead)
