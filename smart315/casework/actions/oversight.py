"""Keep the supervisions of a case in step with it; for the other actions of this room."""

from datetime import datetime

from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.casework import clocks
from smart315.casework.actions import parts
from smart315.casework.kinds import Kind
from smart315.casework.models import Complaint, Supervision
from smart315.casework.parts import WATCHED, Part, PartState, SupervisionLevel, SupervisionState


def settle(complaint: Complaint, by: Actor, at: datetime) -> None:
    """End what a move of the case has made needless.

    A reminder of a missed limit is over when that limit is; everything is over with the case.
    """
    for order in complaint.supervisions.filter(state__in=WATCHED).select_related("clock"):
        stopped = order.clock is not None and order.clock.state not in clocks.WORKING
        if complaint.stage in parts.OVER or (order.by_itself and stopped):
            order.complaint = complaint
            end(order, SupervisionState.CLOSED, _("事项已办理。"), by, at)
            record(order, Kind.SUPERVISION_CLOSED, by, at)


def end(order: Supervision, state: SupervisionState, remark: str, by: Actor, at: datetime) -> None:
    """End a supervision, and with it the superior's part in the case."""
    order.state, order.remark, order.watch_at = state, remark, None
    order.ended_at, order.ended_by = at, by.label
    order.save(update_fields=["state", "remark", "watch_at", "ended_at", "ended_by"])
    mine = order.complaint.assignments.filter(
        organisation=order.superior_id, part=Part.SUPERVISE, state=PartState.SIGNED
    )
    for part in mine:
        parts.end(part, PartState.ENDED, by, at)
    mark(order.complaint)


def mark(complaint: Complaint) -> None:
    """Let the flag of the case say whether an order stands."""
    orders = complaint.supervisions.filter(state__in=WATCHED, level=SupervisionLevel.ORDER)
    complaint.supervised = orders.exists()
    complaint.save(update_fields=["supervised"])


def record(order: Supervision, kind: Kind, by: Actor, at: datetime) -> None:
    """Record an event of a supervision; nothing personal."""
    data = {
        "supervision": order.pk,
        "level": str(order.level),
        "superior": order.superior_id,
        "unit": order.unit_id,
    }
    audit.record(kind=kind, stream=order.complaint.stream, actor=by.name, at=at, data=data)
