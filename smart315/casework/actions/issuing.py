"""Issue a document: number, PDF and DOCX, hash, record; replace it, or declare it void."""

import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from django.db import connection, transaction
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.casework import policies
from smart315.casework.actions import moving, printing
from smart315.casework.actions.orders import Order
from smart315.casework.actions.printing import Paper
from smart315.casework.codes import IssueState
from smart315.casework.kinds import Kind
from smart315.casework.models import Complaint, IssuedDocument, OwedDocument
from smart315.kernel.verdicts import Refused


# How often a document is printed outside the transaction before others have to wait for it.
PRINTINGS = 3
# Those who issue in one process take turns before they print, not after: none is overtaken.
_printing = threading.Lock()


def issue(*, order: Order, by: Actor, at: datetime) -> IssuedDocument:
    """Issue a document and return it, with an annex for everybody who has one; the same order
    again returns the first.

    It is printed under the number that is next, then bound to that number in a transaction of its
    own: others write meanwhile. Whoever was overtaken prints again, and after `PRINTINGS` does so
    inside the transaction, so that everybody comes to an end. When anything fails, the number is
    free again. Raises Refused when the actor may not, when a text is missing, when the case does
    not bear the document, or when a character cannot be printed.
    """
    if connection.in_atomic_block:
        # Nobody can be let in while the caller's transaction is open.
        return _issued_at_once(order, by=by, at=at)
    with _printing:
        for _attempt in range(PRINTINGS):
            ready = _made_ready(order, by=by, at=at)
            if isinstance(ready, IssuedDocument):
                return ready
            prints = [printing.printed(each, at=at) for each in ready.papers]
            with suppress(_OvertakenError):
                return _bound(ready, prints, by=by, at=at)
        return _issued_at_once(order, by=by, at=at)


@transaction.atomic
def void_document(*, issued_id: int, reason: str, by: Actor, at: datetime) -> IssuedDocument:
    """Declare a document void; it stays in the file, and what was owed is owed again.

    Raises Refused without a reason, or when it no longer holds.
    """
    document, complaint = asked(issued_id, by)
    _end(document, IssueState.VOID, reason, by=by, at=at)
    if document.owed is not None:
        document.owed.issued_at, document.owed.issued_by = None, ""
        document.owed.save(update_fields=["issued_at", "issued_by"])
    data = {"document": document.pk, "number": document.number}
    moving.record(Kind.DOCUMENT_VOIDED, complaint, by=by, at=at, data=data)
    return document


def asked(issued_id: int, by: Actor) -> tuple[IssuedDocument, Complaint]:
    """Fetch a document and its case, locked; raise Refused when the actor does not write such."""
    document = IssuedDocument.objects.select_related("owed").filter(pk=issued_id).first()
    if document is None:
        raise Refused(_("没有这份文书。"))
    complaint = moving.locked(document.complaint_id)
    policies.may_write(by, complaint, document.code).require()
    return document, complaint


def _owed(order: Order, complaint: Complaint) -> OwedDocument | None:
    if order.owed_id is None:
        return None
    found = complaint.documents.filter(pk=order.owed_id, code=order.code).first()
    if found is None:
        raise Refused(_("没有这份文书。"))
    return found


def _replaced(order: Order, complaint: Complaint) -> IssuedDocument | None:
    if order.replaces_id is None:
        return None
    found = complaint.issued.filter(pk=order.replaces_id, code=order.code).first()
    if found is None:
        raise Refused(_("没有这份文书。"))
    return found


@dataclass(frozen=True)
class _Ready:
    """What is to be printed: the order, what it replaces, and the papers, the parent first."""

    order: Order
    owed: OwedDocument | None
    earlier: IssuedDocument | None
    papers: tuple[Paper, ...]


class _OvertakenError(Exception):
    """The number went to somebody else, or the case says something else by now."""


