"""A business and a consumer propose, counter, accept and sign, each on their own side."""

import pytest
from django.test import Client

from smart315.casework import actions, queries
from smart315.casework.models import Proposal
from tests.given import NOON, accounts, casework, mediation as given


pytestmark = pytest.mark.django_db
LATER = "2026-09-20"


def read(answer):
    return answer.content.decode()


def opened(complaint):
    """A browser of the consumer, who came by number and code."""
    browser, receipt = Client(), queries.receipt(complaint.pk)
    browser.post("/track/", {"number": receipt.number, "code": receipt.query_code})
    return browser


def by_phone():
    """A browser of the consumer, who came by a code to the phone."""
    browser = Client()
    shown = read(browser.post("/track/phone/", {"phone": casework.PHONE}, follow=True))
    browser.post("/track/code/", {"code": shown.split("验证码是：")[1][:6]})
    return browser


@pytest.fixture
def complaint(shop):
    complaint = given.mediating()
    actions.open_by_business(complaint_id=complaint.pk, by=casework.zhao_lei(), at=NOON)
    return complaint


def test_both_sides_negotiate_and_sign_in_person(complaint, portal, settings):
    settings.DEMO = True
    consumer, here = opened(complaint), f"/track/{complaint.pk}/"
    there = f"/portal/complaints/{complaint.pk}/mediation/"
    wanted = {"code": "refund", "amount": "299", "perform_by": LATER}
    consumer.post(f"{here}propose/", wanted)

    page = read(portal.get(there))
    assert "299.00元" in page
    portal.post(f"{there}propose/", wanted | {"amount": "200", "method": "转账"})
    assert [each.state for each in Proposal.objects.order_by("pk")] == ["countered", "open"]
    page = read(consumer.get(here))
    assert "答复调解方案" in page
    consumer.post(f"{here}answer-proposal/", {"accepts": "yes"})
    text = complaint.texts.get()
    assert text.total_fen == 20_000

    content = given.content(given.a_row(amount_fen=20_000))
    actions.write_text(complaint_id=complaint.pk, content=content, by=accounts.li_min(), at=NOON)
    actions.fix_text(text_id=text.pk, by=accounts.li_min(), at=NOON)
    assert "退出" in read(consumer.get(f"{here}agreement/"))
    consumer.post(f"{here}agreement/")
    assert not text.signatures.exists()
    by_phone().post(f"{here}agreement/")
    portal.post(f"{there}sign/{text.pk}/")
    assert text.signatures.count() == 2
    actions.conclude_text(text_id=text.pk, by=accounts.li_min(), at=NOON)
    row = text.obligations.get()
    portal.post(f"{there}performed-item/{row.pk}/", {"note": "已转账"})
    row.refresh_from_db()
    assert row.claimed_at is not None


def test_a_message_for_the_house_alone_is_not_the_other_sides(complaint, portal):
    there = f"/portal/complaints/{complaint.pk}/mediation/"
    portal.post(f"{there}say/", {"text": "底价一百", "audience": "business"})

    assert "底价一百" in read(portal.get(there))
    assert "底价一百" not in read(opened(complaint).get(f"/track/{complaint.pk}/"))


def test_a_party_asks_for_recusal_and_takes_sessions_into_the_calendar(complaint, portal):
    session = given.told(given.a_session(complaint))
    consumer, here = opened(complaint), f"/track/{complaint.pk}/"

    assert "调解室" in read(consumer.get(here))
    file = read(consumer.get(f"{here}sessions/{session.pk}/"))
    assert file.startswith("BEGIN:VCALENDAR")
    there = f"/portal/complaints/{complaint.pk}/mediation/"
    assert portal.get(f"{there}sessions/{session.pk}/").status_code == 200
    consumer.post(f"{here}recusal/", {"reason": "调解员是店主亲属"})
    assert complaint.recusals.get().state == "asked"
