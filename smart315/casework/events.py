"""What partners are told by webhook: which event follows which record, and what it says.

An event says which complaint it is and where it stands, never what is in it: the content is read
through the interface, on record.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from smart315.casework.kinds import Kind
from smart315.casework.models import Complaint
from smart315.messaging.webhooks import actions as webhooks
from smart315.partners.states import owner_of


class EventType(StrEnum):
    """Every event that an endpoint may be told of."""

    RECEIVED = "complaint.received"
    OPENED = "complaint.opened"
    ANSWERED = "complaint.answered"
    UPDATED = "complaint.updated"
    OFFER_TAKEN = "offer.taken"
    OFFER_DECLINED = "offer.declined"
    FALLEN_BACK = "complaint.fallen_back"
    PLEDGE_MISSED = "pledge.missed"
    WITHDRAWN = "complaint.withdrawn"
    PERFORMANCE_CLAIMED = "performance.claimed"
    PERFORMANCE_CONFIRMED = "performance.confirmed"
    PERFORMANCE_DISPUTED = "performance.disputed"
    PERFORMANCE_OVERDUE = "performance.overdue"
    CLOSED = "complaint.closed"


LABELS = {
    EventType.RECEIVED: _("收到投诉"),
    EventType.OPENED: _("投诉已打开"),
    EventType.ANSWERED: _("已作答复"),
    EventType.UPDATED: _("投诉有变化"),
    EventType.OFFER_TAKEN: _("消费者接受方案"),
    EventType.OFFER_DECLINED: _("消费者没有接受方案"),
    EventType.FALLEN_BACK: _("转入消协处理"),
    EventType.PLEDGE_MISSED: _("没有兑现承诺时限"),
    EventType.WITHDRAWN: _("消费者撤回投诉"),
    EventType.PERFORMANCE_CLAIMED: _("已提交履行情况"),
    EventType.PERFORMANCE_CONFIRMED: _("确认已履行"),
    EventType.PERFORMANCE_DISPUTED: _("消费者称没有履行"),
    EventType.PERFORMANCE_OVERDUE: _("逾期未履行"),
    EventType.CLOSED: _("投诉办结"),
}

FOLLOWS = {
    Kind.SENT_TO_BUSINESS: EventType.RECEIVED,
    Kind.BUSINESS_INVITED: EventType.RECEIVED,
    Kind.OPENED_BY_BUSINESS: EventType.OPENED,
    Kind.ANSWERED: EventType.ANSWERED,
    Kind.SETTLED: EventType.OFFER_TAKEN,
    Kind.OFFER_DECLINED: EventType.OFFER_DECLINED,
    Kind.FELL_BACK: EventType.FALLEN_BACK,
    Kind.PLEDGE_MISSED: EventType.PLEDGE_MISSED,
    Kind.WITHDRAWN: EventType.WITHDRAWN,
    Kind.PERFORMANCE_CLAIMED: EventType.PERFORMANCE_CLAIMED,
    Kind.PERFORMANCE_VERIFIED: EventType.PERFORMANCE_CONFIRMED,
    Kind.PERFORMANCE_DISPUTED: EventType.PERFORMANCE_DISPUTED,
    Kind.DEFAULTED: EventType.PERFORMANCE_OVERDUE,
    Kind.CLOSED: EventType.CLOSED,
    **dict.fromkeys(
        (
            Kind.ACCEPTED,
            Kind.MEDIATION_STARTED,
            Kind.SUSPENDED,
            Kind.RESUMED,
            Kind.AGREED,
            Kind.TERMINATED,
            Kind.TRANSFERRED,
            Kind.REOPENED,
            Kind.CORRECTED,
        ),
        EventType.UPDATED,
    ),
}


def follow(kind: Kind, complaint: Complaint, *, at: datetime) -> None:
    """Owe the event that follows the record, if one does."""
    if kind in FOLLOWS:
        tell(FOLLOWS[kind], complaint, at=at)


def tell(event: EventType, complaint: Complaint, *, at: datetime) -> None:
    """Owe an event to the business and the platform that may read the complaint."""
    # Whoever was told of a complaint is also told that it is theirs no more.
    if not complaint.business_may_read and event is not EventType.FALLEN_BACK:
        return
    concerned = {complaint.business_id, complaint.covered_by_id} - {None}
    webhooks.owe_event(
        owners=[owner_of(each, sandbox=complaint.sandbox) for each in concerned if each],
        kind=event,
        subject=complaint.stream,
        data=_data(complaint),
        at=at,
    )


def _data(complaint: Complaint) -> Mapping[str, Any]:
    due = complaint.next_due_at
    return {
        "complaint": {
            "id": complaint.pk,
            "number": complaint.number or "",
            "business_id": complaint.business_id,
            "platform_id": complaint.covered_by_id,
            "stage": complaint.stage,
            "due_at": due.isoformat() if due else None,
            "due_key": complaint.next_due_key,
            "sandbox": complaint.sandbox,
        }
    }
