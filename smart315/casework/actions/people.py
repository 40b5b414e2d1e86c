"""Who takes part on the consumer's side: the people of a joint complaint."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts import phones
from smart315.accounts.actors import Actor, ActorKind
from smart315.casework import notices, rights, sameness
from smart315.casework.actions import moving, supervising
from smart315.casework.actions.reading import read_again
from smart315.casework.kinds import Kind
from smart315.casework.models import Authority, Complaint, Party
from smart315.casework.models.party import PERSONS, PartyRole
from smart315.kernel.verdicts import Refused


MOST_PEOPLE = 500


@dataclass(frozen=True)
class Person:
    """Somebody who joins a complaint, with their own claim; the amount is in fen."""

    name: str
    phone: str
    claim: str = ""
    claim_fen: int | None = None
    address: str = ""


@dataclass(frozen=True)
class Row:
    """One line of a list of people: its number in the file, and the person as written."""

    number: int
    person: Person
    problem: str = ""


@dataclass(frozen=True)
class Added:
    """What came of a list: how many joined, and which lines did not, with the reason of each."""

    count: int
    rejected: Sequence[tuple[int, str]]


@transaction.atomic
def add_person(*, complaint_id: int, person: Person, by: Actor, at: datetime) -> Party:
    """Let somebody join the complaint (总局令121号 §12). Raises Refused naming the field."""
    complaint = moving.locked(complaint_id)
    rights.may_change_people(by, complaint).require()
    party = _joined(complaint, person, by, at)
    _told(complaint, [party], by, at)
    return party


@transaction.atomic
def add_people(*, complaint_id: int, rows: Sequence[Row], by: Actor, at: datetime) -> Added:
    """Let everybody on a list join who can; say of the others why not."""
    complaint = moving.locked(complaint_id)
    rights.may_change_people(by, complaint).require()
    joined: list[Party] = []
    rejected: list[tuple[int, str]] = []
    for row in rows:
        if row.problem:
            rejected.append((row.number, row.problem))
            continue
        try:
            joined.append(_joined(complaint, row.person, by, at))
        except Refused as refusal:
            rejected.append((row.number, str(refusal)))
    if joined:
        _told(complaint, joined, by, at)
    return Added(len(joined), rejected)


def open_joint(complaint: Complaint) -> None:
    """Make it a joint complaint; what the first asks for stands beside what the others do."""
    if complaint.is_joint:
        return
    complaint.is_joint = True
    complaint.save(update_fields=["is_joint"])
    first = complaint.parties.filter(role=PartyRole.COMPLAINANT, claim="", claim_fen=None)
    first.update(**claim_of(complaint))


def claim_of(complaint: Complaint) -> dict[str, object]:
    """Return the columns of a party that say what the person of a complaint asks for."""
    amounts = [each["amount_fen"] for each in complaint.claims if each.get("amount_fen")]
    fen = sum(amounts) if amounts else complaint.amount_fen
    return {"claim": complaint.title[:200], "claim_fen": fen}


@transaction.atomic
def confirm_people(*, phone: str, at: datetime) -> int:
    """Mark as confirmed the people of joint complaints whose phone has just shown its code."""
    hashed = phones.hashed(phones.contact(phone).number)
    waiting = Party.objects.filter(
        phone_hash=hashed, phone_verified=False, left_at=None, joined_at__isnull=False
    )
    found = list(waiting.select_related("complaint"))
    for party in found:
        party.phone_verified = True
        party.save(update_fields=["phone_verified"])
        by = Actor(ActorKind.CONSUMER, f"consumer:{party.pk}", _("投诉人"))
        moving.record(
            Kind.PERSON_CONFIRMED, party.complaint, by=by, at=at, data={"party": party.pk}
        )
    return len(found)


@transaction.atomic
def leave_joint(*, party_id: int, reason: str, by: Actor, at: datetime) -> Party:
    """Let one person out of a joint complaint; the others go on. Raises Refused for the last."""
    party, complaint = held(party_id)
    if by.kind is ActorKind.CONSUMER:
        rights.may_consent_for(by, party).require()
    else:
        rights.may_change_people(by, complaint).require()
    if party.role not in PERSONS or party.left_at is not None:
        raise Refused(_("此人不是这件投诉的当事人，或者已经退出。"))
    if not reason.strip():
        raise Refused(_("请写明退出的原因。"), field="reason")
    others = complaint.parties.filter(role__in=PERSONS, left_at=None).exclude(pk=party.pk)
    heir = others.order_by("pk").first()
    if heir is None:
        raise Refused(_("只剩一位投诉人的，请直接撤回投诉。"))
    was_first, party.left_at, party.represents = party.role == "complainant", at, False
    party.role = PartyRole.JOINT
    party.save(update_fields=["left_at", "represents", "role"])
    if was_first:
        heir.role = PartyRole.COMPLAINANT
        heir.save(update_fields=["role"])
    Authority.objects.filter(principal=party, revoked_at=None).update(revoked_at=at)
    moving.enter(complaint, by=by, at=at, note=_("一名投诉人退出共同投诉：") + reason.strip())
    read_again(complaint)
    moving.record(Kind.PERSON_LEFT, complaint, by=by, at=at, data={"party": party.pk})
    return party


def held(party_id: int) -> tuple[Party, Complaint]:
    """Return somebody of a complaint with the complaint, locked; raise Refused for nobody."""
    party = Party.objects.select_related("complaint").filter(pk=party_id).first()
    if party is None:
        raise Refused(_("没有此人。"))
    return party, moving.locked(party.complaint_id)


def _joined(complaint: Complaint, person: Person, by: Actor, at: datetime) -> Party:
    if person.claim_fen is not None and person.claim_fen < 0:
        raise Refused(_("金额不能是负数。"), field="claim_fen")
    kept = columns(complaint, person, by)
    there = complaint.parties.filter(left_at=None, role__in=PERSONS)
    if there.filter(phone_hash=kept["phone_hash"]).exists():
        raise Refused(_("这个电话已经登记在这件投诉里。"), field="phone")
    if there.count() >= MOST_PEOPLE:
        raise Refused(_("一件共同投诉最多%(count)s人。") % {"count": MOST_PEOPLE})
    open_joint(complaint)
    return Party.objects.create(
        **kept,
        role=PartyRole.JOINT,
        claim=person.claim.strip(),
        claim_fen=person.claim_fen,
        code_key=uuid4(),
        joined_at=at,
    )


def columns(complaint: Complaint, person: Person, by: Actor) -> dict[str, object]:
    """Return what is kept of a person; raise Refused naming the field that is wrong."""
    if not person.name.strip():
        raise Refused(_("请填写姓名。"), field="name")
    number = phones.mobile(person.phone)
    return {
        "complaint": complaint,
        "name": person.name.strip()[:40],
        "phone": number,
        "phone_hash": phones.hashed(number),
        "address": person.address.strip(),
        "address_hash": sameness.address_hash(person.address),
        "registered_by": by.label if by.kind is not ActorKind.CONSUMER else "",
    }


def _told(complaint: Complaint, joined: Sequence[Party], by: Actor, at: datetime) -> None:
    """Write down who joined; a consumer's own guests are not sent anything unasked."""
    if by.kind is ActorKind.STAFF:
        for party in joined:
            notices.tell_person(complaint, party, at=at)
    note = _("%(count)s人加入共同投诉。") % {"count": len(joined)}
    moving.enter(complaint, by=by, at=at, note=note)
    read_again(complaint)
    data = {"parties": [each.pk for each in joined]}
    moving.record(Kind.PERSON_ADDED, complaint, by=by, at=at, data=data)
    supervising.for_gravity(complaint, at)
