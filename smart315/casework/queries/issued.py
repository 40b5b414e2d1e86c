"""Documents of a case: what was issued, a preview of what may be, the proof for anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor, ActorKind
from smart315.casework import letters, policies
from smart315.casework.codes import IssueState
from smart315.casework.letters import Letter, Occasion, issuers
from smart315.casework.models import Complaint, Delivery, IssuedDocument
from smart315.casework.models.party import PartyRole
from smart315.documents import queries as files
from smart315.documents.queries import StoredFile
from smart315.documents.sheets import Sheet
from smart315.kernel import identifiers
from smart315.kernel.verdicts import Refused


OF_WHO_FILED = ("D01", "D21")
OF_ITS_AGENT = "D21f"


@dataclass(frozen=True)
class Draft:
    """A document before it is issued: its kind, the officer's texts, the paper as it would look.

    `sheet` is None where the case does not bear it or a text is missing; `why_not` says why.
    """

    kind: Letter
    words: Mapping[str, str]
    sheet: Sheet | None
    why_not: str = ""
    organisation_id: int | None = None


def issued(complaint: Complaint, actor: Actor) -> list[IssuedDocument]:
    """Return the documents that the actor may know of, the newest first, with their deliveries.

    Parties see what holds; staff also what was replaced or declared void.
    """
    found = complaint.issued.filter(readers__in=policies.AUDIENCES[actor.kind])
    if actor.kind not in {ActorKind.STAFF, ActorKind.SYSTEM}:
        if actor.party_id is not None:
            # The registration form names the telephone and the address of who filed.
            found = found.exclude(code__in=OF_WHO_FILED)
        if actor.kind is ActorKind.CONSUMER:
            found = found.filter(Q(party=None) | Q(party=_own_party(complaint, actor)))
        if actor.kind is ActorKind.BUSINESS and complaint.attributed_at:
            # Whom another business sent before, and with which document, is not this one's.
            found = found.exclude(code=OF_ITS_AGENT, issued_at__lt=complaint.attributed_at)
        return list(found.filter(state=IssueState.IN_FORCE).order_by("-issued_at", "-pk"))
    deliveries = Prefetch("deliveries", Delivery.objects.order_by("delivered_at", "pk"))
    return list(found.prefetch_related(deliveries).order_by("-issued_at", "-pk"))


def document(issued_id: int, complaint_id: int, actor: Actor) -> IssuedDocument | None:
    """Return one document of a case that the actor may read."""
    complaint = Complaint.objects.filter(pk=complaint_id).first()
    if complaint is None or not policies.may_read(actor, complaint):
        return None
    return next((each for each in issued(complaint, actor) if each.pk == issued_id), None)


def document_file(issued_id: int, complaint_id: int, actor: Actor) -> StoredFile | None:
    """Return the PDF of a document to the party that it is for; staff fetch theirs on record."""
    if actor.kind is ActorKind.STAFF:
        return None
    found = document(issued_id, complaint_id, actor)
    return found.pdf if found else None


def delivery_proof(issued_id: int, delivery_id: int, actor: Actor) -> StoredFile | None:
    """Return the stored proof of a delivery, for staff who may read the case."""
    found = (
        Delivery.objects.select_related("document__complaint", "proof")
        .filter(pk=delivery_id, document=issued_id)
        .first()
    )
    if found is None or actor.kind is not ActorKind.STAFF:
        return None
    readable = policies.may_read(actor, found.document.complaint)
    return found.proof if readable else None


def draft(
    complaint: Complaint,
    code: str,
    actor: Actor,
    *,
    at: datetime,
    words: Mapping[str, str] | None = None,
    owed_id: int | None = None,
    object_id: int | None = None,
) -> Draft:
    """Return a document as it would look, with names and addresses masked: nothing is on record.

    Without `words` the first drafts of the free texts are taken. Raises Refused for a code that is
    none, and when the actor may not write it.
    """
    kind = letters.letter(code)
    policies.may_write(actor, complaint, code).require()
    owed = complaint.documents.filter(pk=owed_id).first() if owed_id else None
    occasion = Occasion(
        complaint,
        at,
        actor.label,
        move=owed.move if owed else "",
        organisation=issuers.issuer(code, complaint, actor),
        object_id=object_id,
        words=words or {},
        masked=True,
    )
    return _drafted(kind, occasion)


def seal_of(draft: Draft) -> bytes:
    """Return the picture of the seal that the document would bear, empty without one."""
    seal = accounts.seal(draft.organisation_id) if draft.organisation_id else None
    if seal is None:
        return b""
    with files.open_content(seal.picture_id) as picture:
        return picture.read()


def _drafted(kind: Letter, occasion: Occasion) -> Draft:
    filled = letters.with_drafts(kind, occasion)
    try:
        sheet, issuer = letters.build(kind.code, filled), occasion.issuer
        sealing = issuer.pk if sheet.signed_by == issuer.name else None
        return Draft(kind, filled.words, sheet, organisation_id=sealing)
    except Refused as refused:
        return Draft(kind, filled.words, None, str(refused))


def _own_party(complaint: Complaint, actor: Actor) -> int | None:
    """Return which person of the case reads: whoever filed reads as the complainant."""
    if actor.party_id is not None:
        return actor.party_id
    filed = complaint.parties.filter(role=PartyRole.COMPLAINANT)
    return filed.values_list("pk", flat=True).first()


@dataclass(frozen=True)
class Proof:
    """What anybody may know of a document: nothing about a person."""

    number: str
    title: str
    organisation: str
    issued_at: datetime
    sha256: str
    state: IssueState
    replaced_by: str


def proof(code: str) -> Proof | None:
    """Return what proves a document, by the code that is printed on it; None when there is none."""
    related = ("organisation", "replaced_by")
    wanted = identifiers.normalise_query_code(code)
    found = IssuedDocument.objects.select_related(*related).filter(verify_code=wanted).first()
    if found is None:
        return None
    later = getattr(found, "replaced_by", None)
    return Proof(
        number=found.number,
        title=found.title,
        organisation=found.organisation.name,
        issued_at=found.issued_at,
        sha256=found.sha256,
        state=IssueState(found.state),
        replaced_by=later.number if later else "",
    )
