"""The files of an analysis: PDF, DOCX, HTML, the data workbook and the snapshot itself."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.documents import printing as printer
from smart315.documents.booklets import Booklet
from smart315.insight.analyses import booklets, reviewing, workbooks
from smart315.insight.analyses.lifecycle import UNDER_WAY
from smart315.insight.analyses.snapshots import Snapshot
from smart315.insight.models import Analysis


FORMATS = ("pdf", "docx", "html", "xlsx", "json")


@dataclass(frozen=True)
class Printed:
    """A report ready to be printed, with the snapshot that it stands on."""

    booklet: Booklet
    snapshot: Snapshot
    version: str = ""


def printed(row: Analysis, *, published_on: date | None = None) -> Printed:
    """Return the report of a stored analysis as it stands."""
    texts = reviewing.final(row.frozen, row.texts, row.exemplars)
    day = published_on or (localdate(row.published_at) if row.published_at else None)
    version = _("版本：第%(version)s版") % {"version": row.version}
    if row.corrects_id:
        version += _("（更正：%(reason)s）") % {"reason": row.reason}
    last = date.fromisoformat(row.frozen.data["period"]["last"])
    if localdate(row.compiled_at) <= last:
        version += _("；汇编时本期未完，数字截至%(day)s") % {"day": localdate(row.compiled_at)}
    dated = f"{day.year}年{day.month}月{day.day}日" if day else ""
    draft = row.state in UNDER_WAY and published_on is None
    by = row.organisation.name
    booklet = booklets.booklet(row.frozen, texts, by=by, dated=dated, version=version, draft=draft)
    return Printed(booklet, row.frozen, version)


def unsigned(snapshot: Snapshot, by: str) -> Printed:
    """Return the report of a snapshot that nobody has written on yet."""
    return Printed(booklets.booklet(snapshot, by=by), snapshot)


def files_of(report: Printed) -> dict[str, bytes]:
    """Return the files by their endings."""
    return {each: file_of(report, each) for each in FORMATS}


def file_of(report: Printed, ending: str) -> bytes:
    """Return one file; raise KeyError for an unknown ending."""
    makers = {
        "pdf": lambda: printer.pdf(report.booklet),
        "docx": lambda: printer.docx(report.booklet),
        "html": lambda: printer.html(report.booklet).encode("utf-8"),
        "xlsx": lambda: workbooks.workbook(report.snapshot, report.version),
        "json": lambda: report.snapshot.text.encode("utf-8"),
    }
    return makers[ending]()
