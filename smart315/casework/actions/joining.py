"""A joint complaint: several made one, two elected, everybody's consent (总局令121号 §12)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.casework import clocks, notices, rights
from smart315.casework.actions import moving, supervising
from smart315.casework.actions.people import claim_of, open_joint
from smart315.casework.actions.reading import read_again
from smart315.casework.codes import ConsentMatter, Means, Outcome
from smart315.casework.deadlines import Effect
from smart315.casework.kinds import Kind
from smart315.casework.models import Complaint, Consent, Election, Evidence, Party
from smart315.casework.models.party import PERSONS, PartyRole
from smart315.casework.states import COMPLAINT, Stage
from smart315.kernel.verdicts import Refused


REPRESENTATIVES = 2


@transaction.atomic
def join_complaints(
    *, complaint_id: int, others: Sequence[int], by: Actor, at: datetime
) -> Complaint:
    """Make other complaints about the same business part of this one.

    Each of them is closed as a duplicate, for the joint one counts; its number and query code open
    the joint complaint from now on. Raises Refused naming the one that cannot be joined.
    """
    complaint = moving.locked(complaint_id)
    rights.may_join(by, complaint).require()
    if not others:
        raise Refused(_("请选择要并入的投诉。"), field="others")
    open_joint(complaint)
    for each in sorted(set(others) - {complaint.pk}):
        _joined(complaint, moving.locked(each), by, at)
    note = _("%(count)s件投诉并入，作为共同投诉办理。") % {"count": len(set(others))}
    moving.enter(complaint, by=by, at=at, note=note)
    supervising.for_gravity(complaint, at)
    return complaint


@transaction.atomic
def elect(
    *, complaint_id: int, chosen: Sequence[int], evidence_id: int | None, by: Actor, at: datetime
) -> Election:
    """Note whom the people of a joint complaint elected in writing to speak for them."""
    complaint = moving.locked(complaint_id)
    rights.may_change_people(by, complaint).require()
    people = complaint.parties.filter(left_at=None, role__in=PERSONS)
    if not complaint.is_joint:
        raise Refused(_("只有共同投诉才推选代表人。"))
    if len(set(chosen)) != REPRESENTATIVES or people.filter(pk__in=chosen).count() != len(chosen):
        raise Refused(_("请从投诉人中推选两名代表人。"), field="chosen")
    letter = Evidence.objects.filter(pk=evidence_id or 0, complaint=complaint).first()
    if letter is None:
        raise Refused(_("请上传全体投诉人签名的代表人推选书。"), field="letter")
    people.update(represents=False)
    people.filter(pk__in=chosen).update(represents=True)
    election = Election.objects.create(
        complaint=complaint,
        letter=letter,
        chosen=sorted(chosen),
        voters=people.count(),
        at=at,
        recorded_by=by.label,
    )
    moving.enter(complaint, by=by, at=at, note=_("书面推选了两名代表人。"))
    data = {"election": election.pk, "chosen": sorted(chosen)}
    moving.record(Kind.REPRESENTATIVES_ELECTED, complaint, by=by, at=at, data=data)
    return election


@transaction.atomic
def consent(
    *,
    party_id: int,
    matter: ConsentMatter | str,
    given: bool,
    means: Means | str,
    by: Actor,
    at: datetime,
    subject: str = "",
    evidence_id: int | None = None,
) -> Consent:
    """Note what a represented person says to a change, a waiver or an agreement.

    On paper the signed sheet is wanted; a later answer takes the place of the earlier one.
    """
    party = Party.objects.select_related("complaint").get(pk=party_id)
    complaint = moving.locked(party.complaint_id)
    rights.may_consent_for(by, party).require()
    if party.role not in PERSONS or party.left_at is not None:
        raise Refused(_("此人不是这件投诉的当事人，或者已经退出。"))
    if matter not in ConsentMatter.values:
        raise Refused(_("请选择事项。"), field="matter")
    if means not in Means.values:
        raise Refused(_("请选择方式。"), field="means")
    if means == Means.PAPER and not complaint.evidence.filter(pk=evidence_id or 0).exists():
        raise Refused(_("书面同意的，请上传签名页。"), field="letter")
    row, _fresh = Consent.objects.update_or_create(
        party=party,
        matter=matter,
        subject=subject,
        defaults={
            "given": given,
            "means": means,
            "letter_id": evidence_id,
            "at": at,
            "recorded_by": by.label,
        },
    )
    data = {"party": party.pk, "matter": str(matter), "subject": subject, "given": given}
    moving.record(Kind.CONSENTED, complaint, by=by, at=at, data=data)
    return row


def _joined(joint: Complaint, other: Complaint, by: Actor, at: datetime) -> None:
    rights.may_join(by, other).require()
    _check_alike(joint, other)
    person = other.parties.filter(role=PartyRole.COMPLAINANT).first()
    if person is None:
        raise Refused(_("%(number)s没有登记投诉人，不能并入。") % {"number": other.number})
    twice = joint.parties.filter(left_at=None, phone_hash=person.phone_hash)
    if twice.exclude(phone_hash="").exists():
        message = _("%(number)s的投诉人已在共同投诉里，是重复投诉。") % {"number": other.number}
        raise Refused(message, field="others")
    _moved_over(joint, other, person, at)
    # The person takes the complaint back as one of their own, and goes on in the joint one.
    for move in ("withdraw", "close"):
        other.advance(move, by=by.label, at=at)
    other.joined_to, other.outcome, other.closed_at = joint, Outcome.DUPLICATE, at
    other.matter_at = None
    read_again(joint)
    clocks.act(other, Effect(stops_all=True), at=at, reason="joined")
    other.save()
    note = _("并入共同投诉%(number)s，请凭原来的编号和查询码查看。") % {"number": joint.number}
    moving.enter(other, "close", by=by, at=at, note=note)
    moving.record(Kind.JOINED, other, by=by, at=at, data={"joined_to": joint.pk})
    notices.tell(other, (notices.JOINED,), at=at)


def _check_alike(joint: Complaint, other: Complaint) -> None:
    same = other.respondent_name == joint.respondent_name
    same = same or (joint.business_id is not None and other.business_id == joint.business_id)
    if not same:
        message = _("%(number)s投诉的不是同一经营者，不能并入。") % {"number": other.number}
        raise Refused(message, field="others")
    if not COMPLAINT.allows("withdraw", Stage(other.stage)) or other.is_joint:
        message = _("%(number)s已有结果或者本身是共同投诉，不能并入。") % {"number": other.number}
        raise Refused(message, field="others")


def _moved_over(joint: Complaint, other: Complaint, person: Party, at: datetime) -> None:
    """Let the person of a complaint be one of the joint one, with the code they hold already."""
    Party.objects.create(
        complaint=joint,
        role=PartyRole.JOINT,
        name=person.name,
        phone=person.phone,
        phone_hash=person.phone_hash,
        phone_verified=person.phone_verified,
        region_id=person.region_id,
        address=person.address,
        address_hash=person.address_hash,
        language=person.language,
        is_elder=person.is_elder,
        registered_by=person.registered_by,
        **claim_of(other),
        code_key=other.client_key,
        joined_at=at,
    )
    for piece in other.evidence.all():
        Evidence.objects.get_or_create(
            complaint=joint,
            file=piece.file,
            defaults={
                "brought_by": piece.brought_by,
                "purpose": piece.purpose,
                "audience": piece.audience,
                "at": piece.at,
            },
        )
