"""How a consumer comes back to a complaint: by number and code, by phone, by draft."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import get_default_timezone

from smart315.accounts import actors, phones, queries as accounts
from smart315.accounts.actors import Actor, ActorKind
from smart315.accounts.queries import Organisation
from smart315.casework import drafts, numbers
from smart315.casework.codes import Power, Side
from smart315.casework.models import Complaint, Draft, Party
from smart315.casework.models.party import PartyRole
from smart315.casework.queries.rows import Row, rows_of
from smart315.casework.receipts import Receipt, receipt_of
from smart315.kernel import identifiers
from smart315.kernel.workdays import local_day


SHOWN = 50


@dataclass(frozen=True)
class Key:
    """What a number and a code, or a confirmed phone, open; `party_id` None for who filed."""

    complaint_id: int
    party_id: int | None = None


def key_for(number: str, code: str) -> Key | None:
    """Return what a number and a code as typed open; None when they do not match.

    A complaint that was joined to another opens that one. In a joint complaint everybody has a
    code of their own.
    """
    try:
        plain = identifiers.complaint_number(*identifiers.parse_complaint_number(number))
    except ValueError:
        return None
    wanted = ("id", "client_key", "is_joint", "joined_to")
    found = Complaint.objects.filter(number=plain).only(*wanted).first()
    if found is None:
        return None
    if numbers.is_query_code(found.client_key, code):
        return _followed(found)
    people = found.parties.filter(left_at=None) if found.is_joint else ()
    for person in people:
        if person.code_key and numbers.is_query_code(person.code_key, code):
            return Key(found.pk, person.pk)
    return None


def _followed(filed: Complaint) -> Key:
    if filed.joined_to_id is None:
        return Key(filed.pk)
    mine = Party.objects.filter(complaint=filed.joined_to_id, code_key=filed.client_key)
    return Key(filed.joined_to_id, mine.values_list("pk", flat=True).first())


def complaint_for(number: str, code: str) -> int | None:
    """Return the complaint that a number and its code as typed open; None without a match."""
    key = key_for(number, code)
    return key.complaint_id if key else None


def keys_of_phone(phone: str) -> list[Key]:
    """Return what a phone that was confirmed by a code opens."""
    hashed = phones.hashed(phones.contact(phone).number)
    people = Party.objects.filter(phone_hash=hashed, left_at=None).order_by("-complaint_id", "pk")
    rows = people.values_list("complaint_id", "pk", "role", "complaint__is_joint")
    return [
        Key(complaint, party if joint or role != PartyRole.COMPLAINANT else None)
        for complaint, party, role, joint in rows
    ]


def holder(complaint_id: int, party_id: int | None, *, at: datetime) -> Actor:
    """Return who holds a key; an agent acts for the principal, as far as the letter allows."""
    if party_id is None:
        return actors.consumer(complaint_id)
    party = Party.objects.select_related("authority").filter(pk=party_id, left_at=None).first()
    if party is None or party.complaint_id != complaint_id or party.side != Side.CONSUMER:
        return actors.consumer()
    if party.role != PartyRole.AGENT:
        return actors.consumer(complaint_id, party_id=party_id)
    letter, day = party.authority, local_day(at, get_default_timezone())
    powers = frozenset(str(each) for each in Power if letter.covers(each, day))
    if not powers:
        return actors.consumer()
    return actors.consumer(complaint_id, party_id=letter.principal_id, powers=powers)


def filed(client_key: UUID) -> int | None:
    """Return the complaint that was filed under a form's own key, if its answer was lost."""
    return Complaint.objects.filter(client_key=client_key).values_list("pk", flat=True).first()


def of_phone(phone: str, *, at: datetime) -> list[Row]:
    """Return the complaints filed with a phone that was confirmed by a code, the newest first."""
    number = phones.contact(phone).number
    people = Party.objects.filter(phone_hash=phones.hashed(number), left_at=None)
    found = Complaint.objects.filter(pk__in=people.values("complaint_id"), joined_to=None)
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
