"""Which organisation writes a document: where the case lies, but for hand-offs and orders."""

from smart315.accounts.actors import Actor, Permission
from smart315.accounts.queries import Organisation, organisations
from smart315.casework.models import Complaint
from smart315.casework.policies import ORDER


HAND_OFF = "D05"


def issuer(code: str, complaint: Complaint, actor: Actor) -> Organisation:
    """Return the organisation whose name and number a document bears.

    The letter of a hand-off is the sender's; an order is the highest superior's for whom the actor
    supervises.
    """
    if code == HAND_OFF:
        hop = complaint.transfers.select_related("sender").order_by("-sent_at", "-pk").first()
        return hop.sender if hop else complaint.organisation
    if code == ORDER:
        return _superior(complaint, actor)
    return complaint.organisation


def _superior(complaint: Complaint, actor: Actor) -> Organisation:
    own = complaint.organisation
    places = {
        place
        for place, held in actor.held.items()
        if Permission.SUPERVISE in held and own.pk in actor.below.get(place, frozenset({place}))
    }
    found = organisations(frozenset(places)).values()
    return min(found, key=lambda each: each.depth, default=own)
