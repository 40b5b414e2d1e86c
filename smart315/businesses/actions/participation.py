"""Receiving complaints: taken up, paused with a reason, ended (handbook EN-05)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.businesses import notices, policies
from smart315.businesses.actions import pledging
from smart315.businesses.actions.recording import locked, tell
from smart315.businesses.models import Business
from smart315.businesses.states import State
from smart315.kernel.verdicts import Refused


REASON_LENGTH = 200


def join(*, business_id: int, by: Actor, at: datetime) -> Business:
    """Let the business receive complaints, for the first time or again. Raises Refused.

    Staff let in only who has signed a pledge that is in force.
    """
    return _move("join", "business.joined", business_id, by=by, at=at)


def pause(*, business_id: int, by: Actor, at: datetime, reason: str = "") -> Business:
    """Stop sending complaints to the business for a while; it is told why. Raises Refused."""
    return _move("pause", "business.paused", business_id, by=by, at=at, reason=reason)


@transaction.atomic
def leave(*, business_id: int, by: Actor, at: datetime, reason: str = "") -> Business:
    """End the taking part of the business, or note that it ceased. Raises Refused.

    Its pledges are withdrawn with it; they stay readable.
    """
    business = _move("leave", "business.left", business_id, by=by, at=at, reason=reason)
    pledging.withdraw_all(business, by=by, at=at)
    return business


@transaction.atomic
def _move(
    move: str, event: str, business_id: int, *, by: Actor, at: datetime, reason: str = ""
) -> Business:
    business = locked(business_id)
    policies.may_move(by, business, move).require()
    if len(reason) > REASON_LENGTH:
        raise Refused(_("原因最多200字，请缩短。"), field="reason")
    had_joined = business.state != State.REGISTERED
    business.advance(move, at=at)
    business.state_reason = reason.strip()
    business.save(update_fields=["state", "state_at", "state_reason"])
    # The words may name somebody: the record says only that there were some.
    tell(event, business, by=by, at=at, reasoned=bool(business.state_reason))
    if had_joined:
        notices.tell_members(business, move, at=at)
    return business
