"""People who complain together, and the sheets that they sign."""

import io
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from smart315.accounts.actors import Actor
from smart315.casework import actions
from smart315.casework.codes import Capacity, Power
from smart315.casework.models import Complaint, Evidence, Party
from smart315.casework.states import Stage
from tests.given import NOON, accounts
from tests.given.casework import a_complaint
from tests.given.documents import PDF


LAWYER, LAWYER_PHONE = "马守法", "13997000088"
# Invented, with a sound check digit.
IDENTITY = "630102199001011235"


def a_sheet(complaint: Complaint, name: str = "签名页.pdf", *, at: datetime = NOON) -> Evidence:
    """A signed sheet, scanned by the officer."""
    content = io.BytesIO(PDF + name.encode() + str(uuid4()).encode())
    return actions.add_evidence(
        complaint_id=complaint.pk, content=content, name=name, by=accounts.li_min(), at=at
    )


def a_letter(complaint: Complaint, *, at: datetime = NOON, **changes: Any) -> actions.Letter:
    """An authority letter for stating facts, in force until the end of the year."""
    given: dict[str, Any] = {
        "matters": "与投诉人协商退款",
        "powers": (Power.STATE,),
        "since": at.date(),
        "until": date(at.year, 12, 31),
        "capacity": Capacity.LAWYER,
        "identity": IDENTITY,
    }
    if "evidence_id" not in changes:
        given["evidence_id"] = a_sheet(complaint, "授权委托书.pdf", at=at).pk
    return actions.Letter(**(given | changes))


def sent(
    complaint: Complaint,
    *powers: Power,
    by: Actor | None = None,
    at: datetime = NOON,
    name: str = LAWYER,
    phone: str = LAWYER_PHONE,
    business_id: int | None = None,
    **changes: Any,
) -> Party:
    """马律师, whom the business sends; a general agent unless the letter names more powers."""
    if powers:
        changes["powers"] = powers
    return actions.send_agent(
        complaint_id=complaint.pk,
        business_id=business_id,
        name=name,
        phone=phone,
        letter=a_letter(complaint, at=at, **changes),
        by=by or accounts.li_min(),
        at=at,
    )


def a_consumers_agent(complaint: Complaint, *powers: Power) -> Party:
    """马代理, whom the consumer sends; one who may only state facts unless told more."""
    return actions.appoint_agent(
        principal_id=complaint.parties.get(role="complainant").pk,
        name="马代理",
        phone="13997000099",
        letter=a_letter(complaint, powers=powers or (Power.STATE,), capacity="", identity=""),
        by=accounts.li_min(),
        at=NOON,
    )


def a_joint_complaint(
    stage: Stage = Stage.ACCEPTED,
    *,
    elected: bool = True,
    phones: range = range(1, 7),
    at: datetime = NOON,
) -> Complaint:
    """Six people complain together; unless told otherwise two of them are elected."""
    complaint = a_complaint(stage, at=at)
    last, *others = phones
    del last
    for each in others:
        person = actions.Person(f"投诉人{each}", f"1399{each:07d}", "退还定金", 10_000 + each)
        actions.add_person(
            complaint_id=complaint.pk, person=person, by=accounts.li_min(), at=complaint.stage_at
        )
    if elected:
        chosen = list(complaint.parties.filter(role="joint").values_list("pk", flat=True)[:2])
        actions.elect(
            complaint_id=complaint.pk,
            chosen=chosen,
            evidence_id=a_sheet(complaint, "推选书.pdf").pk,
            by=accounts.li_min(),
            at=complaint.stage_at,
        )
    return Complaint.objects.get(pk=complaint.pk)
