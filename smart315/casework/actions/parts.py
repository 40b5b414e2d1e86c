"""Keep the parts that organisations have in a case, in step with its moves.

For the other actions of this room: they ask who may, record and tell.
"""

from datetime import datetime

from django.utils.timezone import get_default_timezone

from smart315.accounts.actors import Actor
from smart315.accounts.queries import Organisation
from smart315.casework import clocks
from smart315.casework.models import Assignment, Complaint, Transfer
from smart315.casework.parts import LIVE, Part, PartState, Task
from smart315.casework.states import ENDED, Stage
from smart315.kernel import workdays


# Nothing is left for anybody else to do once the case is decided in one of these ways.
OVER = frozenset({*ENDED, Stage.WITHDRAWN, Stage.REJECTED})


def due(key: str, complaint: Complaint, since: datetime) -> datetime:
    """Return the end of a limit of the register that began at `since`."""
    rules = clocks.rulebook(complaint)
    limit, _basis = rules.limit(key)
    return workdays.due(limit, since, rules.calendar, get_default_timezone()).at


def lead(complaint: Complaint) -> Assignment:
    """Return the part of the organisation that has the case; written down when first asked for."""
    there = complaint.assignments.filter(part=Part.LEAD, state=PartState.SIGNED).first()
    return there or Assignment.objects.create(
        complaint=complaint,
        organisation=complaint.organisation,
        part=Part.LEAD,
        task=Task.HANDLE,
        state=PartState.SIGNED,
        offered_at=complaint.received_at,
        offered_by=complaint.organisation.name,
        signed_at=complaint.received_at,
        signed_by=complaint.organisation.name,
        accepted_at=complaint.accepted_at,
    )


def source(complaint: Complaint, organisation_id: int, by: Actor, at: datetime) -> None:
    """Note who filed the case for somebody and handed it in elsewhere (J-06)."""
    Assignment.objects.create(
        complaint=complaint,
        organisation_id=organisation_id,
        giver=complaint.organisation,
        part=Part.SOURCE,
        task=Task.REGISTER,
        sight=True,
        state=PartState.ENDED,
        offered_at=at,
        offered_by=by.label,
        signed_at=at,
        signed_by=by.label,
        ended_at=at,
        ended_by=by.label,
    )


def offer_lead(complaint: Complaint, hop: Transfer, by: Actor, at: datetime) -> bool:
    """Offer the case to the receiver of a hop; return whether it was sent on too late.

    The sender stays lead until somebody signs.
    """
    mine = lead(complaint)
    _keep_sight(mine)
    came_at = mine.signed_at or complaint.received_at
    late = at > due("transfer.issue", complaint, came_at)
    Assignment.objects.create(
        complaint=complaint,
        organisation_id=hop.receiver_id or 0,
        giver=hop.sender,
        transfer=hop,
        part=Part.LEAD,
        task=Task.HANDLE,
        state=PartState.OFFERED,
        wording=hop.reason,
        offered_at=at,
        offered_by=by.label,
        due_at=due("transfer.sign", complaint, at),
        due_key="transfer.sign",
    )
    return late


def sign_lead(complaint: Complaint, hop: Transfer, by: Actor, at: datetime) -> None:
    """Let the receiver be lead; what the sender had is over, or has been given back."""
    theirs = _offered(complaint, hop)
    for mine in complaint.assignments.filter(part=Part.LEAD, state=PartState.SIGNED):
        back = mine.giver_id == hop.receiver_id
        end(mine, PartState.RETURNED if back else PartState.ENDED, by, at, reason=hop.reason)
    if theirs is not None:
        sign(theirs, by, at)
        theirs.due_at, theirs.due_key = due("transfer.return", complaint, at), "transfer.return"
        theirs.save(update_fields=["due_at", "due_key"])


def return_over(complaint: Complaint, receiver_id: int | None, at: datetime) -> datetime | None:
    """Return the end of the time for giving a signed case back, when it is over.

    None as long as it runs, and for a way that leads to anybody but whoever gave the case.
    """
    mine = complaint.assignments.filter(
        part=Part.LEAD, state=PartState.SIGNED, due_key="transfer.return", giver=receiver_id
    ).first()
    over = mine is not None and mine.due_at is not None and at > mine.due_at
    return mine.due_at if mine is not None and over else None


def refuse_lead(
    complaint: Complaint, hop: Transfer, code: str, reason: str, by: Actor, at: datetime
) -> None:
    """Let the receiver decline; the sender is lead as before."""
    theirs = _offered(complaint, hop)
    if theirs is not None:
        theirs.reason_code = code
        end(theirs, PartState.REFUSED, by, at, reason=reason)


def take_lead(
    complaint: Complaint, superior: Organisation, reason: str, by: Actor, at: datetime
) -> None:
    """Make a superior lead at once: whoever had the case keeps sight of it."""
    mine = lead(complaint)
    _keep_sight(mine)
    end(mine, PartState.ENDED, by, at, reason=reason)
    Assignment.objects.create(
        complaint=complaint,
        organisation=superior,
        giver=mine.organisation,
        part=Part.LEAD,
        task=Task.HANDLE,
        state=PartState.SIGNED,
        wording=reason,
        offered_at=at,
        offered_by=by.label,
        signed_at=at,
        signed_by=by.label,
    )


def sign(part: Assignment, by: Actor, at: datetime) -> None:
    """Write down that an organisation took its part, in time or late."""
    part.state, part.signed_at, part.signed_by = PartState.SIGNED, at, by.label
    part.late = part.due_at is not None and at > part.due_at
    part.save(update_fields=["state", "signed_at", "signed_by", "late"])


def end(part: Assignment, state: PartState, by: Actor, at: datetime, *, reason: str = "") -> None:
    """End a part; a late end counts as late where its own limit ran."""
    was_due = part.due_at is not None and part.due_key != "transfer.return"
    part.late = part.late or (was_due and part.due_at is not None and at > part.due_at)
    part.state, part.ended_at, part.ended_by = state, at, by.label
    part.watch_at = None
    part.reason = reason or part.reason
    part.save(
        update_fields=[
            "state", "ended_at", "ended_by", "late", "watch_at", "reason", "reason_code",
        ]
    )  # fmt: skip


def follow(complaint: Complaint, move: str, by: Actor, at: datetime) -> None:
    """Let the parts follow a move of the case: who accepted, and what is over with it."""
    if move == "accept":
        mine = complaint.assignments.filter(part=Part.LEAD, state=PartState.SIGNED)
        mine.filter(accepted_at=None).update(accepted_at=at)
    if complaint.stage in OVER:
        complaint.assignments.filter(state__in=LIVE).update(
            state=PartState.ENDED, ended_at=at, ended_by=by.label, watch_at=None
        )


def _keep_sight(part: Assignment) -> None:
    """Let an organisation see the case when it lies elsewhere."""
    part.sight = True
    part.save(update_fields=["sight"])


def _offered(complaint: Complaint, hop: Transfer) -> Assignment | None:
    return complaint.assignments.filter(transfer=hop, state=PartState.OFFERED).first()
