"""Take complaints out into a file, and record who did."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.casework.exchange import columns, outgoing, permits, sheets
from smart315.casework.exchange.outgoing import Wanted
from smart315.casework.kinds import Kind
from smart315.kernel.verdicts import Refused


STREAM = "exports"
STEP = 1000


def export_file(
    *,
    path: Path,
    by: Actor,
    at: datetime,
    since: date | None = None,
    until: date | None = None,
    organisation: str = "",
    full_text: bool = False,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write complaints as canonical rows, CSV or XLSX by the ending; return how many.

    The file appears only when it is whole and the export is on record. Raises Refused.
    """
    whole = permits.organisation(organisation) if organisation else None
    wanted = Wanted(since, until, whole, full_text)
    rows = _counted(outgoing.canonical_rows(by, wanted), progress)
    with _fresh(path) as made:
        count = sheets.write(made, columns.NAMES, rows, name=path.name)
        record(count, wanted, by=by, at=at)
        made.replace(path)
    return count


@contextmanager
def _fresh(path: Path) -> Iterator[Path]:
    """Yield a file beside the wanted one, which is gone afterwards unless it took its place."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as problem:
        told = {"name": path.name, "reason": problem.strerror or str(problem)}
        message = _("不能写文件“%(name)s”：%(reason)s。") % told
        raise Refused(message, field="file") from problem
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _counted(
    rows: Iterable[list[str]], progress: Callable[[int], None] | None
) -> Iterator[list[str]]:
    for count, row in enumerate(rows, start=1):
        if progress and count % STEP == 0:
            progress(count)
        yield row


def record(count: int, wanted: Wanted, *, by: Actor, at: datetime) -> None:
    """Put an export on record: who took out how much of what."""
    audit.record(
        kind=Kind.EXPORTED,
        stream=STREAM,
        actor=by.name,
        at=at,
        data={
            "rows": count,
            "since": wanted.since.isoformat() if wanted.since else "",
            "until": wanted.until.isoformat() if wanted.until else "",
            "organisation": wanted.organisation.pk if wanted.organisation else None,
            "full_text": wanted.full_text,
        },
    )
