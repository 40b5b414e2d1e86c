"""Release the open data of a quarter; a second time only as a revision that says why."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM, Actor
from smart315.audit import actions as audit
from smart315.insight import policies
from smart315.insight.kinds import Kind
from smart315.insight.models import Release
from smart315.insight.opendata.compiling import compiled
from smart315.insight.opendata.declared import TABLES
from smart315.insight.opendata.editions import Compiled, Earlier, Edition
from smart315.insight.opendata.settling import settled
from smart315.kernel.verdicts import Refused
from smart315.measures.periods import Period, Span
from smart315.measures.withholding import Key
from smart315.parameters import queries as parameters


def release_open_data(*, period: Period, reason: str = "", by: Actor, at: datetime) -> Release:
    """Compile a quarter that has settled and publish it. Raises Refused.

    It is compiled before the transaction, which would otherwise be held for seconds.
    """
    policies.may_release_open_data(by).require()
    _check_settled(period, at)
    before = list(Release.objects.filter(period=period.code).order_by("version"))
    edition = _edition(period, before, reason.strip())
    earlier = Earlier(_keys(before, "hidden"), _keys(before, "few"), _left_out(before))
    k = int(parameters.value("privacy.k", localdate(at)))
    made = compiled(edition, earlier, k=k, at=at)
    if before and made.body.figures_only == before[-1].frozen.figures_only:
        raise Refused(_("数字与上一版完全相同，不需要更正。"))
    return _kept(edition, made, by, at)


def release_when_due(*, at: datetime) -> Release | None:
    """Publish the last quarter that has settled, once, where anything came in it."""
    period = settled(localdate(at))
    if Release.objects.filter(period=period.code).exists():
        return None
    try:
        return release_open_data(period=period, by=SYSTEM, at=at)
    except Empty:
        return None


class Empty(Refused):
    """Nothing was received or accepted in the quarter."""


def _check_settled(period: Period, at: datetime) -> None:
    if period.span is not Span.QUARTER:
        raise Refused(_("开放数据按季度公开，期间请写成 2026Q3。"), field="period")
    last = settled(localdate(at))
    if period.first > last.first:
        words = {"period": period.title, "last": last.title}
        text = _("%(period)s还不能公开：季度要结束并过了沉淀期。现在最晚可以公开%(last)s。")
        raise Refused(text % words, field="period")


def _edition(period: Period, before: list[Release], reason: str) -> Edition:
    if before and not reason:
        raise Refused(_("%(period)s已经公开；更正须写明理由。") % {"period": period.title})
    version = before[-1].version + 1 if before else 1
    return Edition(period, version, reason if before else "")


def _keys(before: Iterable[Release], name: str) -> frozenset[Key]:
    return frozenset(tuple(key) for each in before for key in getattr(each, name))


def _left_out(before: Iterable[Release]) -> frozenset[str]:
    return frozenset(name for each in before for name in TABLES if name not in each.frozen.tables)


@transaction.atomic
def _kept(edition: Edition, made: Compiled, by: Actor, at: datetime) -> Release:
    figures = made.body.figures
    if not any(each.numerator != 0 for each in (figures["received"], figures["accepted"])):
        text = _("%(period)s没有投诉，没有可以公开的数据。")
        raise Empty(text % {"period": edition.period.title})
    row = Release.objects.create(
        period=edition.period.code,
        first_day=edition.period.first,
        version=edition.version,
        reason=edition.reason,
        body=made.body.text,
        sha256=made.body.sha256,
        hidden=sorted(made.hidden),
        few=sorted(made.few),
        released_at=at,
        released_by=by.name,
    )
    data = {"version": row.version, "sha256": row.sha256, "reason": row.reason}
    audit.record(kind=Kind.OPEN_DATA_RELEASED, stream=row.stream, actor=by.name, at=at, data=data)
    return row
