"""What leaves the network: to a partner with an account here, or to a body that is only named."""

from datetime import datetime

from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor
from smart315.accounts.levels import Level
from smart315.accounts.queries import Organisation
from smart315.casework import notices
from smart315.casework.actions import parts
from smart315.casework.models import Assignment, Complaint, Transfer
from smart315.casework.models.routing import TransferState
from smart315.casework.parts import LIVE, Part, PartState, Task
from smart315.kernel.verdicts import Refused


AWAY = (TransferState.OUTSIDE, TransferState.ANSWERED)


def partner(organisation_id: int) -> Organisation:
    """Return a partner that takes cases here. Raises Refused."""
    found = accounts.organisations(frozenset({organisation_id})).get(organisation_id)
    if found is None or not found.active or found.level != Level.PARTNER:
        raise Refused(_("没有这个协作单位，或者它已停用。"), field="partner")
    return found


def offer(complaint: Complaint, hop: Transfer, by: Actor, at: datetime) -> Assignment:
    """Offer a case to a partner, on a page of its own, with the consumer's consent (PIPL §23)."""
    due_at = parts.due("transfer.sign", complaint, at)
    part = Assignment.objects.create(
        complaint=complaint,
        organisation_id=hop.partner_id or 0,
        giver=hop.sender,
        transfer=hop,
        part=Part.OUTSIDE,
        task=Task.REFERRAL,
        state=PartState.OFFERED,
        wording=hop.reason,
        shares_contact=True,
        offered_at=at,
        offered_by=by.label,
        due_at=due_at,
        due_key="transfer.sign",
        watch_at=due_at,
    )
    notices.tell_part(part, notices.PART_OFFERED, part.organisation_id, at=at)
    return part


def is_outside(complaint: Complaint) -> bool:
    """Tell whether the case lies with a body outside the network."""
    return complaint.transfers.filter(state__in=AWAY).exists()


def open_hop(complaint: Complaint) -> Transfer:
    """Return the hop out of the network that is not over. Raises Refused when there is none."""
    hop = complaint.transfers.filter(state__in=AWAY).order_by("-pk").first()
    if hop is None:
        raise Refused(_("该投诉没有移送外部单位。"))
    return hop


def close_hop(
    complaint: Complaint, state: TransferState, by: Actor, at: datetime, answer: str
) -> Transfer:
    """Write down what came of a hop out of the network; a partner's part is over with it."""
    hop = open_hop(complaint)
    hop.state, hop.answered_at, hop.answered_by, hop.answer = state, at, by.label, answer
    hop.save(update_fields=["state", "answered_at", "answered_by", "answer"])
    for part in complaint.assignments.filter(transfer=hop, state__in=LIVE):
        parts.end(part, PartState.ENDED, by, at)
    return hop
