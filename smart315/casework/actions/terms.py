"""The two limits with an act of their own: one more month by consent, and telling of an ending."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor, Permission
from smart315.casework import clocks, rights
from smart315.casework.actions import moving
from smart315.casework.codes import Side
from smart315.casework.deadlines import Effect
from smart315.casework.kinds import Kind
from smart315.casework.models import Complaint, Extension, Served
from smart315.casework.models.clock import ClockState
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


EXTENDABLE = frozenset({Stage.ACCEPTED, Stage.INVESTIGATING, Stage.MEDIATING})


@transaction.atomic
def extend_mediation(
    *, complaint_id: int, evidence_id: int | None, by: Actor, at: datetime
) -> Extension:
    """Lengthen the limit once, by what the rule says, with the written consent of both.

    Never where a department delegated the mediation (总局令121号 §23: 60 days).
    """
    complaint = moving.locked(complaint_id)
    rights.may_mediate(by, complaint).require()
    if complaint.stage not in EXTENDABLE:
        raise Refused(_("现在不能延长调解期限。"))
    if complaint.delegated_by_samr:
        raise Refused(_("受市场监管部门委托调解的，期限不得延长。"))
    if Extension.objects.filter(complaint=complaint).exists():
        raise Refused(_("调解期限只能延长一次，这件投诉已经延长过。"))
    letter = complaint.evidence.filter(pk=evidence_id or 0).first()
    if letter is None:
        raise Refused(_("请上传双方签名的同意延长书。"), field="letter")
    clock = complaint.clocks.filter(key="mediation.limit", state=ClockState.RUNNING).first()
    if clock is None or clock.due_at < at:
        raise Refused(_("调解期限已经届满或者没有在计算，不能延长。"))
    days = clocks.lengthen(clock, "mediation.extend", complaint)
    clocks.set_next_due(complaint, complaint.clocks.filter(state__in=clocks.WORKING))
    complaint.save(update_fields=["next_due_at", "next_due_key"])
    row = Extension.objects.create(
        complaint=complaint, letter=letter, days=days, at=at, by=by.label
    )
    note = _("经双方书面同意，调解期限延长%(days)s日。") % {"days": days}
    moving.enter(complaint, by=by, at=at, note=note)
    moving.record(Kind.MEDIATION_EXTENDED, complaint, by=by, at=at, data={"days": days})
    return row


@transaction.atomic
def notify_termination(
    *,
    complaint_id: int,
    consumer_how: str,
    business_how: str,
    on: date,
    by: Actor,
    at: datetime,
) -> Complaint:
    """Note how and when both were told that mediation ended (总局令121号 §23)."""
    complaint = moving.locked(complaint_id)
    if not by.may(Permission.TERMINATE_MEDIATION, within=complaint.organisation_id):
        raise Refused(_("您无权登记这件投诉的送达。"))
    if not complaint.clocks.filter(key="terminate.notify", state__in=clocks.WORKING).exists():
        raise Refused(_("这件投诉没有等待告知的终止决定。"))
    told = (
        (Side.CONSUMER, "consumer_how", consumer_how),
        (Side.BUSINESS, "business_how", business_how),
    )
    for _side, name, how in told:
        if not how.strip():
            raise Refused(_("请写明怎样告知的，例如当面送达、邮寄、短信。"), field=name)
    if on > local_day(at, get_default_timezone()):
        raise Refused(_("告知的日期不能晚于今天。"), field="on")
    Served.objects.bulk_create(
        Served(complaint=complaint, code="D09", side=side, how=how.strip()[:80], on=on,
                 recorded_at=at, recorded_by=by.label)
        for side, _name, how in told
    )  # fmt: skip
    clocks.act(complaint, Effect(stops=("terminate.notify",)), at=at, reason="told")
    complaint.save(update_fields=["next_due_at", "next_due_key"])
    moving.enter(complaint, by=by, at=at, note=_("终止调解的决定已告知双方。"))
    moving.record(Kind.TERMINATION_TOLD, complaint, by=by, at=at, data={"on": f"{on:%Y-%m-%d}"})
    return complaint
