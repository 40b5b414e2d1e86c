"""How a consumer comes back to a complaint: by number and code, by phone, by draft."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from smart315.accounts import phones, queries as accounts
from smart315.accounts.actors import ActorKind
from smart315.accounts.queries import Organisation
from smart315.casework import drafts, numbers
from smart315.casework.models import Complaint, Draft, Party
from smart315.casework.queries.rows import Row, rows_of
from smart315.casework.receipts import Receipt, receipt_of
from smart315.kernel import identifiers


SHOWN = 50


def complaint_for(number: str, code: str) -> int | None:
    """Return the complaint of a number and its code as typed; None when they do not match."""
    try:
        plain = identifiers.complaint_number(*identifiers.parse_complaint_number(number))
    except ValueError:
        return None
    found = Complaint.objects.filter(number=plain).only("id", "client_key").first()
    if found is None or not numbers.is_query_code(found.client_key, code):
        return None
    return found.pk


def filed(client_key: UUID) -> int | None:
    """Return the complaint that was filed under a form's own key, if its answer was lost."""
    return Complaint.objects.filter(client_key=client_key).values_list("pk", flat=True).first()


def of_phone(phone: str, *, at: datetime) -> list[Row]:
    """Return the complaints filed with a phone that was confirmed by a code, the newest first."""
    number = phones.contact(phone).number
    people = Party.objects.filter(phone_hash=phones.hashed(number))
    found = Complaint.objects.filter(pk__in=people.values("complaint_id"))
    found = found.select_related("organisation", "officer").order_by("-received_at", "-id")
    return rows_of(found[:SHOWN], at=at, kind=ActorKind.CONSUMER)


def receipt(complaint_id: int) -> Receipt:
    """Return the receipt of a registered complaint once more."""
    complaint = Complaint.objects.select_related("organisation").get(pk=complaint_id)
    return receipt_of(complaint, again=True)


def draft(token: str, at: datetime) -> dict[str, Any] | None:
    """Return the form that was kept under a token; None when there is none any more."""
    kept = Draft.objects.filter(token_hash=drafts.hashed(token), expires_at__gt=at).first()
    if kept is None:
        return None
    form: dict[str, Any] = json.loads(kept.form)
    return form


def draft_stream(token: str) -> str:
    """Return the stream in which the files of a draft are stored."""
    return drafts.stream(token)


def receiving_organisation(region_code: str) -> Organisation:
    """Return the association to which a complaint about this place goes."""
    return accounts.organisation_for_region(region_code)
