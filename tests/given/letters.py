"""Documents of a case that came to them lawfully, and what officers write in the free ones."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from smart315.accounts.actors import Actor
from smart315.casework import actions, queries
from smart315.casework.actions import Order
from smart315.casework.codes import ConsentMatter, Means
from smart315.casework.models import Complaint, IssuedDocument
from smart315.casework.states import Stage
from tests.given import NOON, accounts, businesses, mediation, people
from tests.given.casework import a_complaint


# The stage at which a case first bears each document.
BORNE = {
    "D01": Stage.SUBMITTED,
    "D02": Stage.SUPPLEMENT,
    "D03": Stage.ACCEPTED,
    "D04": Stage.REJECTED,
    "D05": Stage.TRANSFERRED,
    "D06": Stage.ACCEPTED,
    "D06b": Stage.INVESTIGATING,
    "D07": Stage.MEDIATING,
    "D08": Stage.AGREED,
    "D08b": Stage.AGREED,
    "D09": Stage.TERMINATED,
    "D10": Stage.SETTLED,
    "D22": Stage.AGREED,
    "D11": Stage.SUSPENDED,
    "D12": Stage.MEDIATING,
    "D13": Stage.CLOSED,
    "D14": Stage.FOLLOWED_UP,
}
COMPOSED = {
    "to": "西宁市市场监督管理局",
    "subject": "羽绒服质量问题",
    "facts": "多名消费者反映羽绒服掉毛。",
    "basis": "",
    "requests": "依法查处。\n将结果告知本会。",
    "days": "15",
    "copies": "西宁市消费者协会",
}
WORDS: dict[str, dict[str, str]] = {
    "D12": {
        "body": "青海省产品质量检验检测院",
        "qualification": "CMA 210001234567",
        "subject": "羽绒含量",
        "sample": "羽绒服一件，当面封样",
        "costs": "由经营者预付",
    },
    "D15": {"matter": "逾期未办结", "demand": "十日内办结", "due": "2026年9月15日前"},
    "D16": {
        "to": "西宁高原红百货有限公司",
        "facts": "多次被投诉",
        "meeting": "9月20日10时，本会会议室",
        "people": "法定代表人",
        "bring": "进货台账",
        "basis": "rules39",
    },
    "D16b": {
        "to": "西宁高原红百货有限公司",
        "meeting": "9月20日10时，本会会议室",
        "people": "张三、李敏",
        "said": "指出问题",
        "promised": "整改",
    },
    "D16c": {"to": "西宁高原红百货有限公司", "demands": "规范进货", "due": "10月1日前"},
    "D17": COMPOSED | {"basis": "rules39"},
    "D17b": COMPOSED | {"basis": "rules39"},
    "D17c": COMPOSED | {"basis": "law37_4"},
    "D18": COMPOSED | {"basis": "law37_4"},
    "D19": COMPOSED | {"basis": "rules36"},
    "D20": COMPOSED | {"basis": "law37_7", "to": "西宁市城东区人民法院"},
    "D21e": {"document": "受理通知书"},
    "D21d": {"asked_by": "周颖", "decision": "granted", "reason": "系近亲属"},
}


def an_order(complaint: Complaint, code: str, **changes: Any) -> Order:
    """An order for a document, with what an officer writes in it."""
    owed = complaint.documents.filter(code=code).order_by("-pk").first()
    given: dict[str, Any] = {
        "complaint_id": complaint.pk,
        "code": code,
        "key": uuid4(),
        "owed_id": owed.pk if owed else None,
        "words": WORDS.get(code, {}),
    }
    return Order(**(given | changes))


def to_the_court(complaint: Complaint, at: datetime) -> None:
    """Both apply to the court for confirmation."""
    actions.prepare_confirmation(
        complaint_id=complaint.pk,
        court="城东区人民法院",
        ground="organisation",
        consumer_applies=True,
        business_applies=True,
        by=accounts.li_min(),
        at=at,
    )


def _borne(code: str) -> Complaint:
    return a_complaint(BORNE.get(code, Stage.INVESTIGATING))


def without_account(_code: str = "") -> Complaint:
    """A case against a business of the register that has no account."""
    shop = businesses.a_business("西宁昆仑家电有限公司", region="630102")
    return a_complaint(
        Stage.INVESTIGATING, business_id=shop.pk, respondent_name="西宁昆仑家电有限公司"
    )


def agreed_by_six(_code: str = "") -> Complaint:
    """Six complain together and agree, each to a share of their own."""
    complaint = people.a_joint_complaint(Stage.MEDIATING)
    everybody = queries.persons_of(complaint.pk, accounts.li_min())
    rows = [
        mediation.a_row(payee=each.name, party_id=each.pk, amount_fen=100 * place)
        for place, each in enumerate(everybody, start=1)
    ]
    text = mediation.a_text(complaint, *rows)
    mediation.signed_by_all(text)
    for each in queries.people(complaint.pk, accounts.li_min(), at=NOON).represented:
        actions.consent(
            party_id=each.pk, matter=ConsentMatter.AGREE, subject=text.subject, given=True,
            means=Means.ORAL, by=accounts.li_min(), at=NOON,
        )  # fmt: skip
    actions.conclude_text(text_id=text.pk, by=accounts.li_min(), at=NOON)
    return Complaint.objects.get(pk=complaint.pk)


def met(_code: str = "") -> Complaint:
    """A mediation of which one session was held, with minutes."""
    complaint = mediation.mediating()
    session = mediation.told(mediation.a_session(complaint))
    actions.hold_session(
        session_id=session.pk, minutes=mediation.minutes(), by=accounts.li_min(),
        at=NOON + 7 * mediation.DAY,
    )  # fmt: skip
    return complaint


def _invited(complaint: Complaint, at: datetime) -> IssuedDocument:
    return actions.send_invitation(
        complaint_id=complaint.pk, key=uuid4(), by=accounts.li_min(), at=at
    )


def _annexed(complaint: Complaint, at: datetime) -> IssuedDocument:
    agreement = actions.issue(order=an_order(complaint, "D08"), by=accounts.li_min(), at=at)
    return agreement.annexes.order_by("pk")[1]


# Cases that one stage alone does not make, and documents that an act of their own sends.
BEARING = {"D06b": without_account, "D08a": agreed_by_six, "D08c": met}
SENT = {"D06b": _invited, "D08a": _annexed}


def issued(
    code: str = "D03",
    complaint: Complaint | None = None,
    *,
    by: Actor | None = None,
    at: datetime = NOON,
    **changes: Any,
) -> IssuedDocument:
    """A document as it went out, of a case that bears it."""
    about = complaint or BEARING.get(code, _borne)(code)
    if code == "D22" and complaint is None:
        to_the_court(about, at)
    if code in SENT:
        return SENT[code](about, at)
    officer = by or (accounts.chen_jing() if code == "D15" else accounts.li_min())
    return actions.issue(order=an_order(about, code, **changes), by=officer, at=at)
