"""Complaints in every stage, each brought there by lawful moves of the cast.

Unless told otherwise 周颖 complains in 城东区 about the business of 赵磊, 李敏 takes the case in
and mediates it, and the head of 城东区 assigns and approves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from smart315.accounts import actors
from smart315.accounts.actors import Actor
from smart315.businesses import actions as register
from smart315.businesses.models import Business
from smart315.businesses.states import State
from smart315.casework import actions
from smart315.casework.codes import (
    AnswerCode,
    ClaimKind,
    Outcome,
    RejectReason,
    SuspendReason,
    TerminationReason,
)
from smart315.casework.filing import CONSENTS, Claim, Filing
from smart315.casework.models import Answer, Approval, Clock, Complaint, OwedDocument
from smart315.casework.states import Stage
from smart315.parameters import actions as rules
from smart315.parameters.models import Revision
from tests.given import NOON, SHANGHAI, accounts, businesses, parameters
from tests.given.remembered import remembered


PHONE = "13897001234"
PLACE = "630102"
SHOP = "西宁高原红百货有限公司"
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def a_filing(**changes: Any) -> Filing:
    """What 周颖 writes; each filing is a new one unless the client key says otherwise."""
    given: dict[str, Any] = {
        "client_key": uuid4(),
        "name": "周颖",
        "phone": PHONE,
        "phone_verified": True,
        "region_code": PLACE,
        "address": "大众街18号3单元",
        "respondent_name": SHOP,
        "respondent_region_code": PLACE,
        "title": "羽绒服掉毛不予退货",
        "facts": "买的羽绒服第二天开始掉毛，商家不给退货。",
        "category_code": "G02",
        "nature_code": "N03",
        "claims": (Claim(ClaimKind.REFUND, 29_900),),
        "amount_fen": 29_900,
        "no_evidence_reason": "小票丢失",
        "consents": dict.fromkeys(CONSENTS, True),
    }
    return Filing(**(given | changes))


def the_world() -> None:
    """The register of rules and the associations, as they stand before anybody complains."""
    remembered("the world", _build)


def _build() -> None:
    if not Revision.objects.exists():
        parameters.the_register()
    accounts.county(PLACE)


def the_shop() -> Business:
    """赵磊's business, which has joined and is answered for."""
    shop = businesses.a_business(SHOP, region=PLACE)
    if shop.state != State.JOINED:
        shop = register.join(business_id=shop.pk, by=actors.SYSTEM, at=NOON)
        businesses.a_member(shop)
    return shop


def zhao_lei() -> Actor:
    return businesses.zhao_lei(the_shop())


def zhou_ying(complaint: Complaint) -> Actor:
    """周颖, who holds the key to her complaint."""
    return actors.consumer(complaint.pk)


def filed(*, at: datetime = NOON, by: Actor | None = None, **changes: Any) -> Complaint:
    """A complaint as the consumer files it; `changes` are those of the filing."""
    the_world()
    changes.setdefault("business_id", the_shop().pk)
    receipt = actions.file(filing=a_filing(**changes), by=by or actors.consumer(), at=at)
    return Complaint.objects.get(pk=receipt.complaint_id)


def a_complaint(
    stage: Stage = Stage.SUBMITTED, *, at: datetime = NOON, **changes: Any
) -> Complaint:
    """A complaint that came to the stage by lawful moves, a minute each, from `at` on."""
    path = _path(stage)
    changes.setdefault("wants_direct", Stage.NEGOTIATING in path)
    complaint = filed(at=at, **changes)
    for reached in path:
        moved_at = complaint.stage_at + STEPS[reached].after
        STEPS[reached].make(complaint, moved_at)
        approve_what_waits(complaint, at=moved_at)
        complaint.refresh_from_db()
    assert complaint.stage == stage
    return complaint


def approve_what_waits(
    complaint: Complaint, *, at: datetime = NOON, by: Actor | None = None
) -> None:
    """Let another person confirm the move that waits, if one does."""
    for waiting in Approval.objects.filter(complaint=complaint, state="pending"):
        actions.approve(approval_id=waiting.pk, by=by or accounts.head(), at=at)


def issue_all(complaint: Complaint, *, at: datetime = NOON) -> None:
    """Note that every owed document went out."""
    for owed in OwedDocument.objects.filter(complaint=complaint, issued_at=None):
        actions.issue_document(document_id=owed.pk, by=accounts.li_min(), at=at)


