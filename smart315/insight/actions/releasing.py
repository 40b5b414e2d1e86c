"""Submit an analysis, return or approve it, publish it, and let a correction take its place."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.documents import actions as documents, coverage, limits
from smart315.documents.booklets import texts as texts_of
from smart315.insight import policies
from smart315.insight.actions.analysing import locked, wrote
from smart315.insight.analyses import printing, reviewing
from smart315.insight.analyses.lifecycle import ANALYSIS, AnalysisState
from smart315.insight.kinds import Kind
from smart315.insight.models import Analysis
from smart315.kernel.verdicts import Refused


@transaction.atomic
def submit_analysis(*, analysis_id: int, by: Actor, at: datetime) -> Analysis:
    """Hand a draft to whoever reviews; figures must agree and typical cases must be settled."""
    row = locked(analysis_id)
    policies.may_move_analysis(by, row, "submit").require()
    wrong = reviewing.faults(row.frozen, row.texts)
    if wrong:
        said = "、".join(each.figure.text for _key, each in wrong[:5])
        text = _("有%(count)s处数字与数据快照不一致：%(said)s。请先改正。")
        raise Refused(text % {"count": len(wrong), "said": said})
    if any(each.kept is None for each in reviewing.exemplars(row.frozen, row.exemplars)):
        raise Refused(_("还有典型案例没有确认；请逐件确认已看不出当事人，或者不采用。"))
    _printable(row)
    row.submitted_at, row.submitted_by, row.returned_why = at, by.label, ""
    wrote(row, by)
    return _moved(row, "submit", Kind.ANALYSIS_SUBMITTED, by, at, {"sha256": row.sha256})


@transaction.atomic
def return_analysis(*, analysis_id: int, why: str, by: Actor, at: datetime) -> Analysis:
    """Send it back to be written on, saying why."""
    row = locked(analysis_id)
    policies.may_move_analysis(by, row, "return").require()
    if not why.strip():
        raise Refused(_("请写明退回的理由。"), field="why")
    row.returned_why = why.strip()
    row.submitted_at, row.submitted_by, row.approved_at, row.approved_by = None, "", None, ""
    return _moved(row, "return", Kind.ANALYSIS_RETURNED, by, at, {})


@transaction.atomic
def approve_analysis(*, analysis_id: int, by: Actor, at: datetime) -> Analysis:
    """Approve as a second person."""
    row = locked(analysis_id)
    policies.may_move_analysis(by, row, "approve").require()
    row.approved_at, row.approved_by = at, by.label
    return _moved(row, "approve", Kind.ANALYSIS_APPROVED, by, at, {"sha256": row.sha256})


def publish_analysis(*, analysis_id: int, by: Actor, at: datetime) -> Analysis:
    """Publish; the files are kept as they are then, and an earlier version is superseded.

    They are printed before the transaction, which would otherwise be held for seconds.
    """
    row = Analysis.objects.select_related("organisation").get(pk=analysis_id)
    policies.may_move_analysis(by, row, "publish").require()
    printed = printing.files_of(printing.printed(row, published_on=localdate(at)))
    return _published(analysis_id, row.sha256, printed, by, at)


@transaction.atomic
def discard_analysis(*, analysis_id: int, by: Actor, at: datetime) -> Analysis:
    """Give a draft up; it stays on record."""
    row = locked(analysis_id)
    policies.may_move_analysis(by, row, "discard").require()
    return _moved(row, "discard", Kind.ANALYSIS_DISCARDED, by, at, {})


@transaction.atomic
def _published(
    analysis_id: int, sha256: str, printed: Mapping[str, bytes], by: Actor, at: datetime
) -> Analysis:
    row = locked(analysis_id)
    policies.may_move_analysis(by, row, "publish").require()
    if row.sha256 != sha256:
        raise Refused(_("报告刚刚有改动，请重新打开后再发布。"))
    earlier = Analysis.objects.select_for_update().filter(
        kind=row.kind, period=row.period, region=row.region_id, basis=row.basis,
        state=AnalysisState.PUBLISHED,
    )  # fmt: skip
    for each in earlier:
        _moved(each, "supersede", Kind.ANALYSIS_SUPERSEDED, by, at, {"by_version": row.version})
    row.published_at, row.published_by = at, by.label
    for ending, content in printed.items():
        name = f"{row.title}（第{row.version}版）.{ending}"
        documents.keep(
            content=content, name=name, kind=KEPT[ending], stream=row.stream, by=by.name, at=at
        )
    return _moved(row, "publish", Kind.ANALYSIS_PUBLISHED, by, at, {"sha256": row.sha256})


KEPT = {
    "pdf": limits.PDF,
    "docx": limits.DOCX,
    "html": limits.HTML,
    "xlsx": limits.XLSX,
    "json": limits.JSON,
}


def _printable(row: Analysis) -> None:
    missing = coverage.missing(texts_of(printing.printed(row).booklet))
    if missing:
        text = _("字体没有这些字，请改写：%(characters)s")
        raise Refused(text % {"characters": "、".join(missing)})


def _moved(
    row: Analysis, name: str, kind: Kind, by: Actor, at: datetime, data: Mapping[str, Any]
) -> Analysis:
    row.state = AnalysisState(ANALYSIS.after(name, AnalysisState(row.state)).value)
    row.save()
    audit.record(kind=kind, stream=row.stream, actor=by.name, at=at, data=data)
    return row
