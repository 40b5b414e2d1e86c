"""Hand a complaint on; sign for it or send it back (T10, T11)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor
from smart315.accounts.levels import Level
from smart315.casework.actions import moving
from smart315.casework.actions.moving import Step
from smart315.casework.actions.proposing import Arguments, through
from smart315.casework.codes import Audience
from smart315.casework.deadlines import REFERRED
from smart315.casework.models import Complaint, Transfer
from smart315.casework.models.routing import TransferState
from smart315.kernel.verdicts import Refused


def transfer(
    *,
    complaint_id: int,
    reason: str,
    by: Actor,
    at: datetime,
    receiver_id: int | None = None,
    outside: str = "",
    consent: bool = False,
) -> Complaint:
    """Hand a complaint on, inside the network or out to a department (T10). Raises Refused."""
    arguments = {
        "reason": reason.strip(),
        "receiver_id": receiver_id,
        "outside": outside.strip(),
        "consent": consent,
    }
    return through(
        "transfer", complaint_id, arguments, by=by, at=at, check=check_transfer, perform=do_transfer
    )


def check_transfer(complaint: Complaint, arguments: Arguments, at: datetime) -> None:
    """Raise Refused without one target, a reason, or the consent that leaving the network needs."""
    del at
    inside, outside = arguments["receiver_id"] is not None, bool(arguments["outside"])
    if inside == outside:
        raise Refused(_("请选择一个接收单位：消协组织，或者外部单位。"), field="receiver")
    if not arguments["reason"]:
        raise Refused(_("请写明转办的理由。"), field="reason")
    if inside:
        _receiver(complaint, arguments["receiver_id"])
    if outside and not arguments["consent"]:
        # 个人信息保护法 §23
        raise Refused(_("移送外部单位须取得投诉人同意提供其个人信息。"), field="consent")


def do_transfer(complaint: Complaint, arguments: Arguments, by: Actor, at: datetime) -> Complaint:
    """Hand on, once approved or where no approval is wanted."""
    sender = complaint.organisation
    inside = arguments["receiver_id"] is not None
    receiver = _receiver(complaint, arguments["receiver_id"]) if inside else None
    Transfer.objects.create(
        complaint=complaint,
        sender=sender,
        receiver=receiver,
        outside=arguments["outside"],
        reason=arguments["reason"],
        consent=arguments["consent"],
        sent_at=at,
        sent_by=by.label,
        state=TransferState.SENT if inside else TransferState.OUTSIDE,
    )
    if receiver is not None:
        complaint.organisation, complaint.transferred_from = receiver, sender
        complaint.officer = None
    target = receiver.name if receiver else arguments["outside"]
    note = _("转至%(target)s：%(reason)s") % {"target": target, "reason": arguments["reason"]}
    step = Step(
        ("organisation", "transferred_from", "officer"),
        note=note,
        data={"from": sender.pk, "to": receiver.pk if receiver else None},
        effect=None if inside else REFERRED,
    )
    return moving.made("transfer", complaint, by=by, at=at, step=step)


@transaction.atomic
def sign_for(*, complaint_id: int, by: Actor, at: datetime) -> Complaint:
    """Take over what another organisation handed on."""
    complaint = moving.asked("sign_for", complaint_id, by)
    _answered(complaint, TransferState.SIGNED, by, at, "")
    step = Step(note=complaint.organisation.name)
    return moving.made("sign_for", complaint, by=by, at=at, step=step)


@transaction.atomic
def return_transfer(*, complaint_id: int, reason: str, by: Actor, at: datetime) -> Complaint:
    """Send back what another organisation handed on, with a reason (T11). Raises Refused."""
    complaint = moving.asked("return_transfer", complaint_id, by)
    if not reason.strip():
        raise Refused(_("请写明退回的理由。"), field="reason")
    hop = _answered(complaint, TransferState.RETURNED, by, at, reason.strip())
    complaint.organisation = hop.sender
    complaint.transferred_from = _sender_before(complaint)
    step = Step(
        ("organisation", "transferred_from"), note=reason.strip(), audience=Audience.INTERNAL
    )
    return moving.made("return_transfer", complaint, by=by, at=at, step=step)


def _receiver(complaint: Complaint, receiver_id: int) -> accounts.Organisation:
    found = accounts.organisations(frozenset({receiver_id})).get(receiver_id)
    if found is None or not found.active:
        raise Refused(_("没有这个接收单位，或者它已停用。"), field="receiver")
    if found.pk == complaint.organisation_id:
        raise Refused(_("不能转给本单位。"), field="receiver")
    if found.level == Level.PARTNER:
        # It would decide by other rules than these stages: the case leaves the network.
        raise Refused(_("行政部门不在消协组织之内，请作为外部单位移送。"), field="receiver")
    if found.level == Level.STATION:
        raise Refused(_("维权服务站只代为登记，不能接收转办。"), field="receiver")
    return found


def _answered(
    complaint: Complaint, state: TransferState, by: Actor, at: datetime, text: str
) -> Transfer:
    hop = complaint.transfers.select_related("sender").get(state=TransferState.SENT)
    hop.state, hop.answered_at, hop.answered_by, hop.answer = state, at, by.label, text
    hop.save(update_fields=["state", "answered_at", "answered_by", "answer"])
    return hop


def _sender_before(complaint: Complaint) -> accounts.Organisation | None:
    """Return who had handed the case to its present organisation, if anybody."""
    hops = complaint.transfers.filter(
        state=TransferState.SIGNED, receiver_id=complaint.organisation_id
    )
    last = hops.select_related("sender").order_by("-pk").first()
    return last.sender if last else None
