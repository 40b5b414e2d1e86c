"""Invite a business without an account: a letter with a QR code, issued as any other; revoked."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smart315.accounts.actors import Permission
from smart315.casework import actions, queries
from smart315.casework.queries import Case
from smart315.kernel.verdicts import Refused
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import papers
from smart315.web.desk.attempts import made, pressed
from smart315.web.desk.forms.papers import KeyForm
from smart315.web.desk.views.moves import the_case
from smart315.web.desk.views.papers import INLINE


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.INVITE_BUSINESS)
def invitation(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Say what the letter does and how it looks; a POST issues it."""
    case, form = the_case(request, complaint_id), KeyForm(request.POST or None)
    if form.is_valid() and made(
        request,
        form,
        actions.send_invitation,
        _("已制作邀请函。请打印邀请函和二维码附页，一并送达。"),
        complaint_id=complaint_id,
        **form.cleaned_data,
    ):
        return redirect("desk:invitation", complaint_id)
    return render(request, "desk/invitation.html", _shown(request, case, form))


@never_cache
@require_POST
@desk_page(Permission.INVITE_BUSINESS)
def invitation_link(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Print the page with a fresh link; nothing of it is kept."""
    the_case(request, complaint_id)
    try:
        page = actions.print_link(complaint_id=complaint_id, by=request.actor, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:invitation", complaint_id)
    return HttpResponse(page, content_type="application/pdf", headers=INLINE)


@require_safe
@desk_page(Permission.READ_COMPLAINT)
def channel(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Show what the direct channel has on record: rounds, reminders, letters, promises."""
    case = the_case(request, complaint_id)
    context = {"case": case, "channel": queries.channel(complaint_id)}
    return render(request, "desk/channel.html", context)


@require_POST
@desk_page(Permission.INVITE_BUSINESS)
def revoke_invitation(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Make the link void."""
    the_case(request, complaint_id)
    said = _("邀请函的链接已收回。")
    pressed(request, actions.revoke_invitation, said, complaint_id=complaint_id)
    return redirect("desk:complaint", complaint_id)


def _shown(request: ActorRequest, case: Case, form: KeyForm) -> dict[str, Any]:
    """Return what the page shows: the letter as it would look, or why it cannot be sent."""
    invitation = queries.invitation_of(case.complaint.pk)
    code = actions.INVITATION_LETTER
    in_force = (each for each in case.issued if each.code == code and each.state == "in_force")
    letter = next(in_force, None)
    context: dict[str, Any] = {"case": case, "form": form, "invitation": invitation}
    context["letter"] = letter
    if case.may_write_to and case.may_issue:
        draft = queries.document_draft(case.complaint, code, request.actor, at=now())
        context |= {"paper": papers.shown(draft.sheet, queries.seal_of(draft)), "code": code}
    return context
