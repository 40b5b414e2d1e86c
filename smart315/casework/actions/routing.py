"""Hand a complaint on; sign for it or send it back (T10, T11)."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import SYSTEM, Actor
from smart315.accounts.levels import Level
from smart315.casework.actions import moving, parts, referring
from smart315.casework.actions.moving import Step
from smart315.casework.actions.proposing import Arguments, through
from smart315.casework.codes import Audience
from smart315.casework.deadlines import CAME_BACK, REFERRED
from smart315.casework.models import Complaint, Transfer
from smart315.casework.models.routing import TransferState
from smart315.casework.parts import RefusalReason
from smart315.kernel.verdicts import Refused


def transfer(
    *,
    complaint_id: int,
    reason: str,
    by: Actor,
    at: datetime,
    receiver_id: int | None = None,
    outside: str = "",
    partner_id: int | None = None,
    consent: bool = False,
) -> Complaint:
    """Hand a complaint on (T10), inside the network or out of it. Raises Refused.

    Out of the network goes to a partner with an account here, or to a body that is only named.
    """
    arguments = {
        "partner_id": partner_id,
        "reason": reason.strip(),
        "receiver_id": receiver_id,
        "outside": outside.strip(),
        "consent": consent,
    }
    return through(
        "transfer", complaint_id, arguments, by=by, at=at, check=_check_asked, perform=do_transfer
    )


def _check_asked(complaint: Complaint, arguments: Arguments, at: datetime) -> None:
    """Check what is asked for; what was asked in time may be approved later."""
    check_transfer(complaint, arguments, at)
    over = parts.return_over(complaint, arguments["receiver_id"], at)
    if over is not None:
        # Handbook T11: within `transfer.return`.
        message = _(
            "签收后退回的期限（%(day)s）已过，请继续办理；确有困难的，请提请上级督办，或者由上级提级办理。"
        )
        raise Refused(message % {"day": f"{localtime(over):%Y-%m-%d}"}, field="receiver")


def check_transfer(complaint: Complaint, arguments: Arguments, at: datetime) -> None:
    """Raise Refused without one target, a reason, or the consent that leaving the network needs."""
    del at
    inside, partner = arguments["receiver_id"] is not None, arguments.get("partner_id")
    outside = bool(arguments["outside"]) or partner is not None
    if inside == outside or (partner is not None and arguments["outside"]):
        raise Refused(_("请选择一个接收单位：消协组织，或者外部单位。"), field="receiver")
    if not arguments["reason"]:
        raise Refused(_("请写明转办的理由。"), field="reason")
    if inside:
        _receiver(complaint, arguments["receiver_id"])
    if partner is not None:
        referring.partner(partner)
    if outside and not arguments["consent"]:
        # 个人信息保护法 §23
        raise Refused(_("移送外部单位须取得投诉人同意提供其个人信息。"), field="consent")


def do_transfer(complaint: Complaint, arguments: Arguments, by: Actor, at: datetime) -> Complaint:
    """Hand on, once approved or where no approval is wanted."""
    if arguments["receiver_id"] is None:
        return _refer(complaint, arguments, by, at)
    sender, receiver = complaint.organisation, _receiver(complaint, arguments["receiver_id"])
    hop = Transfer.objects.create(
        complaint=complaint,
        sender=sender,
        receiver=receiver,
        reason=arguments["reason"],
        sent_at=at,
        sent_by=by.label,
        state=TransferState.SENT,
    )
    late = parts.offer_lead(complaint, hop, by, at)
    complaint.organisation, complaint.transferred_from = receiver, sender
    complaint.officer = None
    step = Step(
        ("organisation", "transferred_from", "officer"),
        note=_towards(receiver.name, arguments["reason"]),
        data={"from": sender.pk, "to": receiver.pk, "late": late},
    )
    return moving.made("transfer", complaint, by=by, at=at, step=step)


def _refer(complaint: Complaint, arguments: Arguments, by: Actor, at: datetime) -> Complaint:
    """Hand out of the network; the association that did so stays responsible for the case."""
    given = arguments.get("partner_id")
    partner = referring.partner(given) if given is not None else None
    outside = partner.name[:80] if partner else arguments["outside"]
    hop = Transfer.objects.create(
        complaint=complaint,
        sender=complaint.organisation,
        outside=outside,
        partner=partner,
        reason=arguments["reason"],
        consent=arguments["consent"],
        sent_at=at,
        sent_by=by.label,
        state=TransferState.OUTSIDE,
    )
    step = Step(
        note=_towards(outside, arguments["reason"]),
        data={"from": complaint.organisation_id, "to": None, "partner": given},
        effect=REFERRED,
    )
    made = moving.made("transfer", complaint, by=by, at=at, step=step)
    if partner is not None:
        referring.offer(complaint, hop, by, at)
    return made


def _towards(target: str, reason: str) -> str:
    return _("转至%(target)s：%(reason)s") % {"target": target, "reason": reason}


@transaction.atomic
def sign_for(*, complaint_id: int, by: Actor, at: datetime) -> Complaint:
    """Take over what another organisation handed on."""
    complaint = moving.asked("sign_for", complaint_id, by)
    hop = _answered(complaint, TransferState.SIGNED, by, at, "")
    parts.sign_lead(complaint, hop, by, at)
    step = Step(note=complaint.organisation.name)
    return moving.made("sign_for", complaint, by=by, at=at, step=step)


@transaction.atomic
def return_transfer(
    *,
    complaint_id: int,
    reason: str,
    by: Actor,
    at: datetime,
    code: RefusalReason | str = RefusalReason.OTHER,
) -> Complaint:
    """Send back what another organisation handed on (T11), with a code and a reason.

    From outside the network it is written down by the association that had referred the case, and
    the case goes on there. Raises Refused.
    """
    complaint = moving.asked("return_transfer", complaint_id, by)
    if code not in RefusalReason.values:
        raise Refused(_("请选择退回的原因。"), field="code")
    if not reason.strip():
        raise Refused(_("请写明退回的理由。"), field="reason")
    if referring.is_outside(complaint):
        return came_back(complaint, str(code), reason.strip(), by, at)
    hop = _answered(complaint, TransferState.RETURNED, by, at, reason.strip())
    parts.refuse_lead(complaint, hop, str(code), reason.strip(), by, at)
    return _home(complaint, hop, str(code), reason, by, at)


def come_back(complaint: Complaint, at: datetime) -> Complaint:
    """Let a case that nobody signed for go back to its sender, by the clock alone (T11)."""
    reason = _("%(receiver)s没有在期限内签收，也没有退回，自动退回转出单位。") % {
        "receiver": complaint.organisation.name
    }
    hop = _answered(complaint, TransferState.RETURNED, SYSTEM, at, reason)
    parts.refuse_lead(complaint, hop, RefusalReason.OTHER, reason, SYSTEM, at)
    return _home(complaint, hop, RefusalReason.OTHER, reason, SYSTEM, at)


def _home(
    complaint: Complaint, hop: Transfer, code: str, reason: str, by: Actor, at: datetime
) -> Complaint:
    complaint.organisation = hop.sender
    complaint.transferred_from = _sender_before(complaint)
    step = Step(
        ("organisation", "transferred_from"),
        note=_because(code, reason),
        audience=Audience.INTERNAL,
        data={"code": code},
    )
    return moving.made("return_transfer", complaint, by=by, at=at, step=step)


def came_back(complaint: Complaint, code: str, reason: str, by: Actor, at: datetime) -> Complaint:
    """Let a case go on that a body outside the network did not take or gave back (T11)."""
    referring.close_hop(complaint, TransferState.RETURNED, by, at, reason)
    step = Step(
        note=_because(code, reason),
        audience=Audience.INTERNAL,
        data={"code": code},
        effect=CAME_BACK,
    )
    return moving.made("return_transfer", complaint, by=by, at=at, step=step)


def _because(code: str, reason: str) -> str:
    """Return the code in words before the reason; `other` says nothing of its own."""
    if code == RefusalReason.OTHER:
        return reason.strip()
    return f"{RefusalReason(code).label}。{reason.strip()}"


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
