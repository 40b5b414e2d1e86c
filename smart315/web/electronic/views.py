"""The pages; who may open them is said where their addresses are given out."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smart315.businesses import queries as businesses
from smart315.businesses.queries import Business
from smart315.casework.events import LABELS
from smart315.kernel.verdicts import Refused
from smart315.messaging.webhooks.states import TEST
from smart315.partners import actions, policies, queries
from smart315.partners.states import Scope
from smart315.web.access import ActorRequest
from smart315.web.desk.attempts import made, pressed
from smart315.web.desk.forms.fields import optional_int, put
from smart315.web.electronic.forms import ContactForm, EndpointForm, KeyForm
from smart315.web.templatetags.desk import Chip


PAGE = 30


@require_safe
def page(request: ActorRequest, business_id: int) -> HttpResponse:
    """Show the keys, the endpoints and how they do, and whom a platform names."""
    sides = [(side, queries.endpoints(business_id, sandbox=side)) for side in (False, True)]
    olds = [(each.id, each.old_until) for _side, some in sides for each in some]
    keys = queries.keys(business_id)
    context = {
        "keys": [(each, [Scope(scope).label for scope in each.scopes]) for each in keys],
        "expired": {each.pk for each in keys if each.expires_at and each.expires_at <= now()},
        "sides": sides,
        "with_two_secrets": {pk for pk, until in olds if until is not None and until > now()},
        "labels": {str(each): label for each, label in LABELS.items()},
        "is_platform": queries.is_platform(business_id),
        "contacts": queries.contacts(business_id),
        "tells_shops": business_id in queries.telling_shops([business_id]),
    }
    return _shown(request, "page", business_id, **context)


@require_http_methods(["GET", "HEAD", "POST"])
def create_key(request: ActorRequest, business_id: int) -> HttpResponse:
    """Make a key, and show it this once."""
    _manager(request, business_id)
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("name", "scopes", "sandbox")}
        data |= {"business_id": business_id, "expires_at": form.expires_at()}
        try:
            secret = actions.create_key(**data, by=request.actor, at=now())[1]
            return _secret(request, business_id, secret, "key")
        except Refused as refusal:
            put(form, refusal)
    return _asked(request, business_id, form, _("新建密钥"), _("创建"))


@require_POST
def revoke_key(request: ActorRequest, business_id: int, key_id: int) -> HttpResponse:
    """Let a key open nothing from now on."""
    if key_id not in {each.pk for each in queries.keys(_business(request, business_id).pk)}:
        raise Http404
    pressed(request, actions.revoke_key, _("密钥已撤销，立即失效。"), key_id=key_id)
    return _back(request, business_id)


@require_http_methods(["GET", "HEAD", "POST"])
def add_endpoint(request: ActorRequest, business_id: int) -> HttpResponse:
    """Open an endpoint, and show its secret this once."""
    _manager(request, business_id)
    form = EndpointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            secret = actions.add_endpoint(
                business_id=business_id, **form.cleaned_data, by=request.actor, at=now()
            )
            return _secret(request, business_id, secret, "endpoint")
        except Refused as refusal:
            put(form, refusal)
    return _asked(request, business_id, form, _("添加推送地址"), _("添加"))


@require_POST
def rotate(request: ActorRequest, business_id: int, endpoint_id: int) -> HttpResponse:
    """Give an endpoint a new secret, and show it this once."""
    target = _endpoint(request, business_id, endpoint_id)
    try:
        secret = actions.rotate_secret(**target, by=request.actor, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _back(request, business_id)
    return _secret(request, business_id, secret, "endpoint")


@require_POST
def stop(request: ActorRequest, business_id: int, endpoint_id: int) -> HttpResponse:
    """Send nothing more to an endpoint."""
    target = _endpoint(request, business_id, endpoint_id)
    pressed(request, actions.stop_endpoint, _("已停用，不再推送。"), **target)
    return _back(request, business_id)


@require_POST
def test(request: ActorRequest, business_id: int, endpoint_id: int) -> HttpResponse:
    """Owe an endpoint a test event."""
    target = _endpoint(request, business_id, endpoint_id)
    pressed(request, actions.send_test, _("测试事件几秒内发出，结果见推送记录。"), **target)
    return _back(request, business_id)


@require_safe
def deliveries(request: ActorRequest, business_id: int) -> HttpResponse:
    """Show the log of deliveries, page by page."""
    state, sandbox = request.GET.get("state", ""), request.GET.get("sandbox") == "1"
    rows = queries.deliveries(
        _business(request, business_id).pk,
        sandbox=sandbox,
        state=state,
        before=optional_int(request.GET.get("before", "")),
    )
    labels = {str(each): label for each, label in LABELS.items()} | {TEST: _("测试事件")}
    context = {
        "rows": [(each, labels.get(each.kind, each.kind)) for each in rows],
        "chips": _filters(state, sandbox=sandbox),
        "state": state,
        "sandbox": sandbox,
    }
    last = rows[-1].id if len(rows) == PAGE else None
    return _shown(request, "deliveries", business_id, **context, last=last)


@require_POST
def replay(request: ActorRequest, business_id: int) -> HttpResponse:
    """Send one delivery again."""
    sandbox = request.POST.get("sandbox") == "1"
    ids = [int(each) for each in request.POST.getlist("delivery") if each.isdigit()]
    data: dict[str, Any] = {"business_id": _business(request, business_id).pk, "sandbox": sandbox}
    pressed(request, actions.replay, _("已重新排队，几秒内发出。"), delivery_ids=ids, **data)
    answer = redirect(f"{request.resolver_match.namespace}:deliveries", business_id)  # type: ignore[union-attr]
    answer["Location"] += "?sandbox=1" if sandbox else ""
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def set_contact(request: ActorRequest, business_id: int) -> HttpResponse:
    """Name somebody for one step of the platform's ladder."""
    _manager(request, business_id)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {"platform_id": business_id, **form.cleaned_data}
        if made(request, form, actions.set_contact, _("联系人已保存。"), **data):
            return _back(request, business_id)
    return _asked(request, business_id, form, _("设置联系人"), _("保存"))


