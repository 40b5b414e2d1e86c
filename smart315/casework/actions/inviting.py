"""Invite a business without an account by letter: made, revoked, used once."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts import phones
from smart315.accounts.actors import Actor
from smart315.casework import clocks, invitations, letters, policies
from smart315.casework.actions import issuing, mediation, moving, negotiation
from smart315.casework.actions.orders import Order
from smart315.casework.codes import Audience, IssueState
from smart315.casework.kinds import Kind
from smart315.casework.models import Complaint, Invitation, IssuedDocument
from smart315.documents.pdf import pdf
from smart315.kernel import workdays
from smart315.kernel.verdicts import Refused


LETTER = "D06b"


@dataclass(frozen=True)
class Made:
    """A fresh invitation with the key of its link, which is shown once and kept nowhere."""

    invitation: Invitation
    token: str


@transaction.atomic
def make_invitation(*, complaint_id: int, by: Actor, at: datetime) -> Made:
    """Make a link that opens this one complaint; an earlier one ends with it. Raises Refused.

    It asks the business for its side where nobody has asked before.
    """
    complaint = moving.locked(complaint_id)
    policies.may_write_to(by, complaint).require()
    complaint = _asked(complaint, by, at)
    _revoke(complaint, by, at)
    token = secrets.token_urlsafe(24)
    rules = clocks.rulebook(complaint)
    limit, _basis = rules.limit("invitation.valid")
    until = workdays.due(limit, at, rules.calendar, get_default_timezone()).at
    invitation = Invitation.objects.create(
        complaint=complaint,
        # Who may write to it has said that there is one.
        business_id=complaint.business_id or 0,
        token_hash=invitations.hashed(token),
        made_at=at,
        made_by=by.label,
        expires_at=until,
    )
    data = {"invitation": invitation.pk, "business": invitation.business_id}
    moving.record(Kind.INVITATION_MADE, complaint, by=by, at=at, data=data)
    note = _("已打印邀请函的二维码附页，经营者可扫码查看并答复，有效期至%(until)s。") % {
        "until": workdays.local_day(until, get_default_timezone())
    }
    moving.enter(complaint, by=by, at=at, note=note, audience=Audience.INTERNAL)
    return Made(invitation, token)


@transaction.atomic
def send_invitation(*, complaint_id: int, key: UUID, by: Actor, at: datetime) -> IssuedDocument:
    """Issue the letter, in the place of an earlier one, whose link ends. Raises Refused.

    `key` is the form's own: pressed twice is one letter. It is kept, so it bears no link; that is
    printed by `print_link` when the letter is handed over.
    """
    complaint = moving.locked(complaint_id)
    policies.may_write_to(by, complaint).require()
    before = IssuedDocument.objects.filter(key=key, complaint=complaint).first()
    if before is not None:
        return before
    earlier = _letter_of(complaint)
    complaint = _asked(complaint, by, at)
    _revoke(complaint, by, at)
    order = Order(
        complaint_id,
        LETTER,
        key,
        replaces_id=earlier.pk if earlier else None,
        reason=_("重新制作，原链接失效。") if earlier else "",
    )
    return issuing.issue(order=order, by=by, at=at)


def print_link(*, complaint_id: int, by: Actor, at: datetime) -> bytes:
    """Return the page with a fresh link that goes with the letter; an earlier link ends.

    It is kept nowhere: who loses it prints another. Raises Refused without a letter in force.
    """
    complaint = Complaint.objects.get(pk=complaint_id)
    policies.may_write_to(by, complaint).require()
    letter = _letter_of(complaint)
    if letter is None:
        raise Refused(_("请先制作邀请函，再打印附页。"))
    made = make_invitation(complaint_id=complaint_id, by=by, at=at)
    page = letters.link_page(letter, made.invitation, invitations.address(made.token))
    return pdf(page, at=at)


@transaction.atomic
def revoke_invitation(*, complaint_id: int, by: Actor, at: datetime) -> None:
    """Make the link of a complaint void; nothing happens when there is none. Raises Refused."""
    complaint = moving.locked(complaint_id)
    policies.may_write_to(by, complaint).require()
    _revoke(complaint, by, at)


@transaction.atomic
def use_invitation(*, token: str, name: str, role: str, phone: str, at: datetime) -> Invitation:
    """Say who opens the complaint for the business, once; the opening is on record.

    A second person asks the association for a new letter. Raises Refused.
    """
    found = invitations.open_to(token, at)
    if found is None:
        raise Refused(_("这个链接已经失效。请联系发函的消费者协会。"))
    complaint = moving.locked(found.complaint_id)
    invitation = Invitation.objects.select_for_update().get(pk=found.pk)
    if invitation.stated_at is not None:
        raise Refused(_("这个链接已经用过。请联系发函的消费者协会重新发函。"))
    for field, value, sentence in (
        ("name", name, _("请填写您的姓名。")),
        ("role", role, _("请填写您在该经营者的职务。")),
    ):
        if not value.strip():
            raise Refused(sentence, field=field)
    invitation.stated_name, invitation.stated_role = name.strip()[:60], role.strip()[:60]
    invitation.stated_phone = phones.contact(phone).number if phone.strip() else ""
    invitation.stated_at = at
    invitation.save(update_fields=["stated_name", "stated_role", "stated_phone", "stated_at"])
    guest = invitations.guest(invitation)
    data = {"invitation": invitation.pk}
    moving.record(Kind.INVITATION_USED, complaint, by=guest, at=at, data=data)
    negotiation.open_by_business(complaint_id=complaint.pk, by=guest, at=at)
    return invitation


def _asked(complaint: Complaint, by: Actor, at: datetime) -> Complaint:
    """Ask the business for its side, where nobody has asked before (实施条例 §40)."""
    if complaint.business_invited_at is not None:
        return complaint
    mediation.invite_business(complaint_id=complaint.pk, by=by, at=at)
    return moving.locked(complaint.pk)


def _letter_of(complaint: Complaint) -> IssuedDocument | None:
    in_force = complaint.issued.filter(code=LETTER, state=IssueState.IN_FORCE)
    return in_force.select_related("complaint", "organisation").first()


def _revoke(complaint: Complaint, by: Actor, at: datetime) -> None:
    ended = complaint.invitations.filter(revoked_at=None).update(revoked_at=at)
    if ended:
        moving.record(Kind.INVITATION_REVOKED, complaint, by=by, at=at)
