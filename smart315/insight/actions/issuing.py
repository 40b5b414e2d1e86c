"""Issue a paper: number, seal, PDF and DOCX, hash; the consequence's result refers to it.

Printed outside the transaction that takes its number (docs/decisions/0008).
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor
from smart315.accounts.queries import Seal
from smart315.casework.actions.printing import Print, stamped
from smart315.casework.letters import numbering
from smart315.casework.letters.numbering import Number
from smart315.documents import actions as documents, limits
from smart315.documents.queries import StoredFile
from smart315.documents.sheets import Sheet
from smart315.insight import policies
from smart315.insight.actions import recording
from smart315.insight.actions.papers import locked
from smart315.insight.actions.signing import moved, require_right
from smart315.insight.kinds import Kind
from smart315.insight.models import Incident, Paper
from smart315.insight.papers import standing
from smart315.insight.papers.lifecycle import PaperState
from smart315.insight.papers.references import refers_to
from smart315.kernel.verdicts import Refused


PRINTINGS = 3


@dataclass(frozen=True)
class _Ready:
    """A paper under the number that is next, and the seal that it bears."""

    sheet: Sheet
    number: Number | None
    seal: Seal | None


class _OvertakenError(Exception):
    """The number went to somebody else, or the paper says something else by now."""


def issue_paper(*, paper_id: int, by: Actor, at: datetime) -> Paper:
    """Issue a paper and return it; the same again returns it as it is.

    Raises Refused when the actor may not, when anything in it is wrong, or when the incident has
    not been confirmed.
    """
    if connection.in_atomic_block:
        return _issued_at_once(paper_id, by, at)
    for _attempt in range(PRINTINGS):
        ready = _made_ready(paper_id, by, at)
        if isinstance(ready, Paper):
            return ready
        printed = stamped(ready.sheet, ready.seal, at=at)
        with suppress(_OvertakenError):
            return _bound(paper_id, ready, printed, by, at)
    return _issued_at_once(paper_id, by, at)


@transaction.atomic
def _issued_at_once(paper_id: int, by: Actor, at: datetime) -> Paper:
    ready = _made_ready(paper_id, by, at, hold=True)
    if isinstance(ready, Paper):
        return ready
    return _bound(paper_id, ready, stamped(ready.sheet, ready.seal, at=at), by, at)


@transaction.atomic
def _made_ready(paper_id: int, by: Actor, at: datetime, *, hold: bool = False) -> _Ready | Paper:
    """Return what is to be printed, or the paper where it went out before."""
    row, _incident = locked(paper_id)
    policies.may_touch_paper(by, row, "issue").require()
    if row.state == PaperState.ISSUED:
        return row
    policies.may_move_paper(by, row, "issue").require()
    require_right(row, at)
    number = _number(row, at, hold=hold)
    sheet = standing.sheet(row, at, number.written if number else "")
    seal = accounts.seal(row.organisation_id) if sheet.signed_by else None
    return _Ready(sheet, number, seal)


def _number(row: Paper, at: datetime, *, hold: bool) -> Number | None:
    declaration = standing.declaration_of(row)
    if not declaration.numbered:
        return None
    found = numbering.next_of(declaration.code, row.organisation, localdate(at), hold=hold)
    if found is None:
        text = _("规则“文书字”（doc.words）里没有这种文书（%(code)s）；请规则管理员补上后再签发。")
        raise Refused(text % {"code": declaration.code})
    return found


@transaction.atomic
def _bound(paper_id: int, ready: _Ready, printed: Print, by: Actor, at: datetime) -> Paper:
    """Bind a print to the number that it bears; raise _OvertakenError when it is gone."""
    now_ready = _made_ready(paper_id, by, at)
    if isinstance(now_ready, Paper):
        return now_ready
    if now_ready != ready:
        raise _OvertakenError
    row, incident = locked(paper_id)
    if ready.number is not None:
        code = standing.declaration_of(row).code
        number = numbering.take_of(code, row.organisation, localdate(at))
        if number != ready.number:
            raise _OvertakenError
        row.word, row.sequence = ready.number.word, ready.number.sequence
        row.number = ready.number.written
    row.year, row.seal, row.title = localdate(at).year, ready.seal, ready.sheet.title
    row.verify_code, row.pdf_sha256 = printed.code, hashlib.sha256(printed.pdf).hexdigest()
    row.pdf = _kept(row, incident, printed.pdf, limits.PDF, by, at)
    row.docx = _kept(row, incident, printed.docx, limits.DOCX, by, at)
    row.issued_at, row.issued_by = at, by.label
    _replace(row, incident, by, at)
    _end(row, incident, by, at)
    data = {"number": row.number, "sha256": row.pdf_sha256}
    return moved(row, incident, "issue", Kind.PAPER_ISSUED, by, at, data)


def _kept(
    row: Paper, incident: Incident, content: bytes, kind: limits.Kind, by: Actor, at: datetime
) -> StoredFile:
    name = f"{row.title} {row.number}".strip()
    return documents.keep(
        content=content, name=name, kind=kind, stream=incident.stream, by=by.name, at=at
    )


def _replace(row: Paper, incident: Incident, by: Actor, at: datetime) -> None:
    earlier = row.replaces
    if earlier is None or earlier.state != PaperState.ISSUED:
        return
    row.ended = earlier.ended
    moved(earlier, incident, "replace", Kind.PAPER_REPLACED, by, at, {"by": row.pk})


def _end(row: Paper, incident: Incident, by: Actor, at: datetime) -> None:
    """Let the result of the consequence refer to the paper, where the paper is all it was to be."""
    consequence = row.consequence
    ends = standing.declaration_of(row).ends and consequence.done_at is None
    if not (ends or row.ended):
        return
    row.ended = True
    consequence.done_at, consequence.done_by = at, by.label
    consequence.result = refers_to(row)
    consequence.save(update_fields=["done_at", "done_by", "result"])
    data = {"consequence": consequence.pk, "kind": consequence.kind, "paper": row.pk}
    recording.record(Kind.CONSEQUENCE_DONE, incident, by, at, data)