def an_offer(complaint: Complaint | None = None, *, at: datetime = NOON, **changes: Any) -> Answer:
    """An open offer of the business: by default its full price back within the week."""
    about = complaint or a_complaint(Stage.NEGOTIATING, at=at)
    given: dict[str, Any] = {
        "code": AnswerCode.REFUND,
        "amount_fen": 29_900,
        "promised_on": (at + 7 * DAY).date(),
        "text": "同意退款，请寄回商品。",
    }
    actions.open_by_business(complaint_id=about.pk, by=zhao_lei(), at=at)
    actions.answer(complaint_id=about.pk, by=zhao_lei(), at=at, **(given | changes))
    return Answer.objects.filter(complaint=about).latest("pk")


def reloaded(complaint: Complaint) -> Complaint:
    """The complaint as the database has it now."""
    return Complaint.objects.get(pk=complaint.pk)


def clock_of(complaint: Complaint, key: str) -> Clock:
    """The newest clock of the kind."""
    return Clock.objects.filter(complaint=complaint, key=key).latest("pk")


def running(complaint: Complaint) -> dict[str, str]:
    """The last local day of every clock that runs, by kind."""
    at_work = Clock.objects.filter(complaint=complaint, state="running")
    return {each.key: f"{each.due_at.astimezone(SHANGHAI):%m-%d}" for each in at_work}


def a_rule(key: str, value: Any, *, since: datetime = NOON) -> None:
    """Let the province change a rule of the register from a day on."""
    the_world()
    rules.set_rule(
        key=key,
        value=value,
        basis="省消协2026年第3号通知",
        effective_from=since.date(),
        by=parameters.SECURITY_ADMIN,
        at=since,
    )


def terms(at: datetime = NOON, **changes: Any) -> actions.Terms:
    """What the parties agree on: money back within ten days."""
    given: dict[str, Any] = {
        "code": AnswerCode.REFUND,
        "amount_fen": 29_900,
        "perform_by": (at + 10 * DAY).date(),
        "method": "银行转账",
    }
    return actions.Terms(**(given | changes))


@dataclass(frozen=True)
class Step:
    """How a stage is reached from the one before: when, and by which move."""

    before: Stage
    make: Callable[[Complaint, datetime], object]
    after: timedelta = MINUTE


def _path(stage: Stage) -> list[Stage]:
    """Return the stages to pass through after filing, the given one last."""
    if stage is Stage.SUBMITTED:
        return []
    before = STEPS[stage].before
    # The direct channel begins with the filing itself.
    return [*_path(before), stage]


def _negotiating(complaint: Complaint, at: datetime) -> None:
    # A direct complaint is with the business as soon as it is filed.
    assert complaint.stage == Stage.NEGOTIATING


def _supplement(complaint: Complaint, at: datetime) -> None:
    actions.request_supplement(
        complaint_id=complaint.pk,
        missing=["购物凭证"],
        note="请补充小票或者付款记录。",
        by=accounts.li_min(),
        at=at,
    )


def _settled(complaint: Complaint, at: datetime) -> None:
    offer = an_offer(complaint, at=at)
    actions.take_offer(
        complaint_id=complaint.pk, answer_id=offer.pk, by=zhou_ying(complaint), at=at
    )


def _rejected(complaint: Complaint, at: datetime) -> None:
    actions.reject(
        complaint_id=complaint.pk,
        code=RejectReason.R01,
        reason="不属于消费争议的管辖范围，请向有关部门反映。",
        by=accounts.li_min(),
        at=at,
    )


def _transferred(complaint: Complaint, at: datetime) -> None:
    actions.transfer(
        complaint_id=complaint.pk,
        reason="商家的实际经营地在城西区。",
        receiver_id=accounts.county("630104").pk,
        by=accounts.li_min(),
        at=at,
    )


def _consult(complaint: Complaint, at: datetime) -> None:
    actions.consult(
        complaint_id=complaint.pk, reply="七日内可以退货。", by=accounts.li_min(), at=at
    )


def _accepted(complaint: Complaint, at: datetime) -> None:
    actions.accept(complaint_id=complaint.pk, by=accounts.li_min(), at=at)


def _investigating(complaint: Complaint, at: datetime) -> None:
    actions.assign(
        complaint_id=complaint.pk,
        officer_id=accounts.user_of(accounts.li_min()).pk,
        by=accounts.head(),
        at=at,
    )


