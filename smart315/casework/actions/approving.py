"""Approve or refuse what another officer proposed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor
from smart315.casework import policies
from smart315.casework.actions import closing, deciding, mediation, moving, routing
from smart315.casework.actions.proposing import Check, Perform
from smart315.casework.codes import Audience
from smart315.casework.kinds import Kind
from smart315.casework.models import Approval, Complaint
from smart315.casework.models.history import ApprovalState
from smart315.casework.states import MOVE_LABELS
from smart315.kernel.verdicts import Refused


# Every move that the register may put under approval: how it is checked and performed.
MOVES: dict[str, tuple[Check, Perform]] = {
    "reject": (deciding.check_reject, deciding.do_reject),
    "transfer": (routing.check_transfer, routing.do_transfer),
    "terminate": (mediation.check_terminate, mediation.do_terminate),
    "close": (closing.check_close, closing.do_close),
}


@transaction.atomic
def approve(*, approval_id: int, by: Actor, at: datetime, remark: str = "") -> Complaint:
    """Let a proposed move happen, in the proposer's name. Raises Refused when it cannot."""
    approval, complaint = _pending(approval_id, by)
    proposer = accounts.actor_of(accounts.user(approval.proposed_by_id))
    check, perform = MOVES[approval.move]
    policies.may(approval.move, proposer, complaint).require()
    check(complaint, approval.arguments, at)
    _decide(approval, ApprovalState.APPROVED, by, at, remark)
    moving.record(Kind.APPROVAL_GRANTED, complaint, by=by, at=at, data={"move": approval.move})
    moving.enter(
        complaint,
        by=by,
        at=at,
        audience=Audience.INTERNAL,
        note=_("同意：%(move)s。%(remark)s") % _words(approval, remark),
    )
    return perform(complaint, approval.arguments, proposer, at)


@transaction.atomic
def refuse(*, approval_id: int, remark: str, by: Actor, at: datetime) -> Complaint:
    """Refuse a proposed move, saying why. Raises Refused."""
    approval, complaint = _pending(approval_id, by)
    if not remark.strip():
        raise Refused(_("请写明不同意的理由。"), field="remark")
    _decide(approval, ApprovalState.REFUSED, by, at, remark)
    moving.record(Kind.APPROVAL_REFUSED, complaint, by=by, at=at, data={"move": approval.move})
    moving.enter(
        complaint,
        by=by,
        at=at,
        audience=Audience.INTERNAL,
        note=_("不同意：%(move)s。%(remark)s") % _words(approval, remark),
    )
    return complaint


def _pending(approval_id: int, by: Actor) -> tuple[Approval, Complaint]:
    approval = Approval.objects.filter(pk=approval_id).first()
    if approval is None:
        raise Refused(_("没有这个审批事项。"))
    # The complaint first, as everywhere: two locks in two orders would wait for each other.
    complaint = moving.locked(approval.complaint_id)
    approval.refresh_from_db()
    policies.may_approve(by, complaint, proposed_by=approval.proposed_by_id).require()
    if approval.state != ApprovalState.PENDING:
        raise Refused(
            _("该事项已处理（%(state)s）。") % {"state": ApprovalState(approval.state).label}
        )
    return approval, complaint


def _decide(approval: Approval, state: ApprovalState, by: Actor, at: datetime, remark: str) -> None:
    approval.state, approval.decided_by_id, approval.decided_at = state, by.user_id, at
    approval.remark = remark.strip()
    approval.save(update_fields=["state", "decided_by", "decided_at", "remark"])


def _words(approval: Approval, remark: str) -> dict[str, object]:
    return {"move": MOVE_LABELS[approval.move], "remark": remark.strip()}