@require_POST
def set_shop_reminders(request: ActorRequest, business_id: int) -> HttpResponse:
    """Say whether the platform's shops are reminded beside it."""
    _manager(request, business_id)
    wanted = "wanted" in request.POST
    said = _("已设置：每日提醒同时发给店铺。") if wanted else _("已设置：每日提醒只发给平台。")
    deed = actions.set_shop_reminders
    pressed(request, deed, said, platform_id=business_id, wanted=wanted)
    return _back(request, business_id)


def _business(request: ActorRequest, business_id: int) -> Business:
    found = businesses.by_id(business_id)
    if found is None or not policies.may_see_access(request.actor, business_id):
        raise Http404
    return found


def _manager(request: ActorRequest, business_id: int) -> None:
    _business(request, business_id)
    if not policies.may_manage_access(request.actor, business_id):
        raise Http404


def _endpoint(request: ActorRequest, business_id: int, endpoint_id: int) -> dict[str, Any]:
    """Return what the actions ask for, of an endpoint of this business."""
    _business(request, business_id)
    for sandbox in (False, True):
        mine = queries.endpoints(business_id, sandbox=sandbox)
        if endpoint_id in {each.id for each in mine}:
            return {"business_id": business_id, "endpoint_id": endpoint_id, "sandbox": sandbox}
    raise Http404


def _back(request: ActorRequest, business_id: int) -> HttpResponse:
    return redirect(f"{request.resolver_match.namespace}:access", business_id)  # type: ignore[union-attr]


def _secret(request: ActorRequest, business_id: int, secret: str, what: str) -> HttpResponse:
    answer = _shown(request, "secret", business_id, secret=secret, what=what)
    answer["Cache-Control"] = "no-store"
    return answer


def _filters(state: str, *, sandbox: bool) -> list[Chip]:
    """Return the log's filters: how a delivery went, and those of the sandbox apart."""
    states = {"": _("全部"), "pending": _("待发"), "delivered": _("已送达"), "dead": _("未送达")}
    chips = [
        Chip(words, f"?state={name}" if name else "?", on=not sandbox and state == name)
        for name, words in states.items()
    ]
    return [*chips, Chip(_("沙盒"), "?sandbox=1", on=sandbox)]


def _asked(
    request: ActorRequest, business_id: int, form: Form, title: str, press: str
) -> HttpResponse:
    return _shown(request, "form", business_id, form=form, title=title, press=press)


def _shown(request: ActorRequest, name: str, business_id: int, **context: Any) -> HttpResponse:
    room = request.resolver_match.namespace  # type: ignore[union-attr]
    context |= {
        "business": _business(request, business_id),
        "may_manage": policies.may_manage_access(request.actor, business_id),
        "base": f"{room}/base.html",
        "room": room,
        "urls": {each: f"{room}:{each}" for each in ADDRESSES},
    }
    return render(request, f"electronic/{name}.html", context)


ADDRESSES = (
    "access", "create_key", "revoke_key", "add_endpoint", "rotate", "stop", "test", "deliveries",
    "replay", "set_contact", "set_shop_reminders",
)  # fmt: skip
