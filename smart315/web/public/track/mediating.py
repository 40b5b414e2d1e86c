"""The agreement that a consumer signs, and a session for the calendar."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from smart315.casework import actions, queries
from smart315.casework.queries import Case
from smart315.kernel.verdicts import Refused
from smart315.web import calendars
from smart315.web.access import public_page
from smart315.web.public.site import in_chinese
from smart315.web.public.track import keys
from smart315.web.public.track.case import own_case


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@own_case
def agreement(request: HttpRequest, case: Case) -> HttpResponse:
    """Show the agreement as fixed; sign it with the phone that was confirmed by a code."""
    written = queries.writing(case.complaint.pk, case.actor, at=now())
    if written is None:
        raise Http404
    phone = keys.phone(request, now(), confirmed=True)
    if request.method == "POST":
        try:
            with in_chinese():
                actions.sign_text(text_id=written.text.pk, phone=phone, by=case.actor, at=now())
            messages.success(request, _("您已在调解协议上签名。"))
            return redirect("public:case", case.complaint.pk)
        except Refused as refusal:
            messages.error(request, str(refusal))
    shown = {"case": case, "writing": written, "confirmed": bool(phone)}
    return render(request, "public/track/agreement_text.html", shown)


@public_page
@never_cache
@require_safe
@own_case
def ics(request: HttpRequest, case: Case, session_id: int) -> HttpResponse:  # noqa: ARG001
    """Hand out a session for a calendar."""
    session = queries.session(session_id, case.actor)
    if session is None or session.complaint_id != case.complaint.pk:
        raise Http404
    return calendars.download(session, now())
