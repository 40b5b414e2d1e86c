"""Filing for somebody else: nothing typed is lost, and one form is one complaint."""

import io
import re

import pytest
from django.urls import reverse

from smart315.accounts.actors import Role
from smart315.casework.models import Complaint, Draft
from smart315.casework.states import Stage
from smart315.messaging.models import Outgoing
from tests.given import accounts, casework as given, documents
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
PAGE = "/desk/register/"
TYPED = {
    "channel": "phone",
    "name": "卓玛",
    "phone": "13897005678",
    "region_code": "630102",
    "respondent_name": "城东区小食店",
    "category_code": "G03-01",
    "nature_code": "N03",
    "item": "酸奶",
    "amount": "12.5",
    "purchased_on": "2026-08-30",
    "facts": "买的酸奶过期了，店主不退。",
    "claims": ["refund"],
    "prior_channel": "none",
    "language": "bo",
    "no_evidence_reason": "小票没有给",
    "consent_truth": "on",
    "consent_privacy": "on",
    "consent_share_with_business": "on",
    "consent_mediation": "on",
}


@pytest.fixture
def clerk():
    given.the_world()
    return browser_of(accounts.li_min())


def first(pattern, text):
    return re.findall(pattern, text)[0]


def key_of(page):
    return first(r'name="client_key"\s+value="([^"]+)"', text_of(page))


def send(browser, page=None, **changes):
    shown = page or browser.get(PAGE)
    return browser.post(PAGE, {"client_key": key_of(shown), **TYPED, **changes}, follow=True)


def test_a_caller_gets_number_and_query_code(clerk):
    answer = send(clerk)

    complaint = Complaint.objects.get()
    assert complaint.number in text_of(answer)
    assert (complaint.channel, complaint.stage) == ("phone", Stage.SUBMITTED)
    assert complaint.parties.get().registered_by == "李敏"
    assert not complaint.parties.get().phone_verified
    assert not Draft.objects.exists()


def test_the_same_form_sent_twice_is_one_complaint(clerk):
    shown = clerk.get(PAGE)
    first = send(clerk, shown)

    second = send(clerk, shown)

    assert Complaint.objects.count() == 1
    assert Complaint.objects.get().number in text_of(first)
    assert Complaint.objects.get().number in text_of(second)


def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(clerk):
    answer = send(clerk, consent_mediation="", amount="十二块")

    form = answer.context["form"]
    assert set(form.errors) == {"consent_mediation", "amount"}
    assert "买的酸奶过期了" in text_of(answer)
    assert "买的酸奶过期了" in text_of(clerk.get(PAGE))
    assert not Complaint.objects.exists()


def test_what_is_typed_is_kept_while_it_is_typed(clerk):
    shown = clerk.get(PAGE)

    kept = clerk.post(
        reverse("desk:keep_draft"), {"client_key": key_of(shown), "facts": "电话断了"}
    )

    assert kept.status_code == 204
    # Another browser, another session: the draft is the officer's.
    assert "电话断了" in text_of(browser_of(accounts.li_min()).get(PAGE))
    assert "电话断了" not in text_of(browser_of(accounts.wang_qiang()).get(PAGE))


def test_a_draft_can_be_thrown_away(clerk):
    send(clerk, consent_truth="", facts="不要的内容")

    clerk.post(reverse("desk:discard_draft"))

    assert "不要的内容" not in text_of(clerk.get(PAGE))


def test_files_are_kept_with_the_draft_and_become_evidence(clerk):
    upload = io.BytesIO(documents.PDF)
    upload.name = "小票.pdf"
    send(clerk, files=upload, upload="1")
    listed = text_of(clerk.get(PAGE))

    send(clerk, no_evidence_reason="")

    assert "小票.pdf" in listed
    assert Complaint.objects.get().evidence.get().file.name == "小票.pdf"


def test_a_file_can_be_taken_back_and_a_bad_one_is_refused_by_name(clerk):
    upload, bad = io.BytesIO(documents.PDF), io.BytesIO(b"MZ\x90\x00")
    upload.name, bad.name = "小票.pdf", "程序.exe"
    refused = send(clerk, files=[upload, bad], upload="1")
    (there,) = refused.context["files"]

    gone = send(clerk, remove=str(there.pk))

    assert "程序.exe" in text_of(refused)
    assert gone.context["files"] == []


def test_a_code_read_out_by_the_caller_confirms_the_phone(clerk):
    send(clerk, send_code="1")
    (message,) = Outgoing.objects.filter(template="accounts.code")
    code = first(r'"code": "(\d{6})"', message.context)

    wrong = send(clerk, code="000000" if code != "000000" else "111111", confirm_code="1")
    right = send(clerk, code=code, confirm_code="1")
    send(clerk)

    assert "验证码不正确" in text_of(wrong)
    assert "已核实" in text_of(right)
    assert Complaint.objects.get().parties.get().phone_verified


def test_the_business_is_looked_up_while_it_is_typed(clerk):
    shop = given.the_shop()

    piece = clerk.post(reverse("desk:register_look_up"), {"respondent_name": "高原红"})
    send(clerk, respondent_name="高原红", business_id=str(shop.pk))

    assert given.SHOP in text_of(piece)
    assert Complaint.objects.get().business == shop


def test_a_joined_business_is_told_directly_when_the_caller_agrees(clerk):
    shop = given.the_shop()

    send(clerk, business_id=str(shop.pk), wants_direct="on")

    assert Complaint.objects.get().stage == Stage.NEGOTIATING


def test_townships_follow_the_county(clerk):
    piece = clerk.post(reverse("desk:register_places"), {"region_code": "630102"})

    assert "韵家口" in text_of(piece)


def test_a_clerk_of_a_station_files_for_the_association_and_reads_the_receipt():
    given.the_world()
    station = accounts.station()
    clerk = browser_of(accounts.officer("才让", Role.STATION_CLERK, station))

    answer = send(clerk, channel="station")

    assert Complaint.objects.get().organisation == accounts.county()
    # The station goes on seeing what it brought in (J-06).
    assert "打开案件" in text_of(answer)


def test_without_having_filed_there_is_no_receipt(clerk):
    assert clerk.get(reverse("desk:registered")).url == PAGE


def test_who_may_not_register_does_not_find_the_page():
    given.the_world()

    assert browser_of(accounts.head()).get(PAGE).status_code == 403
