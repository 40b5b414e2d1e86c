"""Hints of abuse: what was counted, what it means, and what the officer makes of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from smart315.accounts.actors import Permission
from smart315.casework import actions, queries
from smart315.casework.queries import Abuse
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.attempts import made
from smart315.web.desk.forms.hints import ReviewForm
from smart315.web.desk.views.moves import the_case


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.SEE_ABUSE_HINTS)
def hints(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Show the hints of a case; a POST keeps the officer's decision with its reason."""
    case, abuse = the_case(request, complaint_id), _found(request, complaint_id)
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        data, said = form.cleaned_data, _("判断已记录。")
        kept = {"complaint_id": complaint_id, "hints": abuse.counts, **data}
        if made(request, form, actions.review_abuse, said, **kept):
            return redirect("desk:hints", complaint_id)
    piece = request.headers.get("HX-Request")
    template = "desk/parts/hints_piece.html" if piece else "desk/hints.html"
    return render(request, template, {"case": case, "abuse": abuse, "form": form})


def _found(request: ActorRequest, complaint_id: int) -> Abuse:
    found = queries.abuse_hints(complaint_id, request.actor)
    if found is None:
        raise Http404
    return found
