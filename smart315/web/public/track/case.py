"""One complaint, as its consumer sees it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from smart315.casework import actions, queries
from smart315.casework.queries import Case
from smart315.web import downloads
from smart315.web.access import public_page
from smart315.web.public import routes
from smart315.web.public.site import in_chinese
from smart315.web.public.track import deeds, keys, mediated, words


View = Callable[..., HttpResponseBase]


def own_case(view: View) -> View:
    """Hand the view the case, if this browser holds the key to it."""

    @wraps(view)
    def found(request: HttpRequest, complaint_id: int, **more: Any) -> HttpResponseBase:
        at = now()
        if not keys.holds(request, complaint_id, at):
            return _to_the_door(request, complaint_id)
        with in_chinese():
            # The actor's name goes into the case file.
            actor = queries.holder(complaint_id, keys.person(request, complaint_id), at=at)
        case = queries.case(complaint_id, actor, at=at)
        if case is None:
            raise Http404
        return view(request, case, **more)

    return found


@public_page
@never_cache
@require_safe
@own_case
def case(request: HttpRequest, case: Case) -> HttpResponse:
    """Show where it stands, what happens next, what can be done, and what happened."""
    heading, meaning = words.heading(case)
    shown = {
        "case": case,
        "heading": heading,
        "meaning": meaning,
        "platform": words.answering_platform(case),
        "clocks": words.clocks(case),
        "deeds": deeds.open_to(case),
        "reason": _reason(case),
        "timeline": words.timeline(case),
        "claims": words.claims(case),
        "routes": _other_routes(case),
        "mediation": mediated.of(case),
    }
    return render(request, "public/track/case.html", shown)


@public_page
@never_cache
@require_safe
@own_case
def why(request: HttpRequest, case: Case, clock_id: int) -> HttpResponse:
    """Explain one date."""
    reason = queries.why(case.complaint.pk, clock_id, case.actor, at=now())
    if reason is None:
        raise Http404
    return render(request, "public/track/why.html", {"case": case, "reason": reason})


@public_page
@never_cache
@require_GET
@own_case
def evidence(request: HttpRequest, case: Case, evidence_id: int) -> HttpResponseBase:  # noqa: ARG001
    """Hand out one of the case's files, on record, to be saved and never to be run."""
    stored = actions.open_evidence(
        complaint_id=case.complaint.pk, evidence_id=evidence_id, by=case.actor, at=now()
    )
    if stored is None:
        raise Http404
    return downloads.handed_out(stored, save=True)


@public_page
@never_cache
@require_safe
@own_case
def paper(request: HttpRequest, case: Case, issued_id: int) -> HttpResponseBase:  # noqa: ARG001
    """Hand out a document that was issued to the consumer."""
    stored = queries.document_file(issued_id, case.complaint.pk, case.actor)
    if stored is None:
        raise Http404
    return downloads.handed_out(stored)


def _to_the_door(request: HttpRequest, complaint_id: int) -> HttpResponse:
    """Ask for the key; what was typed meanwhile waits."""
    if request.method == "POST":
        keys.keep_words(request, complaint_id)
        said = _("已超过半小时，请再验证一次；您写的内容还在，文件请重新选择。")
    else:
        said = _("请先填写编号和查询码，或者用手机号码查询。")
    messages.info(request, said)
    return redirect("public:track")


def _reason(case: Case) -> str:
    """Return what was said when the complaint came to where it stands."""
    moves = (each for each in reversed(case.entries) if each.move)
    last = next((each for each in moves if each.move not in words.AFTERWARDS), None)
    return last.note if last is not None and last.move in words.TELLING else ""


def _other_routes(case: Case) -> tuple[routes.Route, ...]:
    """Return the five routes where this one has led nowhere (handbook §2.1)."""
    nowhere = case.stage in words.NOWHERE or case.complaint.outcome in words.NOWHERE_OUTCOMES
    return routes.FIVE_ROUTES if nowhere else ()
