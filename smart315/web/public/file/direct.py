"""Whether the business will receive it, how it has behaved, and the choice to go straight to it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from smart315.businesses import queries as businesses
from smart315.businesses.queries import Pledge, Reception, ReceptionReason
from smart315.businesses.states import PledgeKind
from smart315.casework.queries import conduct, in_words, pledged_limit
from smart315.kernel.workdays import Limit
from smart315.parameters import queries as parameters
from smart315.partners import queries as partners
from smart315.web.access import public_page
from smart315.web.filing import Piece
from smart315.web.public.file import drafts, steps
from smart315.web.public.file.drafts import Draft


WHY = {
    ReceptionReason.JOINED: _("这家商家已加入网上直通车，承诺在网上直接答复消费者。"),
    ReceptionReason.NOBODY: _("这家商家已入驻，但现在没有人接收，投诉由消协办理。"),
    ReceptionReason.PAUSED: _("这家商家现在暂停接收，投诉由消协办理。"),
    ReceptionReason.NOT_JOINED: _(
        "这家商家还没有入驻，投诉由消协办理；受理以后，消协可以发函请它答复。"
    ),
    ReceptionReason.NO_CONTACT: _(
        "登记簿里没有这家商家的联系方式，投诉由消协办理，受理以后再设法联系。"
    ),
    ReceptionReason.LEFT: _("这家商家已经退出或者停业，投诉由消协办理。"),
    ReceptionReason.UNKNOWN: _("登记簿里没有这家商家，投诉由消协办理。"),
}


BY_PLATFORM = _("它所在的平台已加入电商绿色通道，由平台统一接收并答复。")


class DirectForm(Piece):
    """First the business, or the association at once."""

    wants_direct = forms.ChoiceField(
        label=_("先请商家直接答复您吗？"),
        choices=[
            ("yes", _("先直达商家，争取和解（一般更快）")),
            ("no", _("不用，直接由消协处理")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择先找商家，还是直接由消协处理。")},
    )


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
@steps.with_draft
def direct(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Say whether the business will receive it and how it has behaved; ask whether it is first."""
    to, chosen = steps.going_to(request), draft.text("business_id")
    form = DirectForm(initial=draft.form)
    if request.method == "POST":
        draft = drafts.keep(draft, DirectForm.typed(request.POST), now())
        form = DirectForm(dict(draft.form))
        if "back" in request.POST:
            return redirect(steps.here("business", to))
    willing = reception_of(draft) is Reception.WILL
    if not chosen.isdecimal() or (form.is_bound and (form.is_valid() or not willing)):
        return redirect(steps.after("business", to))
    shown = {"form": form, "draft": draft, **told(int(chosen), draft.text("platform"))}
    shown["place"] = steps.place("business", to)
    return render(request, "public/file/direct.html", shown)


def told(business_id: int, platform: str = "") -> dict[str, Any]:
    """Return what is said of a business before it is complained about, and of its platform."""
    reception, reason = businesses.reception(business_id)
    cover = partners.cover_of(business_id, platform, at=now())
    own = businesses.pledge_of(business_id, PledgeKind.DIRECT, at=now())
    pledge = cover.pledge if cover else own
    limits = _limits(pledge)
    return {
        "reception": Reception.WILL if cover else reception,
        "why": BY_PLATFORM if cover else WHY[reason],
        "pause": businesses.break_of(cover.platform_id if cover else business_id),
        "conduct": conduct(business_id, at=now()),
        "pledge": pledge,
        "limits": {name: in_words(limit) for name, (limit, _pledged) in limits.items()},
        "pledged": {name: pledged for name, (_limit, pledged) in limits.items()},
    }


def url(to: str) -> str:
    """Return the address of the question."""
    return reverse("public:file_direct") + (f"?to={to}" if to else "")


def reception_of(draft: Draft) -> Reception | None:
    """Tell whether the chosen business will read the complaint; None when none was chosen."""
    chosen = draft.text("business_id")
    if not chosen.isdecimal():
        return None
    if partners.cover_of(int(chosen), draft.text("platform"), at=now()):
        return Reception.WILL
    return businesses.receives(int(chosen))


def _limits(pledge: Pledge | None) -> dict[str, tuple[Limit, bool]]:
    """Return the limits as they stand today, and whether the pledge sets them."""
    today, register = localdate(), parameters.snapshot()
    limits = {}
    for name in ("respond", "plan", "due"):
        key = f"negotiate.{name}"
        limit = register.limit(key, today)
        sooner = pledged_limit(pledge, key, limit)
        limits[name] = sooner or limit, sooner is not None
    return limits
