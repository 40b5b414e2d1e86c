"""The business about itself: what it pledged, and how it has behaved by the counts."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from smart315.businesses import actions, queries
from smart315.casework.queries import conduct
from smart315.web.access import ActorRequest, business_page
from smart315.web.business.joining.forms import SignForm
from smart315.web.business.joining.hours import pledged_hours
from smart315.web.desk.attempts import made


@require_safe
@business_page
def record(request: ActorRequest) -> HttpResponse:
    """Show for each business its state, its pledges with their history, and its figures."""
    at, own = now(), sorted(request.actor.businesses)
    found = [each for each in map(queries.by_id, own) if each is not None]
    rows = [(each, queries.pledges(each.pk), conduct(each.pk, at=at)) for each in found]
    return render(request, "portal/record.html", {"rows": rows})


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
        if made(request, form, actions.sign_pledge, _("承诺书已签署。"), **data):
            return redirect("portal:record")
    text = queries.wording(kind, actions.Terms(*hours))
    return render(request, "portal/sign.html", {"form": form, "text": text})
