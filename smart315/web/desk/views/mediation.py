"""The page of a mediation, its editor of agreements, its paper, and the calendar of sessions."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import get_default_timezone, localdate, localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smart315.accounts.actors import Permission
from smart315.casework import actions, queries
from smart315.community import queries as community
from smart315.web import calendars
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.attempts import made
from smart315.web.desk.forms import drafting
from smart315.web.desk.forms.talks import SayForm
from smart315.web.desk.views.moves import the_case
from smart315.web.templatetags.desk import Chip


WEEK = timedelta(days=7)


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def mediation(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Show everything about a mediation, and what may be done next."""
    return render(request, "desk/mediation.html", _shown(request, complaint_id, SayForm()))


@require_POST
@desk_page(Permission.READ_COMPLAINT)
def say(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Write to one side, to both, or to the house alone."""
    the_case(request, complaint_id)
    form = SayForm(request.POST)
    if form.is_valid():
        data, said = form.cleaned_data, _("已留言。")
        if made(request, form, actions.say, said, complaint_id=complaint_id, **data):
            return redirect("desk:mediation", complaint_id)
    return render(request, "desk/mediation.html", _shown(request, complaint_id, form))


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.READ_COMPLAINT)
def edit(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Write the agreement; keep it as a draft, or fix it for signing when nothing is unclear."""
    case = the_case(request, complaint_id)
    found = queries.mediation(complaint_id, request.actor, at=now())
    written = found.writing if found else None
    if written is not None and written.text.state == "fixed":
        messages.info(request, _("协议已定稿，请双方签名；要修改的，请先退回起草。"))
        return redirect("desk:mediation", complaint_id)
    if request.method != "POST":
        form, rows = drafting.begun(case, written if _in_hand(written) else None)
    else:
        form, rows = drafting.sent(case, request.POST)
        if form.is_valid() and rows.is_valid() and _kept(request, complaint_id, form, rows):
            return redirect("desk:mediation", complaint_id)
    shown = {"case": case, "form": form, "rows": rows, "found": _problems(request, complaint_id)}
    return render(request, "desk/edit_agreement.html", shown)


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def agreement(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Show the agreement as it is printed and signed, with an annex a represented person."""
    case = the_case(request, complaint_id)
    found = queries.mediation(complaint_id, request.actor, at=now())
    if found is None or found.writing is None:
        raise Http404
    shown = {"case": case, "writing": found.writing, "last_day": found.last_day}
    return render(request, "desk/agreement_paper.html", shown)


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def minutes(request: ActorRequest, complaint_id: int, session_id: int) -> HttpResponse:
    """Show the minutes of one session as they are printed."""
    case = the_case(request, complaint_id)
    session = queries.session(session_id, request.actor)
    if session is None or session.complaint_id != complaint_id:
        raise Http404
    return render(request, "desk/minutes_paper.html", {"case": case, "session": session})


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def ics(request: ActorRequest, complaint_id: int, session_id: int) -> HttpResponse:
    """Hand out a session for a calendar."""
    session = queries.session(session_id, request.actor)
    if session is None or session.complaint_id != complaint_id:
        raise Http404
    return calendars.download(session, now())


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def hearings(request: ActorRequest) -> HttpResponse:
    """Show the sessions of a week, day by day."""
    monday = _monday(request.GET.get("week", ""))
    first = datetime.combine(monday, time(), tzinfo=get_default_timezone())
    chosen = _number(request.GET.get("committee", ""))
    found = queries.sessions_between(request.actor, first, first + WEEK, committee_id=chosen)
    days = [monday + timedelta(days=each) for each in range(7)]
    shown = {
        "days": [(day, [s for s in found if localtime(s.starts_at).date() == day]) for day in days],
        "many": len(found),
        "previous": monday - WEEK,
        "following": monday + WEEK,
        "today": localdate(),
        "chips": _chips(monday, chosen),
        "chosen": chosen,
    }
    return render(request, "desk/hearings.html", shown)


def _shown(request: ActorRequest, complaint_id: int, form: SayForm) -> dict[str, Any]:
    case = the_case(request, complaint_id)
    found = queries.mediation(complaint_id, request.actor, at=now())
    if found is None:
        raise Http404
    panels = queries.panels(complaint_id, request.actor)
    return {"case": case, "mediation": found, "say_form": form, "panels": panels}


def _in_hand(written: queries.Writing | None) -> bool:
    return written is not None and written.text.state in {"draft", "fixed"}


def _kept(request: ActorRequest, complaint_id: int, form: Any, rows: Any) -> bool:
    """Keep the draft; with the other button also fix it, and stay when something is unclear."""
    content = drafting.content(form, rows)
    said = _("草稿已保存。")
    if not made(
        request, form, actions.write_text, said, complaint_id=complaint_id, content=content
    ):
        return False
    if "fix" not in request.POST:
        return True
    found = queries.mediation(complaint_id, request.actor, at=now())
    if found is None or found.writing is None:
        return True
    fixed = _("已定稿，请双方签名。")
    return made(request, form, actions.fix_text, fixed, text_id=found.writing.text.pk)


def _problems(request: ActorRequest, complaint_id: int) -> list[Any]:
    found = queries.mediation(complaint_id, request.actor, at=now())
    return found.writing.problems if found and found.writing else []


def _chips(monday: date, chosen: int | None) -> list[Chip]:
    """Return the committees by which the calendar is narrowed, as links that can be shared."""
    week = f"?week={monday:%Y-%m-%d}"
    rows = [each.committee for each in community.committees(on=localdate())]
    named = [Chip(row.name, f"{week}&committee={row.pk}", on=row.pk == chosen) for row in rows]
    return [Chip(_("全部"), week, on=chosen is None), *named] if named else []


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


def _monday(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = localdate()
    return day - timedelta(days=day.weekday())
