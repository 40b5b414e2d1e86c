"""Mediation as the business sees it: talks, sessions, the agreement; each deed on a page."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from smart315.casework import actions, queries
from smart315.casework.codes import Audience
from smart315.web import calendars
from smart315.web.access import ActorRequest, business_page
from smart315.web.business import talks as forms
from smart315.web.business.views.complaint import opened_case
from smart315.web.desk.deeds import Deed, DeedForm, table
from smart315.web.desk.forms.agents import SentForm, send
from smart315.web.desk.keeping import done


DEEDS = table(
    Deed("propose", _("提出方案"), forms.OfferForm, actions.propose, _("已提出方案。"), ""),
    Deed("say", _("留言"), forms.SayForm, actions.say, _("已留言。"), ""),
    Deed(
        "recusal",
        _("申请调解员回避"),
        forms.ReasonForm,
        actions.ask_recusal,
        _("已提出，由负责人决定。"),
        "",
    ),
    Deed(
        "accept",
        _("接受方案"),
        DeedForm,
        actions.accept_proposal,
        _("已接受方案。"),
        "",
        names="proposal_id",
        warns=_("接受后，方案成为协议草稿，双方签名后生效。"),
    ),
    Deed(
        "decline",
        _("不接受方案"),
        forms.ReasonForm,
        actions.decline_proposal,
        _("已答复。"),
        "",
        names="proposal_id",
    ),
    Deed(
        "sign",
        _("在调解协议上签名"),
        forms.SignForm,
        actions.sign_text,
        _("已签名。"),
        "",
        names="text_id",
        warns=_("请先逐项核对协议。签名即表示经营者同意全部内容。"),
    ),
    Deed(
        "performed-item",
        _("说明已履行"),
        forms.NoteForm,
        actions.claim_obligation,
        _("已提交，由投诉人或者消协确认。"),
        "",
        names="obligation_id",
    ),
    Deed(
        "agent",
        _("委托代理人"),
        SentForm,
        send,
        _("已登记代理人，消协和投诉人会看到由谁代理。"),
        "",
        files={"letter": (_("授权委托书"), "evidence_id")},
    ),
    Deed(
        "withdraw-agent",
        _("解除委托"),
        DeedForm,
        actions.revoke_agent,
        _("已解除委托。"),
        "",
        names="agent_id",
        warns=_("代理人此前的行为仍然有效，此后不能再代为办理。"),
        tone="danger",
    ),
)


@never_cache
@require_safe
@business_page
def mediation(request: ActorRequest, complaint_id: int) -> HttpResponse:
    """Show the mediation as far as it concerns the business."""
    case = opened_case(request, complaint_id)
    shown = {
        "case": case,
        "talks": queries.talks(complaint_id, request.actor),
        "sessions": queries.told_sessions(complaint_id, request.actor),
        "writing": queries.writing(complaint_id, request.actor, at=now()),
        "agents": queries.agents(complaint_id, request.actor, at=now()),
    }
    return render(request, "portal/mediation.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@business_page
def deed(request: ActorRequest, complaint_id: int, slug: str, target: int = 0) -> HttpResponse:
    """Show the form of a deed, or do it."""
    case, chosen = opened_case(request, complaint_id), DEEDS.get(slug)
    if chosen is None or chosen.of_object != bool(target):
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = chosen.form(data, request.FILES or None, case=case, target=target)
    if data is not None and form.is_valid() and done(request, chosen, form, Audience.BUSINESS):
        return redirect("portal:mediation", complaint_id)
    return render(request, "portal/deed.html", {"case": case, "deed": chosen, "form": form})


@require_safe
@business_page
def ics(request: ActorRequest, complaint_id: int, session_id: int) -> HttpResponse:
    """Hand out a session for a calendar."""
    opened_case(request, complaint_id)
    session = queries.session(session_id, request.actor)
    if session is None or session.complaint_id != complaint_id:
        raise Http404
    return calendars.download(session, now())
