"""People who complain together, and the sheets that they sign."""

import io
from datetime import datetime
from uuid import uuid4

from smart315.casework import actions
from smart315.casework.models import Complaint, Evidence
from smart315.casework.states import Stage
from tests.given import NOON, accounts
from tests.given.casework import a_complaint
from tests.given.documents import PDF


def a_sheet(complaint: Complaint, name: str = "签名页.pdf", *, at: datetime = NOON) -> Evidence:
    """A signed sheet, scanned by the officer."""
    content = io.BytesIO(PDF + name.encode() + str(uuid4()).encode())
    return actions.add_evidence(
        complaint_id=complaint.pk, content=content, name=name, by=accounts.li_min(), at=at
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
