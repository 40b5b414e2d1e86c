"""Invented complaints for a partner's trial: they behave as real ones and count as none.

A sandbox complaint lies on a side of its own: keys marked for the sandbox read it and nothing
else does; it bears no number of the association, tells nobody, and is in no list or figure.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts import actors, queries as accounts
from smart315.accounts.actors import SYSTEM, Actor
from smart315.audit import actions as audit
from smart315.businesses import queries as businesses
from smart315.casework import clocks, covering
from smart315.casework.actions import closing, moving, negotiation, performance
from smart315.casework.codes import Channel, ClaimKind, PurchaseChannel
from smart315.casework.kinds import OF_MOVE, Kind
from smart315.casework.models import Complaint, Entry, Party
from smart315.casework.models.agreement import AnswerState
from smart315.casework.states import COMPLAINT
from smart315.documents import actions as documents
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


Deed = Literal["take", "decline", "confirm", "dispute", "opt_out", "withdraw"]


@dataclass(frozen=True)
class Story:
    """What an invented consumer complains about."""

    title: str
    facts: str
    item: str
    amount_fen: int


STORIES = (
    Story(
        "羽绒服充绒量与标注不符",
        "收到后送检，充绒量只有标注的一半，要求退货退款。",
        "羽绒服",
        59_900,
    ),
    Story("电热水壶漏电", "第二次使用时外壳带电，商家不同意退货。", "电热水壶", 12_900),
    Story(
        "预售商品一直不发货", "付款三十天没有发货，客服只说再等等，要求退款。", "儿童座椅", 89_900
    ),
    Story("收到的手机不是新机", "激活日期早于购买日期，要求更换新机。", "手机", 239_900),
    Story("退货后迟迟不退款", "商品已经寄回并签收，过了承诺的时间还没有退款。", "运动鞋", 36_900),
)
AMOUNT = "amount_fen"


@transaction.atomic
def file_in_sandbox(*, business_id: int, by: Actor, at: datetime, story: int = 0) -> Complaint:
    """Invent a complaint that has just gone straight to the business. Raises Refused."""
    business = businesses.by_id(business_id)
    if business is None:
        raise Refused(_("没有找到所选的经营者，请重新查找。"))
    told = STORIES[story % len(STORIES)]
    complaint = _invented(told, at)
    complaint.business, complaint.respondent_name = business, business.name[:120]
    covering.cover(complaint, at=at)
    history = []
    for move in ("submit", "settle_first"):
        complaint.advance(move, by=by.label, at=at)
        history.append((move, complaint.stage))
    pending = clocks.pending(
        complaint, [move for move, _ in history], clocks.rulebook(complaint), at
    )
    clocks.set_next_due(complaint, pending)
    complaint.save(force_insert=True)
    complaint.number = f"SANDBOX-{business_id}-{complaint.pk}"
    complaint.save(update_fields=["number"])
    clocks.keep(complaint, pending)
    Party.objects.create(complaint=complaint, name=_("测试用户"))
    _write_down(complaint, history, by, at)
    return complaint


@transaction.atomic
def act_in_sandbox(*, complaint_id: int, deed: Deed, by: Actor, at: datetime) -> Complaint:
    """Do what the invented consumer would do. Raises Refused as for a real one."""
    complaint = moving.locked(complaint_id)
    if not (complaint.sandbox and complaint.concerns(by)):
        raise Refused(_("没有这件投诉，或者您无权查看。"))
    consumer = actors.consumer(complaint.pk)
    match deed:
        case "take" | "decline":
            _decide(complaint, deed, consumer, at)
        case "confirm" | "dispute":
            kept = deed == "confirm"
            performance.confirm_performance(
                complaint_id=complaint.pk, kept=kept, by=consumer, at=at
            )
        case "opt_out":
            negotiation.opt_out(complaint_id=complaint.pk, by=consumer, at=at)
        case _:
            reason = _("测试撤回。")
            closing.withdraw(
                complaint_id=complaint.pk, reason=reason, satisfied=True, by=consumer, at=at
            )
    complaint.refresh_from_db()
    return complaint


@transaction.atomic
def reset_sandbox(*, business_id: int, by: Actor, at: datetime) -> int:
    """Clear the sandbox of a business and invent its complaints anew; return how many."""
    old = Complaint.objects.filter(sandbox=True, business=business_id)
    streams = [each.stream for each in old.only("pk")]
    old.delete()
    for stream in streams:
        documents.discard(stream=stream, by=by.name, at=at)
    for number in range(len(STORIES)):
        file_in_sandbox(business_id=business_id, by=SYSTEM, at=at, story=number)
    data = {"cleared": len(streams), "invented": len(STORIES)}
    audit.record(
        kind=Kind.SANDBOX_CLEARED,
        stream=f"business:{business_id}",
        actor=by.name,
        at=at,
        data=data,
    )
    return len(STORIES)


def _invented(story: Story, at: datetime) -> Complaint:
    bought = local_day(at, get_default_timezone()) - timedelta(days=9)
    return Complaint(
        client_key=uuid.uuid4(),
        channel=Channel.WEB,
        title=story.title,
        facts=story.facts,
        item=story.item,
        amount_fen=story.amount_fen,
        claims=[{"kind": ClaimKind.REFUND.value, AMOUNT: story.amount_fen}],
        order_number=f"TEST{story.amount_fen:08d}",
        purchase_channel=PurchaseChannel.ONLINE,
        purchased_on=bought,
        organisation=accounts.province(),
        wants_direct=True,
        business_may_read=True,
        sandbox=True,
        received_at=at,
        changed_at=at,
        stage_at=at,
        stage=COMPLAINT.initial.value,
        # Nobody looks for it by its words.
        words_at=at,
    )


def _write_down(
    complaint: Complaint, history: list[tuple[str, str]], by: Actor, at: datetime
) -> None:
    Entry.objects.bulk_create(
        Entry(complaint=complaint, move=move, stage=stage, at=at, by=by.label, by_kind=by.kind)
        for move, stage in history
    )
    for place, (move, _stage) in enumerate(history):
        data = {"sandbox": True}
        moving.record(OF_MOVE[move], complaint, by=by, at=at, data=data, first=place == 0)


def _decide(complaint: Complaint, deed: Deed, consumer: Actor, at: datetime) -> None:
    offer = complaint.answers.filter(state=AnswerState.OPEN).first()
    if offer is None:
        raise Refused(_("还没有等待答复的方案。"))
    if deed == "take":
        negotiation.take_offer(complaint_id=complaint.pk, answer_id=offer.pk, by=consumer, at=at)
    else:
        reason = _("测试不接受。")
        negotiation.decline_offer(
            complaint_id=complaint.pk, answer_id=offer.pk, reason=reason, by=consumer, at=at
        )
