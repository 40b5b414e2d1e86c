"""What is done beside the moves: evidence, notes, corrections, a look at personal data."""

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Literal

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts import actions as accounts
from smart315.accounts.actors import SYSTEM, Actor, ActorKind
from smart315.businesses import queries as businesses
from smart315.casework import clocks, covering, events, policies
from smart315.casework.actions import agents, moving, negotiation
from smart315.casework.actions.deciding import classify
from smart315.casework.codes import Audience, FallBackReason
from smart315.casework.deadlines import Effect
from smart315.casework.events import EventType
from smart315.casework.kinds import Kind
from smart315.casework.models import Complaint, Entry, Evidence, OwedDocument
from smart315.casework.models.intake import EvidenceFrom
from smart315.casework.states import Stage
from smart315.documents import actions as documents
from smart315.kernel.verdicts import Refused


Column = Literal["name", "phone", "address"]
BROUGHT_BY = {
    ActorKind.CONSUMER: EvidenceFrom.CONSUMER,
    ActorKind.BUSINESS: EvidenceFrom.BUSINESS,
    ActorKind.STAFF: EvidenceFrom.STAFF,
    ActorKind.SYSTEM: EvidenceFrom.STAFF,
}
# Whom somebody's note may reach beside the association.
AUDIENCES = {
    ActorKind.CONSUMER: frozenset({Audience.CONSUMER}),
    ActorKind.STAFF: frozenset(Audience),
}


@dataclass(frozen=True)
class Correction:
    """What is to be put right; what is left empty stays as it is."""

    nature_code: str = ""
    category_code: str = ""
    business_id: int | None = None
    respondent_name: str = ""
    reason: str = ""


def add_evidence(
    *,
    complaint_id: int,
    content: BinaryIO,
    name: str,
    by: Actor,
    at: datetime,
    purpose: str = "",
    audience: Audience = Audience.ALL,
) -> Evidence:
    """Store a file as part of the case; the same content twice is once.

    Raises Refused when the actor may not, or for a file that cannot be stored.
    """
    complaint = Complaint.objects.get(pk=complaint_id)
    policies.may_add_evidence(by, complaint).require()
    if audience not in policies.AUDIENCES[by.kind]:
        raise Refused(_("请选择材料给谁看，其中应当包括您自己。"), field="audience")
    # Outside the transaction: scanning takes time.
    stored = documents.store(content=content, name=name, stream=complaint.stream, by=by.name, at=at)
    with transaction.atomic():
        complaint = moving.locked(complaint_id)
        policies.may_add_evidence(by, complaint).require()
        evidence, fresh = Evidence.objects.get_or_create(
            complaint=complaint,
            file=stored,
            defaults={
                "brought_by": BROUGHT_BY[by.kind],
                "purpose": purpose.strip(),
                "audience": audience,
                "at": at,
            },
        )
        if fresh:
            data = {"evidence": evidence.pk}
            moving.record(Kind.EVIDENCE_ADDED, complaint, by=by, at=at, data=data)
            if audience in policies.AUDIENCES[ActorKind.BUSINESS]:
                events.tell(EventType.UPDATED, complaint, at=at)
    return evidence


@transaction.atomic
def note(
    *,
    complaint_id: int,
    text: str,
    by: Actor,
    at: datetime,
    audience: Audience | str = Audience.INTERNAL,
) -> Entry:
    """Leave a note in the case for those whom it concerns. Raises Refused."""
    complaint = moving.locked(complaint_id)
    if by.kind is ActorKind.STAFF:
        policies.may_note(by, complaint).require()
    else:
        policies.may_read(by, complaint).require()
    if not text.strip():
        raise Refused(_("请填写内容。"), field="text")
    if audience not in AUDIENCES.get(by.kind, frozenset()):
        raise Refused(_("请选择留言给谁看。"), field="audience")
    entry = moving.enter(complaint, by=by, at=at, note=text.strip(), audience=Audience(audience))
    moving.record(Kind.NOTED, complaint, by=by, at=at, data={"audience": str(audience)})
    return entry


