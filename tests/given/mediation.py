"""A mediation under way: sessions, proposals, texts and signatures of the cast."""

from datetime import datetime, timedelta
from typing import Any

from smart315.casework import actions
from smart315.casework.actions import Content, Minutes, Offer, Plan, Presence
from smart315.casework.clarity import MONEY, Row
from smart315.casework.codes import AnswerCode, Side, Signed
from smart315.casework.models import AgreementText, Complaint, Proposal, Session
from smart315.casework.states import Stage
from tests.given import NOON, accounts
from tests.given.casework import SHOP, a_complaint
from tests.given.people import a_sheet


DAY = timedelta(days=1)


def mediating(*, at: datetime = NOON, **changes: Any) -> Complaint:
    """A mediation of which the business was told, so that it reads and speaks."""
    complaint = a_complaint(Stage.MEDIATING, at=at, **changes)
    actions.invite_business(complaint_id=complaint.pk, by=accounts.li_min(), at=at)
    return Complaint.objects.get(pk=complaint.pk)


def a_plan(*, at: datetime = NOON, **changes: Any) -> Plan:
    given: dict[str, Any] = {
        "mode": "onsite",
        "starts_at": at + 7 * DAY,
        "place": "城东区消协调解室",
        "mediators": (accounts.user_of(accounts.li_min()).pk,),
    }
    return Plan(**(given | changes))


def a_session(complaint: Complaint, *, at: datetime = NOON, **changes: Any) -> Session:
    return actions.plan_session(
        complaint_id=complaint.pk, plan=a_plan(at=at, **changes), by=accounts.li_min(), at=at
    )


def told(session: Session, *, at: datetime = NOON) -> Session:
    return actions.notify_session(session_id=session.pk, by=accounts.li_min(), at=at)


def minutes(**changes: Any) -> Minutes:
    given: dict[str, Any] = {
        "consumer_said": "要求退款。",
        "business_said": "同意部分退款。",
        "disputed": "金额。",
        "result": "另行约期。",
        "attendance": (
            Presence("周颖", Side.CONSUMER, True, Signed.SIGNED),
            Presence(SHOP, Side.BUSINESS, True, Signed.REFUSED),
        ),
    }
    return Minutes(**(given | changes))


def an_offer(*, at: datetime = NOON, **changes: Any) -> Offer:
    given: dict[str, Any] = {
        "code": AnswerCode.REFUND,
        "amount_fen": 20_000,
        "perform_by": (at + 10 * DAY).date(),
        "method": "银行转账",
    }
    return Offer(**(given | changes))


def proposed(complaint: Complaint, by: Any, *, at: datetime = NOON, **changes: Any) -> Proposal:
    more = {name: changes.pop(name) for name in ("audience", "counters") if name in changes}
    offer = an_offer(at=at, **changes)
    return actions.propose(complaint_id=complaint.pk, offer=offer, by=by, at=at, **more)


def a_row(*, at: datetime = NOON, **changes: Any) -> Row:
    given: dict[str, Any] = {
        "kind": MONEY,
        "payer": SHOP,
        "payee": "周颖",
        "amount_fen": 20_000,
        "due_on": (at + 10 * DAY).date(),
        "method": "银行转账",
    }
    return Row(**(given | changes))


def content(*rows: Row, **changes: Any) -> Content:
    written = rows or (a_row(),)
    given: dict[str, Any] = {
        "code": AnswerCode.REFUND,
        "facts": "羽绒服掉毛。",
        "dispute": "是否退款。",
        "liability": "经营者承担退款责任。",
        "rows": written,
        "total_fen": sum(each.amount_fen for each in written),
    }
    return Content(**(given | changes))


def a_text(complaint: Complaint, *rows: Row, at: datetime = NOON, **changes: Any) -> AgreementText:
    return actions.write_text(
        complaint_id=complaint.pk, content=content(*rows, **changes), by=accounts.li_min(), at=at
    )


def signed_by_all(text: AgreementText, *, at: datetime = NOON) -> None:
    """The text fixed and signed on paper by whoever speaks, and by the business."""
    complaint = text.complaint
    actions.fix_text(text_id=text.pk, by=accounts.li_min(), at=at)
    signers = (
        complaint.speakers if complaint.is_joint else {complaint.parties.get(role="complainant").pk}
    )
    for party in sorted(signers):
        _sign(text, complaint, at, side=Side.CONSUMER, party_id=party)
    _sign(text, complaint, at, side=Side.BUSINESS)


def concluded(
    complaint: Complaint, *rows: Row, at: datetime = NOON, **changes: Any
) -> AgreementText:
    """An agreement in force, written in the editor."""
    text = a_text(complaint, *rows, at=at, **changes)
    signed_by_all(text, at=at)
    actions.conclude_text(text_id=text.pk, by=accounts.li_min(), at=at)
    return AgreementText.objects.get(pk=text.pk)


def _sign(text: AgreementText, complaint: Complaint, at: datetime, **who: Any) -> None:
    actions.sign_text(
        text_id=text.pk,
        evidence_id=a_sheet(complaint, at=at).pk,
        by=accounts.li_min(),
        at=at,
        **who,
    )
