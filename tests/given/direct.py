"""The direct channel at work: what 赵磊 answers, what 周颖 takes, says and corrects."""

from datetime import datetime, timedelta
from typing import Any

from smart315.businesses.models import Business
from smart315.casework import actions
from smart315.casework.codes import AnswerCode
from smart315.casework.models import Complaint
from smart315.casework.states import Stage
from smart315.messaging.models import Outgoing
from tests.given import NOON, businesses
from tests.given.casework import a_complaint, an_offer, reloaded, zhao_lei, zhou_ying


HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OTHER = "西宁昆仑家电有限公司"


def direct(**changes: Any) -> Complaint:
    """A complaint that went straight to the shop."""
    return a_complaint(Stage.NEGOTIATING, **changes)


def answered(
    complaint: Complaint, code: AnswerCode = AnswerCode.WRONG_BUSINESS, *, at: datetime = NOON
) -> None:
    """Let the shop answer without an offer: by default that it is not the one."""
    actions.open_by_business(complaint_id=complaint.pk, by=zhao_lei(), at=at)
    actions.answer(
        complaint_id=complaint.pk,
        code=code,
        amount_fen=None,
        promised_on=None,
        text="这不是本店卖的。",
        by=zhao_lei(),
        at=at,
    )


def settled(*, at: datetime = NOON) -> Complaint:
    """A complaint whose offer was taken at once."""
    complaint = direct(at=at)
    offer = an_offer(complaint, at=at)
    actions.take_offer(
        complaint_id=complaint.pk, answer_id=offer.pk, by=zhou_ying(complaint), at=at
    )
    return reloaded(complaint)


def said(
    complaint: Complaint, *, kept: bool, at: datetime = NOON + 7 * DAY, partly: bool = False
) -> object:
    """What the consumer says on the day of the promise."""
    return actions.confirm_performance(
        complaint_id=complaint.pk, kept=kept, partly=partly, by=zhou_ying(complaint), at=at
    )


def another_shop(*, joined: bool = True) -> Business:
    """The shop that was really meant; one that has joined is answered for by 马兰."""
    shop = businesses.a_business(OTHER, region="630102", joined=joined)
    if joined:
        businesses.a_member(shop, "malan", "马兰")
    return shop


def renamed(
    complaint: Complaint,
    shop: Business | None = None,
    *,
    at: datetime = NOON + HOUR,
    wants_direct: bool = True,
) -> object:
    """The consumer names the other business."""
    return actions.reattribute(
        complaint_id=complaint.pk,
        respondent_name=OTHER,
        business_id=shop.pk if shop else None,
        wants_direct=wants_direct,
        by=zhou_ying(complaint),
        at=at,
    )


def told(template: str) -> int:
    """How many messages of the kind are or were owed."""
    return Outgoing.objects.filter(template=template).count()
