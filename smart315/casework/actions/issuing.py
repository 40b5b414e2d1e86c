"""Issue a document: number, PDF and DOCX, hash, record; replace it, or declare it void."""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.accounts.queries import Organisation
from smart315.casework import letters, policies
from smart315.casework.actions import moving
from smart315.casework.codes import IssueState
from smart315.casework.kinds import Kind
from smart315.casework.letters import issuers, numbering, proofs
from smart315.casework.models import Complaint, IssuedDocument, OwedDocument
from smart315.documents import actions as documents, coverage, limits, sheets
from smart315.documents.docx import docx
from smart315.documents.pdf import pdf
from smart315.documents.queries import StoredFile
from smart315.documents.sheets import Sheet, Stamp
from smart315.kernel import identifiers
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


SEED = 16
SHOWN_MISSING = 10


@dataclass(frozen=True)
class Order:
    """What is to be issued. `key` is the form's own: pressed twice is one document.

    `owed_id` names the document that a move owes, `replaces_id` the one that this takes the place
    of, with `reason`; `words` are the officer's texts by the names of `letters.Letter.free`.
    """

    complaint_id: int
    code: str
    key: UUID
    owed_id: int | None = None
    object_id: int | None = None
    replaces_id: int | None = None
    reason: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def issue(*, order: Order, by: Actor, at: datetime) -> IssuedDocument:
    """Issue a document and return it; the same order again returns the first.

    The number is taken last before printing and belongs to this transaction: when anything fails,
    it is free again. Raises Refused when the actor may not, when a text is missing, when the case
    does not bear the document, or when a character cannot be printed.
    """
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
        _end(earlier, IssueState.REPLACED, order.reason, by=by, at=at)
    organisation = issuers.issuer(order.code, complaint, by)
    sheet = _written(order, complaint, owed, organisation, by=by, at=at)
    return _printed(order, complaint, owed, organisation, sheet, by=by, at=at)


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


def _end(
    document: IssuedDocument, state: IssueState, reason: str, *, by: Actor, at: datetime
) -> None:
    if document.state != IssueState.IN_FORCE:
        raise Refused(
            _("这份文书已经不是有效文书（%(state)s）。") % {"state": document.get_state_display()}
        )
    if not reason.strip():
        field = "reason" if state is IssueState.VOID else "why"
        raise Refused(_("请写明作废或者重发的原因。"), field=field)
    document.state, document.ended_at = state, at
    document.ended_by, document.ended_reason = by.label, reason.strip()[:200]
    document.save(update_fields=["state", "ended_at", "ended_by", "ended_reason"])


def _written(
    order: Order,
    complaint: Complaint,
    owed: OwedDocument | None,
    organisation: Organisation,
    *,
    by: Actor,
    at: datetime,
) -> Sheet:
    occasion = letters.Occasion(
        complaint,
        at,
        by.label,
        move=owed.move if owed else "",
        organisation=organisation,
        object_id=order.object_id,
        words=order.words,
    )
    letters.require_words(order.code, occasion)
    sheet = letters.build(order.code, occasion)
    missing = coverage.missing(sheets.texts(sheet))
    if missing:
        raise Refused(
            _("下列字符没有字形，不能印制：%(shown)s。请改用规范汉字，或者用文字说明。")
            % {"shown": "、".join(missing[:SHOWN_MISSING])}
        )
    return sheet


def _printed(
    order: Order,
    complaint: Complaint,
    owed: OwedDocument | None,
    organisation: Organisation,
    sheet: Sheet,
    *,
    by: Actor,
    at: datetime,
) -> IssuedDocument:
    kind = letters.letter(order.code)
    number = numbering.take(kind, complaint, organisation, local_day(at, get_default_timezone()))
    code = identifiers.query_code(secrets.token_bytes(SEED))
    numbered = replace(sheet, number=number.written)
    stamp = Stamp(verify_url=proofs.address(code), verify_code=proofs.spelled(code))
    printed = pdf(numbered, stamp, at=at)
    file = _filed(complaint, f"{sheet.title} {number.written}", by=by, at=at)
    document = IssuedDocument.objects.create(
        complaint=complaint,
        owed=owed,
        organisation=organisation,
        code=order.code,
        title=sheet.title,
        word=number.word,
        year=number.year,
        sequence=number.sequence,
        number=number.written,
        readers=kind.readers,
        verify_code=code,
        key=order.key,
        pdf=file(printed, limits.PDF),
        docx=file(docx(numbered), limits.DOCX),
        sha256=hashlib.sha256(printed).hexdigest(),
        words=dict(order.words),
        object_id=order.object_id,
        issued_at=at,
        issued_by=by.label,
        replaces_id=order.replaces_id,
    )
    _told(document, owed, by=by, at=at)
    return document


def _filed(
    complaint: Complaint, name: str, *, by: Actor, at: datetime
) -> Callable[[bytes, limits.Kind], StoredFile]:
    """Return how a file of the document is kept in the case."""

    def kept(content: bytes, kind: limits.Kind) -> StoredFile:
        return documents.keep(
            content=content, name=name, kind=kind, stream=complaint.stream, by=by.name, at=at
        )

    return kept


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
