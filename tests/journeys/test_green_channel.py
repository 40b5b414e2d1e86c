"""A shop's platform answers by program: told by webhook, taken by the consumer, kept, closed."""

from typing import Any

import pytest

from smart315.casework.models import Complaint
from smart315.casework.states import Stage
from smart315.partners.states import Scope
from tests.given import accounts, casework, partners
from tests.given.regions import load
from tests.journeys import filing
from tests.journeys.signing_in import at_the_desk
from tests.journeys.walking import says


PRICE = 298_000
PROMISED = "同意退款2980元，请寄回商品。"
TOLD = [
    "complaint.received",
    "complaint.opened",
    "complaint.answered",
    "offer.taken",
    "complaint.updated",
    "performance.claimed",
    "performance.confirmed",
    "complaint.closed",
]
SLIP = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def platform(transactional_db, settings, tmp_path):
    settings.DEMO = True
    settings.CLAMD = ""
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }
    load()
    return partners.a_platform()


@pytest.fixture
def program(live_server, platform):
    """The client of the documents with a key that opens what it needs."""
    secret = partners.a_key(platform, *Scope)[1]
    ours = partners.worked_client().Partner(live_server.url, secret)
    yield ours
    ours.http.close()


def _filed(page, accessible, picture):
    filing.what_and_why(page)
    filing.business(page)
    filing.next_step(page)
    says(page, "它所在的平台已加入电商绿色通道")
    accessible(page)
    picture(page, "green-before")
    filing.sent_straight(page)
    filing.come_back(page)
    says(page, "等待商家与您和解")


def _answered(program, number):
    [waiting] = program.complaints(opened="false")
    assert waiting["id"] == number
    program.open(number)
    matter = program.complaint(number)
    assert matter["facts"] == filing.FACTS
    assert "周颖" not in str(matter)
    program.offer(number, matter["amount_fen"], PROMISED)


def _taken(page, accessible, picture):
    page.reload()
    says(page, PROMISED)
    picture(page, "green-offer")
    filing.take_the_offer(page)
    accessible(page)


def _kept(program, number):
    slip = program.attach(number, "退款回单.pdf", SLIP, "退款凭证")
    program.perform(number, "已按约定原路退款。", [slip["evidence_id"]])


def _confirmed(page, accessible, picture):
    page.reload()
    picture(page, "green-performed")
    filing.say_it_was_kept(page)
    accessible(page)
    picture(page, "green-closed")


def test_a_platform_settles_a_complaint_about_its_shop_by_program(
    open_page, platform, program, accessible, picture
):
    consumer = open_page("phone")
    told: list[dict[str, Any]] = []
    with partners.a_receiver(platform, told.append) as receiver:
        _filed(consumer, accessible, picture)
        partners.delivered(receiver)
        number = told[0]["data"]["complaint"]["id"]
        _answered(program, number)
        _taken(consumer, accessible, picture)
        partners.delivered(receiver)
        assert told[-1]["type"] == "offer.taken"
        _kept(program, number)
        _confirmed(consumer, accessible, picture)
        partners.delivered(receiver)

    assert [each["type"] for each in told] == TOLD
    assert Complaint.objects.get().stage == Stage.CLOSED
    assert program.complaint(number)["stage"] == "closed"
    officer = at_the_desk(open_page("desk"), accounts.li_min())
    officer.goto(f"/desk/complaints/{number}/")
    for words in (PROMISED, "已履行", "退款回单.pdf", casework.SHOP):
        says(officer, words)
    accessible(officer)
    picture(officer, "green-desk")
