"""Draft an analysis, write on it, and settle its typical cases."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.insight import policies
from smart315.insight.analyses import reviewing
from smart315.insight.analyses.lifecycle import UNDER_WAY, AnalysisState
from smart315.insight.analyses.limits import LONGEST
from smart315.insight.analyses.orders import Order
from smart315.insight.analyses.snapshots import Snapshot
from smart315.insight.kinds import Kind
from smart315.insight.models import Analysis
from smart315.kernel.verdicts import Refused


@transaction.atomic
def draft_analysis(
    *, order: Order, frozen: Snapshot, reason: str = "", by: Actor, at: datetime
) -> Analysis:
    """Keep what `queries.compiled` made of the order as a draft.

    Where one is published already, the draft is its correction and needs a reason. Raises Refused.
    """
    organisation = accounts.organisation_for_region(order.region)
    policies.may_write_analysis(by, organisation.pk).require()
    same = Analysis.objects.select_for_update().filter(
        kind=order.kind, period=order.period.code, region=order.region, basis=order.basis
    )
    published = correctable(same, reason)
    row = Analysis.objects.create(
        kind=order.kind,
        period=order.period.code,
        first_day=order.period.first,
        region_id=order.region,
        organisation=organisation,
        basis=order.basis,
        convention=order.convention.name,
        places=order.convention.places,
        version=max((each.version for each in same), default=0) + 1,
        corrects=published,
        reason=reason.strip() or _again(list(same)),
        **_compiled(frozen, by, at),
        writers=[by.name],
    )
    _record(Kind.ANALYSIS_DRAFTED, row, by, at, {"sha256": row.sha256, "version": row.version})
    return row


@transaction.atomic
def compile_again(*, analysis_id: int, frozen: Snapshot, by: Actor, at: datetime) -> Analysis:
    """Put fresh figures under a draft; sections that nobody wrote on are drafted anew."""
    row = locked(analysis_id)
    policies.may_edit_analysis(by, row).require()
    before, texts = row.frozen.drafted, row.texts
    for name, value in _compiled(frozen, by, at).items():
        setattr(row, name, value)
    del row.frozen  # read above from the snapshot that was
    kept = {key: text for key, text in texts.items() if text != before.get(key)}
    row.texts = {**row.texts, **{key: text for key, text in kept.items() if key in row.texts}}
    wrote(row, by)
    row.exemplars = {}
    row.save()
    _record(Kind.ANALYSIS_COMPILED_AGAIN, row, by, at, {"sha256": row.sha256})
    return row


@transaction.atomic
def write_analysis(
    *, analysis_id: int, texts: Mapping[str, str], by: Actor, at: datetime
) -> Analysis:
    """Write sections; what is wrong in them is found by `queries.findings`, not refused here."""
    row = locked(analysis_id)
    policies.may_edit_analysis(by, row).require()
    for key, text in texts.items():
        if key not in row.texts:
            raise Refused(_("报告没有这一部分。"), field=key)
        if len(text) > LONGEST:
            raise Refused(_("这一部分太长，最多%(most)s字。") % {"most": LONGEST}, field=key)
        row.texts[key] = "\n".join(line.strip() for line in text.splitlines() if line.strip())
    wrote(row, by)
    row.save(update_fields=["texts", "writers"])
    _record(Kind.ANALYSIS_WRITTEN, row, by, at, {"sections": sorted(texts)})
    return row


@transaction.atomic
def settle_exemplar(
    *, analysis_id: int, place: str, kept: bool | None, text: str = "", case: int = 0, by: Actor,
    at: datetime,
) -> Analysis:  # fmt: skip
    """Confirm a typical case as it is told, or leave it out; None leaves it to be decided.

    A place that is not there yet adds a case.
    """
    row = locked(analysis_id)
    policies.may_edit_analysis(by, row).require()
    known = {each.place: each for each in reviewing.exemplars(row.frozen, row.exemplars)}
    said = " ".join(text.split()) or (known[place].text if place in known else "")
    if kept is not False and not said:
        raise Refused(_("请写明案例的内容。"), field="text")
    of = case or (known[place].case if place in known else 0)
    row.exemplars = {**row.exemplars, place: {"kept": kept, "text": said, "case": of}}
    wrote(row, by)
    row.save(update_fields=["exemplars", "writers"])
    _record(Kind.EXEMPLAR_SETTLED, row, by, at, {"place": place, "kept": kept, "case": of})
    return row


def locked(analysis_id: int) -> Analysis:
    """Return an analysis that nobody else changes until the transaction ends."""
    return Analysis.objects.select_for_update().get(pk=analysis_id)


def correctable(same: Iterable[Analysis], reason: str) -> Analysis | None:
    """Return the published version of these that the next corrects. Raises Refused."""
    same = list(same)
    if any(each.state in UNDER_WAY for each in same):
        raise Refused(_("这份报告已经有一个版本正在起草或者审核。"))
    published = next((each for each in same if each.state == AnalysisState.PUBLISHED), None)
    if published is not None and not reason.strip():
        raise Refused(_("这份报告已经发布；更正须写明理由。"), field="reason")
    return published


def _again(same: list[Analysis]) -> str:
    """Return why there is another version although nothing was published."""
    return str(_("前一稿已作废，重新起草")) if same else ""


def _compiled(frozen: Snapshot, by: Actor, at: datetime) -> dict[str, Any]:
    return {
        "title": frozen.data["title"],
        "snapshot": frozen.text,
        "sha256": frozen.sha256,
        "texts": frozen.drafted,
        "compiled_at": at,
        "compiled_by": by.label,
    }


def wrote(row: Analysis, by: Actor) -> None:
    """Remember that somebody had a hand in it: who wrote does not approve."""
    if by.name not in row.writers:
        row.writers = [*row.writers, by.name]


def _record(kind: Kind, row: Analysis, by: Actor, at: datetime, data: Mapping[str, Any]) -> None:
    audit.record(kind=kind, stream=row.stream, actor=by.name, at=at, data=data)