@transaction.atomic
def correct(*, complaint_id: int, correction: Correction, by: Actor, at: datetime) -> Complaint:
    """Put classification or respondent right, with a reason; the record keeps both values."""
    complaint = moving.locked(complaint_id)
    policies.may_correct(by, complaint).require()
    if not correction.reason.strip():
        raise Refused(_("请写明更正的理由。"), field="reason")
    watched = ("nature_code", "category_code", "business_id")
    before = {name: getattr(complaint, name) for name in watched}
    named = complaint.respondent_name
    classify(
        complaint,
        nature_code=correction.nature_code,
        category_code=correction.category_code,
    )
    _attribute(complaint, correction, by, at)
    after = {name: getattr(complaint, name) for name in watched}
    if before == after and named == complaint.respondent_name:
        raise Refused(_("没有改动任何内容。"))
    complaint.save(
        update_fields=[
            "nature_code", "category_code", "business", "respondent_name", "respondent_uscc",
            "business_may_read", "business_opened_at", "business_invited_at", "attributed_at",
            "words_at", "matter_at", "covered_by",
            "next_due_at", "next_due_key",
        ]
    )  # fmt: skip
    if complaint.stage == Stage.NEGOTIATING and before["business_id"] != complaint.business_id:
        negotiation.fall_back(complaint, FallBackReason.WRONG_BUSINESS, by=SYSTEM, at=at)
    text = _("更正登记信息：") + correction.reason.strip()
    moving.enter(complaint, by=by, at=at, note=text, audience=Audience.INTERNAL)
    changed = {name: [before[name], after[name]] for name in watched if before[name] != after[name]}
    moving.record(Kind.CORRECTED, complaint, by=by, at=at, data=changed)
    return complaint


@transaction.atomic
def unmask(*, complaint_id: int, column: Column, reason: str, by: Actor, at: datetime) -> str:
    """Return one personal value of the complainant in full, on record. Raises Refused."""
    complaint = moving.locked(complaint_id)
    policies.may_see_personal(by, complaint).require()
    party = complaint.parties.filter(role="complainant").first()
    if party is None:
        raise Refused(_("这件投诉没有登记投诉人的个人信息。"))
    accounts.unmask(
        by=by,
        within=complaint.organisation_id,
        stream=complaint.stream,
        column=column,
        reason=reason,
        at=at,
    )
    return str({"name": party.name, "phone": party.phone, "address": party.address}[column])


@transaction.atomic
def issue_document(*, document_id: int, by: Actor, at: datetime) -> OwedDocument:
    """Note that a document that was owed went out. Raises Refused."""
    document = OwedDocument.objects.filter(pk=document_id).first()
    if document is None:
        raise Refused(_("没有这份文书。"))
    complaint = moving.locked(document.complaint_id)
    policies.may_issue(by, complaint).require()
    if document.issued_at is None:
        document.issued_at, document.issued_by = at, by.label
        document.save(update_fields=["issued_at", "issued_by"])
        data = {"code": document.code}
        moving.record(Kind.DOCUMENT_ISSUED, complaint, by=by, at=at, data=data)
    return document


def _attribute(complaint: Complaint, correction: Correction, by: Actor, at: datetime) -> None:
    # Whom it is about may be another now: those who look for groups read it again.
    complaint.matter_at = None
    if correction.respondent_name.strip():
        complaint.respondent_name = correction.respondent_name.strip()
    if correction.business_id is None or correction.business_id == complaint.business_id:
        return
    found = businesses.by_id(correction.business_id)
    if found is None:
        raise Refused(_("没有找到所选的经营者，请重新查找。"), field="business")
    verdict = policies.may_attribute(complaint)
    if not verdict:
        raise Refused(verdict.reason, field="business")
    complaint.business, complaint.respondent_uscc = found, found.uscc[:18]
    if not correction.respondent_name.strip():
        complaint.respondent_name = found.name[:120]
    pledge = complaint.pledge
    covering.cover(complaint, at=at)
    # What was promised on receipt counts as it was promised.
    complaint.pledge = pledge
    # The other business has neither been told nor opened anything.
    complaint.business_may_read = False
    complaint.business_opened_at = complaint.business_invited_at = None
    complaint.attributed_at = at
    moving.close_offers(complaint, at)
    agents.dismiss(complaint, by=by, at=at)
    clocks.act(complaint, Effect(stops=("business.reply",)), at=at, reason="corrected")
