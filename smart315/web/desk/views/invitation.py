"""Invite a business without an account: the letter with its QR code, shown once; revoked."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smart315.accounts.actors import Permission
from smart315.casework import actions, queries
from smart315.casework.queries import Case
from smart315.documents import qr
from smart315.kernel.verdicts import Refused
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.attempts import pressed
from smart315.web.desk.views.moves import the_case


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.INVITE_BUSINESS)
def invitation(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Say what the letter does; a POST makes it and shows it, once."""
    case = the_case(request, complaint_id)
    context = {"case": case, "invitation": queries.invitation_of(complaint_id)}
    if request.method != "POST":
        return render(request, "desk/invitation.html", context)
    try:
        made = actions.make_invitation(complaint_id=complaint_id, by=request.actor, at=now())
    except Refused as refusal:
        return render(request, "desk/invitation.html", {**context, "refused": str(refusal)})
    return _letter(request, case, made)


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


def _letter(request: ActorRequest, case: Case, made: actions.Made) -> HttpResponse:
    link = _link(request, made.token)
    context = {
        "case": case,
        "invitation": made.invitation,
        "link": link,
        "code": qr.svg(link),
        "paragraphs": paragraphs(case),
        "today": localdate(),
    }
    return render(request, "desk/invitation_letter.html", context)


def paragraphs(case: Case) -> list[str]:
    """Return what the letter says: what is needed to answer, and nothing about the person."""
    complaint = case.complaint
    return [
        _("本会受理了消费者对你单位的投诉（编号：%(number)s，事由：%(title)s）。")
        % {"number": complaint.number, "title": complaint.title},
        _(
            "依照《中华人民共和国消费者权益保护法实施条例》第四十条，请你单位核实情况、"
            "作出答复，可以提交意见和证据。"
        ),
        _(
            "请扫描二维码或者输入网址，说明身份后即可查看投诉内容并在网上答复，不用注册；"
            "愿意今后直接接收投诉、先行和解的，可以同时申请入驻。"
        ),
        _("链接只对应这一件投诉，只能使用一次，请勿转给无关的人。"),
    ]


def _link(request: ActorRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("invited:letter", args=[token]))
