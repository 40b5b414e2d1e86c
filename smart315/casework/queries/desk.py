"""What waits on the desk beside the list: proposals and hand-offs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor, Permission
from smart315.casework.codes import Outcome, RejectReason, TerminationReason
from smart315.casework.models import Approval, Clock, Transfer
from smart315.casework.models.clock import ClockState
from smart315.casework.models.history import ApprovalState
from smart315.casework.models.routing import TransferState
from smart315.casework.states import MOVE_LABELS
from smart315.kernel.money import with_unit


SHOWN = 100


@dataclass(frozen=True)
class ApprovalView:
    """A proposal as its approver sees it."""

    id: int
    complaint_id: int
    number: str
    title: str
    move: str
    move_label: str
    arguments: list[tuple[str, str]]
    proposed_by: str
    proposed_at: datetime
    mine: bool


@dataclass(frozen=True)
class TransferView:
    """A hand-off as either side sees it."""

    id: int
    complaint_id: int
    number: str
    title: str
    sender: str
    receiver: str
    reason: str
    sent_at: datetime
    due_at: datetime | None
    state: TransferState
    state_label: str
    answer: str


def approvals(actor: Actor) -> list[ApprovalView]:
    """Return the proposals that wait where the actor approves, the oldest first."""
    places = [each for each in actor.held if actor.may(Permission.APPROVE, within=each)]
    waiting = Approval.objects.filter(organisation__in=places, state=ApprovalState.PENDING)
    found = waiting.select_related("complaint", "proposed_by").order_by("proposed_at", "pk")[:SHOWN]
    return [_view(each, actor) for each in found]


def arguments_in_words(approval: Approval) -> list[tuple[str, str]]:
    """Return what is proposed, as (label, value) to show."""
    return [
        (_(label), words(value))
        for name, (label, words) in ARGUMENTS.items()
        if (value := approval.arguments.get(name)) not in {None, "", False}
    ]


def transfers(actor: Actor, direction: Literal["in", "out"]) -> list[TransferView]:
    """Return what waits for the actor's signature, or what the actor's organisations handed on."""
    places = [each for each in actor.held if _hands_on(actor, each)]
    if direction == "in":
        found = Transfer.objects.filter(receiver__in=places, state=TransferState.SENT)
        order = ("sent_at", "pk")
    else:
        found = Transfer.objects.filter(sender__in=places)
        order = ("-sent_at", "-pk")
    hops = list(found.select_related("complaint", "sender", "receiver").order_by(*order)[:SHOWN])
    clocks = Clock.objects.filter(
        complaint__in=[each.complaint_id for each in hops],
        key="transfer.sign",
        state=ClockState.RUNNING,
    )
    due = dict(clocks.values_list("complaint_id", "due_at"))
    return [_hop(each, due.get(each.complaint_id)) for each in hops]


def _hands_on(actor: Actor, place: int) -> bool:
    """Tell whether the actor reads hand-offs here: as a reader, or as one who signs for them."""
    rights = (Permission.READ_COMPLAINT, Permission.SIGN_FOR_TRANSFER)
    return any(actor.may(right, within=place) for right in rights)


def _view(approval: Approval, actor: Actor) -> ApprovalView:
    return ApprovalView(
        id=approval.pk,
        complaint_id=approval.complaint_id,
        number=approval.complaint.number or "",
        title=approval.complaint.title,
        move=approval.move,
        move_label=str(MOVE_LABELS[approval.move]),
        arguments=arguments_in_words(approval),
        proposed_by=str(approval.proposed_by),
        proposed_at=approval.proposed_at,
        mine=approval.proposed_by_id == actor.user_id,
    )


def _hop(hop: Transfer, due_at: datetime | None) -> TransferView:
    waiting = hop.state == TransferState.SENT
    return TransferView(
        id=hop.pk,
        complaint_id=hop.complaint_id,
        number=hop.complaint.number or "",
        title=hop.complaint.title,
        sender=hop.sender.name,
        receiver=hop.receiver.name if hop.receiver else hop.outside,
        reason=hop.reason,
        sent_at=hop.sent_at,
        due_at=due_at if waiting else None,
        state=TransferState(hop.state),
        state_label=str(TransferState(hop.state).label),
        answer=hop.answer,
    )


def _code(value: Any) -> str:
    for codes in (RejectReason, TerminationReason):
        if value in codes.values:
            return f"{value} {codes(value).label}"
    return str(value)


def _organisation(value: Any) -> str:
    found = accounts.organisations(frozenset({value})).get(value)
    return found.name if found else str(value)


ARGUMENTS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "code": ("理由", _code),
    "outcome": ("结案方式", lambda value: str(Outcome(value).label)),
    "receiver_id": ("接收单位", _organisation),
    "outside": ("外部单位", str),
    "partner_id": ("协作单位", _organisation),
    "consent": ("投诉人同意", lambda _value: _("是")),
    "recovered_fen": ("挽回损失", with_unit),
    "extra_compensation_fen": ("其中加倍赔偿", with_unit),
    "reason": ("说明", str),
    "note": ("备注", str),
}
