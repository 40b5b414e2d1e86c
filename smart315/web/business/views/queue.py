"""The queue of a platform: by shop and in due order, many at once, and as a table."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from smart315.casework import actions, queries
from smart315.casework.policies import ANSWERABLE
from smart315.casework.queries import Promised, Waiting
from smart315.kernel.verdicts import Refused
from smart315.partners import queries as partners
from smart315.web.access import ActorRequest, business_page
from smart315.web.business import words
from smart315.web.business.forms import AdvanceForm, AnswerForm
from smart315.web.desk.forms.fields import optional_int
from smart315.web.templatetags.desk import Chip


MOST = 100
# A spreadsheet takes a file for Chinese only when it begins so.
MARK = "\ufeff"
HEADS = (
    gettext_lazy("编号"), gettext_lazy("店铺"), gettext_lazy("状态"), gettext_lazy("收到时间"),
    gettext_lazy("打开时间"), gettext_lazy("期限"), gettext_lazy("期限事项"),
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    """What came of one complaint of many."""

    row: Waiting | Promised
    refused: str


@require_safe
@business_page
def queue(request: ActorRequest, platform_id: int) -> HttpResponse:
    """Show what waits for the platform, the most pressing first, by shop if one is asked for."""
    _platform(request, platform_id)
    shop = optional_int(request.GET.get("shop", ""))
    rows = queries.queue_rows(request.actor, platform_id, shop=shop, limit=MOST)
    context = {
        "platform_id": platform_id,
        "rows": [(each, words.WANTED.get(each.due_key, words.LATE)) for each in rows],
        "chips": _chips(request, platform_id, shop),
        "shop": shop,
        "all": request.GET.get("all") == "1",
        "kept": queries.pledge_kept(platform_id),
        "pays": queries.pays_in_advance(platform_id, at=now()),
    }
    return render(request, "portal/queue.html", context)


@require_POST
@business_page
def open_many(request: ActorRequest, platform_id: int) -> HttpResponse:
    """Open the chosen complaints, each on record; say of each what came of it."""
    _platform(request, platform_id)
    chosen = _chosen(request, platform_id)
    if not chosen:
        return _nothing_chosen(request, platform_id)
    results = _each(request, chosen, actions.open_by_business)
    return _results(request, platform_id, results)


@require_POST
@business_page
def answer_many(request: ActorRequest, platform_id: int) -> HttpResponse:
    """Ask once more, naming the chosen complaints; then answer each with the same answer."""
    _platform(request, platform_id)
    ticked = _chosen(request, platform_id)
    chosen = [each for each in ticked if each.stage in ANSWERABLE]
    if not chosen:
        return _nothing_chosen(request, platform_id, settled=bool(ticked))
    typed = request.POST if "code" in request.POST else None
    form = AnswerForm(typed, advance=queries.pays_in_advance(platform_id, at=now()))
    if form.is_valid():
        results = _each(request, chosen, actions.answer, **form.arguments())
        return _results(request, platform_id, results)
    unopened = any(not each.opened_at for each in chosen)
    context = {"platform_id": platform_id, "chosen": chosen, "form": form, "unopened": unopened}
    return render(request, "portal/many.html", context)


@require_POST
@business_page
def pay_many(request: ActorRequest, platform_id: int) -> HttpResponse:
    """Ask once more, naming who gets how much; then record each as paid in advance."""
    _platform(request, platform_id)
    chosen = queries.promised(request.actor, [each.id for each in _chosen(request, platform_id)])
    if not chosen:
        messages.error(request, _("所选投诉没有等待履行的约定，不能登记先行赔付。"))
        return redirect("portal:queue", platform_id)
    form = AdvanceForm(request.POST if "note" in request.POST else None)
    if form.is_valid():
        pay = partial(actions.claim_performance, **form.cleaned_data)
        results = [
            _one(request, each, partial(pay, advance_fen=each.amount_fen)) for each in chosen
        ]
        return _results(request, platform_id, results)
    context = {"platform_id": platform_id, "chosen": chosen, "form": form, "pays": True}
    return render(request, "portal/many.html", context)


@require_safe
@business_page
def table(request: ActorRequest, platform_id: int) -> HttpResponse:
    """Hand the queue out as a table: numbers and dates, nothing of a person; on record."""
    _platform(request, platform_id)
    at = now()
    actions.take_out_queue(platform_id=platform_id, by=request.actor, at=at)
    lines = StringIO()
    write = csv.writer(lines).writerow
    write([str(each) for each in HEADS])
    for row in queries.queue_rows(request.actor, platform_id, limit=MOST * MOST):
        write(_cells(row))
    answer = HttpResponse(MARK + lines.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="queue-{localtime(at):%Y%m%d}.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


def _platform(request: ActorRequest, platform_id: int) -> None:
    if platform_id not in request.actor.businesses or not partners.is_platform(platform_id):
        raise Http404


def _chosen(request: ActorRequest, platform_id: int) -> list[Waiting]:
    """Return the complaints that were ticked and that still wait."""
    ids = {optional_int(each) for each in request.POST.getlist("complaint")[:MOST]}
    rows = queries.queue_rows(request.actor, platform_id, limit=MOST * MOST)
    return [each for each in rows if each.id in ids]


def _nothing_chosen(
    request: ActorRequest, platform_id: int, *, settled: bool = False
) -> HttpResponse:
    said = (
        _("所选投诉已经和解或者达成协议，不用再答复；请按约定履行。")
        if settled
        else _("请先勾选要办理的投诉；已经办结的不再列出。")
    )
    messages.error(request, said)
    return redirect("portal:queue", platform_id)


def _each(
    request: ActorRequest, rows: list[Waiting], act: Callable[..., Any], **arguments: Any
) -> list[Result]:
    """Act on each as on one alone: a refusal of one stops no other."""
    return [_one(request, each, partial(act, **arguments)) for each in rows]


def _one(request: ActorRequest, row: Waiting | Promised, act: Callable[..., Any]) -> Result:
    try:
        act(complaint_id=row.id, by=request.actor, at=now())
    except Refused as refusal:
        return Result(row, str(refusal))
    return Result(row, "")


def _results(request: ActorRequest, platform_id: int, results: list[Result]) -> HttpResponse:
    failed = sum(bool(each.refused) for each in results)
    context = {"platform_id": platform_id, "results": results, "failed": failed}
    return render(request, "portal/many_done.html", context | {"done": len(results) - failed})


def _chips(request: ActorRequest, platform_id: int, shop: int | None) -> list[Chip]:
    here = reverse("portal:queue", args=[platform_id])
    shops = queries.shops_in_queue(request.actor, platform_id)
    return [
        Chip(_("全部店铺"), here, on=shop is None),
        *(
            Chip(name, f"{here}?{urlencode({'shop': pk})}", on=shop == pk, count=count)
            for pk, name, count in shops
        ),
    ]


def _cells(row: Waiting) -> list[str]:
    moments = (row.received_at, row.opened_at, row.due_at)
    received, opened, due = (
        f"{localtime(each):%Y-%m-%d %H:%M}" if each else "" for each in moments
    )
    name = f"'{row.shop}" if row.shop[:1] in {"=", "+", "-", "@"} else row.shop
    return [row.number, name, str(row.stage_label), received, opened, due, row.due_title]
