"""What somebody who filed is given."""

from dataclasses import dataclass

from smart315.casework import numbers
from smart315.casework.models import Complaint
from smart315.casework.states import Stage


@dataclass(frozen=True)
class Receipt:
    """Number, query code and receiving organisation; `again` when it had been filed before."""

    complaint_id: int
    number: str
    query_code: str
    stage: Stage
    organisation: str
    again: bool = False


def receipt_of(complaint: Complaint, *, again: bool) -> Receipt:
    """Return the receipt of a registered complaint."""
    return Receipt(
        complaint_id=complaint.pk,
        number=complaint.number or "",
        query_code=numbers.query_code(complaint.client_key),
        stage=Stage(complaint.stage),
        organisation=complaint.organisation.name,
        again=again,
    )
