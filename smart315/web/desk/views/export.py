"""What a list shows, as a table for a spreadsheet, page by page so that memory stays flat."""

import csv
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.utils.timezone import localtime, now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from smart315.accounts.actors import Actor, Permission
from smart315.casework import actions, queries
from smart315.casework.queries import Filters, Row
from smart315.kernel import money
from smart315.kernel.verdicts import Refused
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import narrowing


SIZE = 500
# A spreadsheet takes a file for Chinese only when it begins so.
MARK = "\ufeff"
HEADS = (
    _("编号"), _("标题"), _("状态"), _("经营者"), _("投诉人"), _("办理单位"), _("承办人"),
    _("收到时间"), _("期限"), _("期限事项"), _("商品或服务"), _("投诉性质"), _("来源"),
    _("金额（元）"),
)  # fmt: skip


class Echo:
    """Hands each written line straight on."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


@require_safe
@desk_page(Permission.EXPORT_COMPLAINTS)
def export(request: ActorRequest) -> StreamingHttpResponse:
    """Stream the whole list that the link asks for; the export is on record first."""
    filters, at = narrowing.read(request.GET), now()
    narrowed = [each.name for each in fields(filters) if each.name in request.GET]
    try:
        reader = actions.take_out_listing(narrowed_by=narrowed, by=request.actor, at=at)
    except Refused as refusal:
        raise PermissionDenied(str(refusal)) from None
    answer = StreamingHttpResponse(
        _lines(reader, filters, at), content_type="text/csv; charset=utf-8"
    )
    name = f"complaints-{localtime(at):%Y%m%d-%H%M}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _lines(reader: Actor, filters: Filters, at: datetime) -> Iterator[str]:
    write = csv.writer(Echo()).writerow
    yield MARK + str(write([str(each) for each in HEADS]))
    after = ""
    while True:
        page = queries.listing(reader, filters, at=at, after=after, size=SIZE)
        for row in page.rows:
            yield str(write([_safe(each) for each in _cells(row)]))
        after = page.following
        if not after:
            return


def _cells(row: Row) -> list[str]:
    return [
        row.number,
        row.title,
        row.stage_label,
        row.respondent_name,
        row.complainant,
        row.organisation_name,
        row.officer_name,
        _moment(row.received_at),
        _moment(row.due_at),
        row.due_title,
        row.category_name,
        row.nature_name,
        row.channel_label,
        "" if row.amount_fen is None else money.yuan(row.amount_fen),
    ]


def _moment(at: datetime | None) -> str:
    return f"{localtime(at):%Y-%m-%d %H:%M}" if at else ""


def _safe(text: str) -> str:
    """Keep a spreadsheet from taking a consumer's words for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