def _mediating(complaint: Complaint, at: datetime) -> None:
    actions.start_mediation(
        complaint_id=complaint.pk,
        meeting_at=at + 5 * DAY,
        place="城东区消费者协会调解室",
        consumer_agrees=True,
        business_agrees=True,
        by=accounts.li_min(),
        at=at,
    )


def _suspended(complaint: Complaint, at: datetime) -> None:
    actions.suspend(
        complaint_id=complaint.pk,
        reason=SuspendReason.APPRAISAL,
        note="委托检测羽绒含量。",
        by=accounts.li_min(),
        at=at,
    )


def _agreed(complaint: Complaint, at: datetime) -> None:
    # It builds upon this module.
    from tests.given import mediation

    mediation.concluded(complaint, mediation.a_row(amount_fen=29_900, at=at), at=at)


def _performed(complaint: Complaint, at: datetime) -> None:
    actions.confirm_performance(
        complaint_id=complaint.pk, kept=True, by=zhou_ying(complaint), at=at
    )


def _defaulted(complaint: Complaint, at: datetime) -> None:
    actions.mark_default(complaint_id=complaint.pk, by=accounts.li_min(), at=at)


def _terminated(complaint: Complaint, at: datetime) -> None:
    actions.terminate(
        complaint_id=complaint.pk,
        code=TerminationReason.M03,
        reason="双方对退款金额分歧较大。",
        by=accounts.li_min(),
        at=at,
    )


def _withdrawn(complaint: Complaint, at: datetime) -> None:
    actions.withdraw(
        complaint_id=complaint.pk,
        reason="商家已经退款。",
        satisfied=True,
        by=zhou_ying(complaint),
        at=at,
    )


def _closed(complaint: Complaint, at: datetime) -> None:
    actions.close(
        complaint_id=complaint.pk,
        outcome=Outcome.MEDIATED,
        recovered_fen=29_900,
        extra_compensation_fen=0,
        note="协议已履行。",
        by=accounts.li_min(),
        at=at,
    )


def _followed_up(complaint: Complaint, at: datetime) -> None:
    actions.follow_up(
        complaint_id=complaint.pk,
        reached=True,
        performed=True,
        satisfaction=5,
        note="",
        by=accounts.follow_up_caller(),
        at=at,
    )


def _reopened(complaint: Complaint, at: datetime) -> None:
    actions.reopen(
        complaint_id=complaint.pk, reason="消费者提供了新的检测报告。", by=accounts.head(), at=at
    )


def _archived(complaint: Complaint, at: datetime) -> None:
    issue_all(complaint, at=at)
    actions.archive(complaint_id=complaint.pk, by=accounts.archivist(), at=at)


STEPS = {
    Stage.SUPPLEMENT: Step(Stage.SUBMITTED, _supplement),
    Stage.NEGOTIATING: Step(Stage.SUBMITTED, _negotiating),
    Stage.SETTLED: Step(Stage.NEGOTIATING, _settled),
    Stage.REJECTED: Step(Stage.SUBMITTED, _rejected),
    Stage.TRANSFERRED: Step(Stage.SUBMITTED, _transferred),
    Stage.CONSULT: Step(Stage.SUBMITTED, _consult),
    Stage.ACCEPTED: Step(Stage.SUBMITTED, _accepted),
    Stage.INVESTIGATING: Step(Stage.ACCEPTED, _investigating),
    Stage.MEDIATING: Step(Stage.INVESTIGATING, _mediating),
    Stage.SUSPENDED: Step(Stage.MEDIATING, _suspended),
    Stage.AGREED: Step(Stage.MEDIATING, _agreed),
    Stage.PERFORMED: Step(Stage.AGREED, _performed),
    # The day after the agreed one.
    Stage.DEFAULTED: Step(Stage.AGREED, _defaulted, after=11 * DAY),
    Stage.TERMINATED: Step(Stage.MEDIATING, _terminated),
    Stage.WITHDRAWN: Step(Stage.SUBMITTED, _withdrawn),
    Stage.CLOSED: Step(Stage.PERFORMED, _closed),
    Stage.FOLLOWED_UP: Step(Stage.CLOSED, _followed_up),
    Stage.REOPENED: Step(Stage.CLOSED, _reopened),
    Stage.ARCHIVED: Step(Stage.CLOSED, _archived),
}
