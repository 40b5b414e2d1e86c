"""The way by which a business without an account comes to one complaint."""

from datetime import datetime

from django.conf import settings

from smart315.accounts.actors import Actor, ActorKind
from smart315.casework.models import Invitation
from smart315.vault.lookup import keyed_hash


def hashed(token: str) -> str:
    """Return the hash under which an invitation is stored; the key itself is kept nowhere."""
    return keyed_hash(token, "casework.invitation")


def address(token: str) -> str:
    """Return the address that the letter's code opens."""
    return f"{settings.BASE_URL}/invited/{token}/"


def open_to(token: str, at: datetime) -> Invitation | None:
    """Return the invitation that a key opens: in force, in time, and still about its business."""
    found = Invitation.objects.select_related("complaint", "business").filter(
        token_hash=hashed(token), revoked_at=None, expires_at__gt=at
    )
    invitation = found.first()
    if invitation is None or invitation.complaint.business_id != invitation.business_id:
        return None
    return invitation


def guest(invitation: Invitation) -> Actor:
    """Return whoever came by the letter and said who they are: this one complaint is theirs."""
    role = f"（{invitation.stated_role}）" if invitation.stated_role else ""
    return Actor(
        ActorKind.BUSINESS,
        f"business:{invitation.business_id}:invitation:{invitation.pk}",
        f"{invitation.stated_name}{role}",
        businesses=frozenset({invitation.business_id}),
        complaint_id=invitation.complaint_id,
    )
