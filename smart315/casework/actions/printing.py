"""Print the papers of an order and keep them: what they say, under which number, sealed, hashed."""

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor
from smart315.accounts.queries import Organisation, Seal
from smart315.casework import letters
from smart315.casework.actions.orders import Order
from smart315.casework.letters import Letter, Occasion, issuers, numbering, proofs
from smart315.casework.letters.numbering import Number
from smart315.casework.models import Complaint, IssuedDocument, OwedDocument
from smart315.documents import actions as documents, coverage, limits, queries as files, sheets
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
class Paper:
    """One paper before it is printed: the sheet under the number that is next, and its seal.

    `party_id` is whom an annex is for.
    """

    kind: Letter
    complaint: Complaint
    organisation: Organisation
    sheet: Sheet
    number: Number
    seal: Seal | None
    party_id: int | None = None

    @property
    def said(self) -> tuple[Sheet, int | None]:
        """Return everything that can be seen on the paper."""
        return self.sheet, self.seal.pk if self.seal else None


@dataclass(frozen=True)
class Print:
    """A printed paper: both files, and the code under which anybody proves it."""

    pdf: bytes
    docx: bytes
    code: str


def papers(
    order: Order, complaint: Complaint, move: str, *, hold: bool, by: Actor, at: datetime
) -> tuple[Paper, ...]:
    """Return what an order prints: the document and an annex for everybody who has one.

    Raises Refused when a text is missing, when the case does not bear the document, or when a
    character cannot be printed.
    """
    organisation = issuers.issuer(order.code, complaint, by)
    kind, on = letters.letter(order.code), local_day(at, get_default_timezone())
    occasion = Occasion(
        complaint,
        at,
        by.label,
        move=move,
        organisation=organisation,
        object_id=order.object_id,
        words=order.words,
    )
    letters.require_words(order.code, occasion)
    number = numbering.foreseen(kind, complaint, organisation, on, hold=hold)
    sheet = _written(kind, occasion, number)
    seal = _seal(organisation, sheet)
    whole = Paper(kind, complaint, organisation, sheet, number, seal)
    return (whole, *_annexes(whole, occasion))


def taken(paper: Paper, *, at: datetime) -> Number:
    """Take the next number of the paper's kind: inside the transaction that binds it."""
    on = local_day(at, get_default_timezone())
    return numbering.take(paper.kind, paper.complaint, paper.organisation, on)


def printed(paper: Paper, *, at: datetime) -> Print:
    """Print a paper as PDF and as DOCX, under a code of its own."""
    return stamped(paper.sheet, paper.seal, at=at)


def stamped(sheet: Sheet, seal: Seal | None, *, at: datetime) -> Print:
    """Print a sheet of any room under its seal and a code by which anybody proves it."""
    code = identifiers.query_code(secrets.token_bytes(SEED))
    picture = b""
    if seal is not None:
        with files.open_content(seal.picture_id) as content:
            picture = content.read()
    stamp = Stamp(verify_url=proofs.address(code), verify_code=proofs.spelled(code), seal=picture)
    return Print(pdf(sheet, stamp, at=at), docx(sheet, stamp), code)


def kept(
    paper: Paper,
    prints: Print,
    order: Order,
    *,
    by: Actor,
    at: datetime,
    owed: OwedDocument | None = None,
    parent: IssuedDocument | None = None,
) -> IssuedDocument:
    """Keep a printed paper in its case, with number, hash and seal."""
    return IssuedDocument.objects.create(
        complaint=paper.complaint,
        owed=owed,
        organisation=paper.organisation,
        code=paper.kind.code,
        title=paper.sheet.title,
        word=paper.number.word,
        year=paper.number.year,
        sequence=paper.number.sequence,
        number=paper.number.written,
        readers=paper.kind.readers,
        verify_code=prints.code,
        key=order.key,
        pdf=_filed(paper, prints.pdf, limits.PDF, by=by, at=at),
        docx=_filed(paper, prints.docx, limits.DOCX, by=by, at=at),
        sha256=hashlib.sha256(prints.pdf).hexdigest(),
        seal=paper.seal,
        parent=parent,
        party_id=paper.party_id,
        words=dict(order.words),
        object_id=order.object_id,
        issued_at=at,
        issued_by=by.label,
        replaces_id=order.replaces_id,
    )


def _annexes(whole: Paper, occasion: Occasion) -> Iterator[Paper]:
    if whole.kind.annex is None:
        return
    kind = letters.letter(whole.kind.annex)
    for place, person in enumerate(letters.annexed(occasion.complaint), start=1):
        number = numbering.annexed(whole.number, place)
        own = replace(occasion, reader=person, words={})
        sheet = _written(kind, own, number)
        seal = _seal(whole.organisation, sheet)
        yield Paper(
            kind, whole.complaint, whole.organisation, sheet, number, seal, party_id=person.pk
        )


def _seal(organisation: Organisation, sheet: Sheet) -> Seal | None:
    """Return the seal of the organisation: over its own name and no other, a committee's say."""
    return accounts.seal(organisation.pk) if sheet.signed_by == organisation.name else None


def _written(kind: Letter, occasion: Occasion, number: Number) -> Sheet:
    sheet = replace(letters.build(kind.code, occasion), number=number.written)
    missing = coverage.missing(sheets.texts(sheet))
    if missing:
        raise Refused(
            _("下列字符没有字形，不能印制：%(shown)s。请改用规范汉字，或者用文字说明。")
            % {"shown": "、".join(missing[:SHOWN_MISSING])}
        )
    return sheet


def _filed(
    paper: Paper, content: bytes, kind: limits.Kind, *, by: Actor, at: datetime
) -> StoredFile:
    return documents.keep(
        content=content,
        name=f"{paper.sheet.title} {paper.number.written}",
        kind=kind,
        stream=paper.complaint.stream,
        by=by.name,
        at=at,
    )
