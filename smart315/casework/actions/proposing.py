"""Moves that need a second pair of eyes: perform them, or propose them to an approver."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.casework import clocks, notices
from smart315.casework.actions import moving
from smart315.casework.kinds import Kind
from smart315.casework.models import Approval, Complaint
from smart315.kernel.verdicts import Refused


Arguments = Mapping[str, Any]
Check = Callable[[Complaint, Arguments, datetime], None]
Perform = Callable[[Complaint, Arguments, Actor, datetime], Complaint]


@transaction.atomic
def through(
    move: str,
    complaint_id: int,
    arguments: Arguments,
    *,
    by: Actor,
    at: datetime,
    check: Check,
    perform: Perform,
) -> Complaint:
    """Perform a move, or write a proposal when the register wants another person's approval.

    Raises Refused when the actor may not, an argument is wrong, or a proposal waits already.
    """
    complaint = moving.asked(move, complaint_id, by)
    check(complaint, arguments, at)
    if not _needs_approval(move, complaint):
        return perform(complaint, arguments, by, at)
    if by.user_id is None:
        raise Refused(_("该事项须由工作人员提出并经审批。"))
    if complaint.pending_approval:
        raise Refused(_("该投诉已有事项等待审批，请先等待审批结果。"))
    Approval.objects.create(
        complaint=complaint,
        organisation=complaint.organisation,
        move=move,
        arguments=dict(arguments),
        proposed_by_id=by.user_id,
        proposed_at=at,
    )
    moving.record(Kind.APPROVAL_PROPOSED, complaint, by=by, at=at, data={"move": move})
    notices.tell(complaint, (notices.PROPOSED,), at=at)
    return complaint


def _needs_approval(move: str, complaint: Complaint) -> bool:
    rules = clocks.rulebook(complaint)
    return move in rules.snapshot.value("approval.moves", rules.received_on)
