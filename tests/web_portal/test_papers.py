"""The business fetches what was issued to it, once it has opened the complaint, and no more."""

from smart315.casework import actions
from smart315.casework.states import Stage
from tests.given import NOON, accounts, casework
from tests.given.letters import issued


def test_the_business_fetches_its_letter_and_not_the_consumers(portal, other_portal):
    complaint = casework.a_complaint(Stage.ACCEPTED)
    actions.invite_business(complaint_id=complaint.pk, by=accounts.li_min(), at=NOON)
    inquiry, acceptance = issued("D06", complaint), issued("D03", complaint)
    address = f"/portal/complaints/{complaint.pk}/"

    assert portal.get(f"{address}papers/{inquiry.pk}/").status_code == 404
    actions.open_by_business(complaint_id=complaint.pk, by=casework.zhao_lei(), at=NOON)
    page = portal.get(address).content.decode()
    fetched = portal.get(f"{address}papers/{inquiry.pk}/")

    assert inquiry.number in page
    assert acceptance.number not in page
    assert fetched.getvalue().startswith(b"%PDF")
    assert portal.get(f"{address}papers/{acceptance.pk}/").status_code == 404
    assert other_portal.get(f"{address}papers/{inquiry.pk}/").status_code == 404
