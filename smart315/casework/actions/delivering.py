"""What becomes of an issued document: fetched by staff, delivered to whom it is for."""

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor, ActorKind
from smart315.casework import policies
from smart315.casework.actions import issuing, moving
from smart315.casework.codes import DeliveryMethod
from smart315.casework.kinds import Kind
from smart315.casework.models import Complaint, Delivery, IssuedDocument
from smart315.documents import actions as documents
from smart315.documents.queries import StoredFile
from smart315.kernel.verdicts import Refused


@dataclass(frozen=True)
class Receipt:
    """How, when, to whom and by whom a document was delivered (送达回证)."""

    method: DeliveryMethod | str
    to: str
    delivered_at: datetime
    delivered_by: str = ""
    note: str = ""


def deliver(
    *,
    issued_id: int,
    receipt: Receipt,
    by: Actor,
    at: datetime,
    proof: BinaryIO | None = None,
    proof_name: str = "",
) -> Delivery:
    """Note that a document was delivered, with a proof where there is one. Raises Refused."""
    with transaction.atomic():
        document, complaint = issuing.asked(issued_id, by)
        _check(receipt, document, at)
    # Outside the transaction: scanning takes time.
    stored = _stored(complaint, proof, proof_name, by=by, at=at)
    with transaction.atomic():
        document, complaint = issuing.asked(issued_id, by)
        row = Delivery.objects.create(
            document=document,
            method=receipt.method,
            to=receipt.to.strip(),
            delivered_by=receipt.delivered_by.strip() or by.label,
            delivered_at=receipt.delivered_at,
            note=receipt.note.strip(),
            proof=stored,
            recorded_by=by.label,
            recorded_at=at,
        )
        data = {"document": document.pk, "delivery": row.pk, "method": str(row.method)}
        moving.record(Kind.DOCUMENT_DELIVERED, complaint, by=by, at=at, data=data)
    return row


@transaction.atomic
def open_document(*, issued_id: int, form: str, by: Actor, at: datetime) -> StoredFile:
    """Return the PDF or, for `docx`, the editable file to staff, on record: it names people.

    Raises Refused when there is no such document or the actor may not see personal data.
    """
    related = ("complaint", "pdf", "docx")
    document = IssuedDocument.objects.select_related(*related).filter(pk=issued_id).first()
    if document is None or by.kind is not ActorKind.STAFF:
        raise Refused(_("没有这份文书。"))
    complaint = document.complaint
    policies.may_read(by, complaint).require()
    if not policies.may_issue(by, complaint):
        policies.may_see_personal(by, complaint).require()
    data = {"document": document.pk, "form": form}
    moving.record(Kind.DOCUMENT_OPENED, complaint, by=by, at=at, data=data)
    return document.docx if form == "docx" else document.pdf


def _check(receipt: Receipt, document: IssuedDocument, at: datetime) -> None:
    if receipt.method not in DeliveryMethod.values:
        raise Refused(_("请选择送达方式。"), field="method")
    if not receipt.to.strip():
        raise Refused(_("请填写收件人。"), field="to")
    issued_at = document.issued_at.replace(second=0, microsecond=0)
    if not issued_at <= receipt.delivered_at <= at:
        raise Refused(_("送达时间应当在发出以后，不能晚于现在。"), field="delivered_at")


def _stored(
    complaint: Complaint, proof: BinaryIO | None, name: str, *, by: Actor, at: datetime
) -> StoredFile | None:
    if proof is None:
        return None
    return documents.store(content=proof, name=name, stream=complaint.stream, by=by.name, at=at)
