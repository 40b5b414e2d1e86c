"""Which business is a platform, and which shops are on it: one by one, or by a table."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from smart315.accounts.actors import Permission
from smart315.businesses import actions as register, queries as businesses
from smart315.businesses.matching import Named
from smart315.casework import queries as casework
from smart315.kernel.verdicts import Refused
from smart315.partners import actions, queries
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk.attempts import made, pressed
from smart315.web.desk.forms.fields import put
from smart315.web.desk.views.businesses import the
from smart315.web.electronic.forms import ShopForm, ShopsForm


MOST_ROWS = 5000
MOST_BYTES = 2 * 1024 * 1024
NAME, CODE, OWN = "名称", "统一社会信用代码", "店铺编号"


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.MANAGE_BUSINESSES)
def platform(request: ActorRequest, business_id: int) -> HttpResponse:
    """Show a platform and its shops; a POST notes that the business is one."""
    business = the(business_id)
    if request.method == "POST":
        pressed(request, actions.make_platform, _("已登记为平台。"), business_id=business.pk)
        return redirect("desk:platform", business.pk)
    return _shown(request, business_id)


@require_POST
@desk_page(Permission.MANAGE_BUSINESSES)
def add_shop(request: ActorRequest, business_id: int) -> HttpResponse:
    """Link a shop that the register knows by name or code."""
    form = ShopForm(request.POST)
    if form.is_valid():
        asked = form.cleaned_data["shop"]
        found = businesses.resolve(asked, asked)
        if found is None:
            form.add_error("shop", _("登记簿中没有或者不止一个这样的经营者，请填写代码。"))
        else:
            data = {"platform_id": business_id, "business_id": found.pk}
            data["code"] = form.cleaned_data["code"]
            if made(request, form, actions.link_shop, _("已添加店铺。"), **data):
                return redirect("desk:platform", business_id)
    return _shown(request, business_id, shop_form=form)


@require_POST
@desk_page(Permission.MANAGE_BUSINESSES)
def add_shops(request: ActorRequest, business_id: int) -> HttpResponse:
    """Link every shop of a table, entering those that the register does not know."""
    form = ShopsForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            count = _take(request, business_id, list(_rows(form.cleaned_data["table"])))
            said = ngettext("已添加 %(n)s 家店铺。", "已添加 %(n)s 家店铺。", count)
            messages.success(request, said % {"n": count})
            return redirect("desk:platform", business_id)
        except Refused as refusal:
            put(form, refusal)
    return _shown(request, business_id, shops_form=form)


@require_POST
@desk_page(Permission.MANAGE_BUSINESSES)
def remove_shop(request: ActorRequest, business_id: int, shop_id: int) -> HttpResponse:
    """Note that a shop sells on the platform no more."""
    said = _("已移除。以后的投诉不再转给平台。")
    pressed(request, actions.unlink_shop, said, platform_id=business_id, business_id=shop_id)
    return redirect("desk:platform", business_id)


def _take(request: ActorRequest, platform_id: int, rows: list[tuple[Named, str]]) -> int:
    found = register.resolve_many(rows=[named for named, _own in rows], by=request.actor, at=now())
    shops = [(found[named], own) for named, own in rows]
    return actions.link_shops(platform_id=platform_id, shops=shops, by=request.actor, at=now())


def _rows(table: "UploadedFile[Any]") -> Iterator[tuple[Named, str]]:
    """Yield (business, code on the platform) of a table. Raises Refused naming `table`."""
    if (table.size or 0) > MOST_BYTES:
        raise Refused(_("文件太大，请分成几次上传，每次不超过5000行。"), field="table")
    try:
        text = table.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(_("请把文件存成UTF-8编码的CSV再上传。"), field="table") from None
    lines = csv.DictReader(io.StringIO(text))
    if NAME not in (lines.fieldnames or ()):
        raise Refused(_("表头中没有“名称”一列。"), field="table")
    for number, row in enumerate(lines, start=2):
        name = (row.get(NAME) or "").strip()
        if not name or number > MOST_ROWS + 1:
            sentence = _("第%(n)s行没有名称，或者超过了5000行。") % {"n": number}
            raise Refused(sentence, field="table")
        yield Named(name=name, uscc=(row.get(CODE) or "").strip()), (row.get(OWN) or "").strip()


def _shown(request: ActorRequest, business_id: int, **forms: object) -> HttpResponse:
    context = {
        "business": the(business_id),
        "is_platform": queries.is_platform(business_id),
        "shops": queries.shops(business_id),
        "pledge": businesses.pledge_of(business_id, "green"),
        "kept": casework.pledge_kept(business_id),
        "shop_form": ShopForm(),
        "shops_form": ShopsForm(),
        **forms,
    }
    return render(request, "desk/platform.html", context)