@transaction.atomic
def _issued_at_once(order: Order, *, by: Actor, at: datetime) -> IssuedDocument:
    # Nobody takes the number meanwhile: there is no second attempt in here.
    ready = _made_ready(order, hold=True, by=by, at=at)
    if isinstance(ready, IssuedDocument):
        return ready
    prints = [printing.printed(each, at=at) for each in ready.papers]
    return _bound(ready, prints, by=by, at=at)


@transaction.atomic
def _made_ready(
    order: Order, *, by: Actor, at: datetime, hold: bool = False
) -> _Ready | IssuedDocument:
    """Return what is to be printed, or the document that this order brought about before."""
    complaint = moving.locked(order.complaint_id)
    policies.may_write(by, complaint, order.code).require()
    before = IssuedDocument.objects.filter(key=order.key).first()
    if before is not None:
        return before
    owed, earlier = _owed(order, complaint), _replaced(order, complaint)
    owed = owed or (earlier.owed if earlier else None)
    if owed is not None and earlier is None:
        standing = owed.issues.filter(state=IssueState.IN_FORCE).first()
        if standing is not None:
            return standing
    if earlier is not None:
        _require_end(earlier, IssueState.REPLACED, order.reason)
    move = owed.move if owed else ""
    papers = printing.papers(order, complaint, move, hold=hold, by=by, at=at)
    return _Ready(order, owed, earlier, papers)


@transaction.atomic
def _bound(
    ready: _Ready, prints: list[printing.Print], *, by: Actor, at: datetime
) -> IssuedDocument:
    """Bind the prints to the number that they bear; raise _OvertakenError when it is gone."""
    now_ready = _made_ready(ready.order, by=by, at=at)
    if isinstance(now_ready, IssuedDocument):
        return now_ready
    if [each.said for each in now_ready.papers] != [each.said for each in ready.papers]:
        raise _OvertakenError
    if printing.taken(now_ready.papers[0], at=at) != ready.papers[0].number:
        raise _OvertakenError
    if now_ready.earlier is not None:
        _end(now_ready.earlier, IssueState.REPLACED, ready.order.reason, by=by, at=at)
    owed, (whole, *annexes) = now_ready.owed, now_ready.papers
    document = printing.kept(whole, prints[0], ready.order, by=by, at=at, owed=owed)
    for paper, printed in zip(annexes, prints[1:], strict=True):
        order = replace(ready.order, key=uuid4(), words={}, replaces_id=None)
        printing.kept(paper, printed, order, by=by, at=at, parent=document)
    _told(document, owed, by=by, at=at)
    return document


def _require_end(document: IssuedDocument, state: IssueState, reason: str) -> None:
    if document.state != IssueState.IN_FORCE:
        raise Refused(
            _("这份文书已经不是有效文书（%(state)s）。") % {"state": document.get_state_display()}
        )
    if document.parent_id is not None:
        raise Refused(_("附件随协议书一同重发或者作废。"))
    if not reason.strip():
        field = "reason" if state is IssueState.VOID else "why"
        raise Refused(_("请写明作废或者重发的原因。"), field=field)


def _end(
    document: IssuedDocument, state: IssueState, reason: str, *, by: Actor, at: datetime
) -> None:
    """End a document, and its annexes with it."""
    _require_end(document, state, reason)
    for each in (document, *document.annexes.all()):
        each.state, each.ended_at = state, at
        each.ended_by, each.ended_reason = by.label, reason.strip()[:200]
        each.save(update_fields=["state", "ended_at", "ended_by", "ended_reason"])


def _told(document: IssuedDocument, owed: OwedDocument | None, *, by: Actor, at: datetime) -> None:
    if owed is not None and owed.issued_at is None:
        owed.issued_at, owed.issued_by = at, by.label
        owed.save(update_fields=["issued_at", "issued_by"])
    kind = Kind.DOCUMENT_REPLACED if document.replaces_id else Kind.DOCUMENT_ISSUED
    data = {
        "code": document.code,
        "document": document.pk,
        "number": document.number,
        "sha256": document.sha256,
        "replaces": document.replaces_id,
    }
    moving.record(kind, document.complaint, by=by, at=at, data=data)
