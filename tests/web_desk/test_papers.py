"""The pages of documents: written, looked at, issued, opened on record, voided, delivered."""

import io
import re
from base64 import b64decode
from uuid import uuid4

import pytest
from django.urls import reverse
from PIL import Image

from smart315.accounts import actions
from smart315.accounts.actors import Role
from smart315.audit import queries as audit
from smart315.casework.models import Delivery, IssuedDocument
from smart315.casework.states import Stage
from tests.documents.reading import text_of as printed
from tests.given import NOON, accounts
from tests.given.casework import a_complaint
from tests.given.documents import PDF, a_seal
from tests.given.letters import issued
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db


def url(name, complaint, *more):
    return reverse(f"desk:{name}", args=[complaint.pk, *more])


@pytest.fixture
def officer():
    return accounts.li_min()


@pytest.fixture
def complaint(officer):
    return a_complaint(Stage.REJECTED)


def write(browser, complaint, code="D04", **typed):
    given = {"key": uuid4(), "reason": "另有管辖。", "issue": "1"}
    return browser.post(url("write_paper", complaint, code), given | typed, follow=True)


def test_a_document_is_looked_at_before_it_is_issued(complaint, officer):
    browser = browser_of(officer)

    page = text_of(browser.get(url("write_paper", complaint, "D04")))
    looked = write(browser, complaint, reason="请看这里。", issue=[], look="1")

    assert "不予受理通知书" in page
    assert "周*" in page
    assert "周颖" not in page
    assert "理由：请看这里。" in text_of(looked)
    assert not IssuedDocument.objects.exists()


def test_lines_are_issued_as_a_browser_sends_them(officer):
    complaint = a_complaint(Stage.REJECTED, facts="第一行。\r\n第二行。")
    browser = browser_of(officer)

    write(browser, complaint, reason="另有管辖。\r\n请向法院起诉。")
    write(browser, complaint, "D01")

    issued_now = IssuedDocument.objects.values_list("code", flat=True)
    assert sorted(issued_now) == ["D01", "D04"]


def test_what_is_looked_at_bears_the_seal_that_the_letter_will_bear(complaint, officer):
    browser, page = browser_of(officer), url("write_paper", complaint, "D04")
    assert "data:image/png" not in browser.get(page).content.decode()
    actions.set_seal(
        organisation_id=complaint.organisation_id,
        content=io.BytesIO(a_seal(size=(900, 900))),
        name="公章.png",
        by=accounts.officer("系统管理员", Role.SYSTEM_ADMIN, accounts.province()),
        at=NOON,
    )

    found = re.search('data:image/png;base64,([^"]+)', browser.get(page).content.decode())

    assert found is not None
    seal = Image.open(io.BytesIO(b64decode(found[1])))
    assert seal.size == (288, 288)
    assert seal.getpixel((1, 1)) == (0, 0, 0, 0)


def test_a_preview_is_marked_and_bears_no_number(complaint, officer):
    answer = browser_of(officer).post(
        url("preview_paper", complaint, "D04"), {"reason": "请看这里。"}
    )

    text = printed(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert "预览" in text
    assert "请看这里" in text
    assert "不受字" not in text


def test_a_document_is_issued_once_and_leaves_what_was_owed(complaint, officer):
    browser = browser_of(officer)
    owed = complaint.documents.get(code="D04")
    typed = {"key": uuid4(), "owed": owed.pk}

    first = write(browser, complaint, **typed)
    again = write(browser, complaint, **typed)

    assert "已发出不予受理通知书" in text_of(first)
    assert again.status_code == 200
    assert IssuedDocument.objects.get().words == {"reason": "另有管辖。"}
    page = text_of(browser.get(url("complaint", complaint)))
    assert IssuedDocument.objects.get().number in page


@pytest.mark.parametrize(("reason", "says"), [("", "请填写"), ("😀", "没有字形")])
def test_what_was_typed_stays_when_a_document_cannot_be_issued(complaint, officer, reason, says):
    answer = write(browser_of(officer), complaint, reason=reason)

    assert says in text_of(answer)
    assert reason in text_of(answer)
    assert not IssuedDocument.objects.exists()


def test_a_document_that_the_case_does_not_bear_says_why(complaint, officer):
    browser = browser_of(officer)

    page = text_of(browser.get(url("write_paper", complaint, "D03")))
    preview = browser.post(url("preview_paper", complaint, "D03"), {})

    assert "还没有受理" in page
    assert 'name="issue"' not in page
    assert preview.status_code == 302
    assert "没有这种文书" in text_of(browser.get(url("write_paper", complaint, "D99"), follow=True))


def test_strangers_neither_write_nor_read(complaint):
    browser = browser_of(accounts.wang_qiang())

    for name, *more in (("papers",), ("write_paper", "D04")):
        assert browser.get(url(name, complaint, *more)).status_code == 404


def test_staff_open_a_document_on_record(complaint, officer):
    document, browser = issued("D04", complaint), browser_of(officer)
    address = url("paper_file", complaint, document.pk)

    pdf = browser.post(address, {"form": "pdf"})
    docx = browser.post(address, {"form": "docx"})

    assert "周颖" in printed(b"".join(pdf.streaming_content))
    assert b"".join(docx.streaming_content).startswith(b"PK")
    assert "attachment" in docx["Content-Disposition"]
    kinds = [event.kind for event in audit.history(complaint.stream)]
    assert kinds.count("complaint.document_opened") == 2
    assert browser.get(address).status_code == 405
    refused = browser.post(url("paper_file", complaint, 987_654), follow=True)
    assert "没有这份文书" in text_of(refused)


def test_a_document_is_voided_with_a_reason_and_written_again(complaint, officer):
    document, browser = issued("D04", complaint), browser_of(officer)
    address = url("void_paper", complaint, document.pk)

    assert "请填写" in text_of(browser.post(address, {"reason": ""}))
    page = text_of(browser.post(address, {"reason": "误发"}, follow=True))

    assert "已作废" in page
    assert "误发" in page
    assert browser.get(url("void_paper", complaint, 987_654)).status_code == 404


def test_another_takes_its_place_beginning_with_its_words(complaint, officer):
    document = issued("D04", complaint, words={"reason": "原来的理由。"})
    browser = browser_of(officer)
    address = url("write_paper", complaint, "D04") + f"?replaces={document.pk}"

    page = text_of(browser.get(address))
    assert "原来的理由。" in page
    assert "重发的原因" in page
    browser.post(
        address,
        {
            "key": uuid4(),
            "replaces": document.pk,
            "reason": "新的理由。",
            "why": "改正",
            "issue": "1",
        },
    )

    assert IssuedDocument.objects.filter(state="replaced").exists()


def test_a_delivery_is_noted_with_its_proof(complaint, officer):
    document, browser = issued("D04", complaint), browser_of(officer)
    address = url("deliver_paper", complaint, document.pk)
    proof = io.BytesIO(PDF)
    proof.name = "回执.pdf"

    wrong = browser.post(
        address, {"method": "post", "to": "周颖", "delivered_at": "2026-08-01T09:00"}
    )
    right = browser.post(
        address,
        {"method": "post", "to": "周颖", "delivered_at": f"{NOON:%Y-%m-%dT%H:%M}", "proof": proof},
        follow=True,
    )

    assert "发出以后" in text_of(wrong)
    assert "邮寄送达：周*" in text_of(right)
    delivery = Delivery.objects.get()
    got = browser.get(url("delivery_proof", complaint, document.pk, delivery.pk))
    assert b"".join(got.streaming_content) == PDF
    assert browser.get(url("delivery_proof", complaint, document.pk, 0)).status_code == 404


def test_a_supervisor_is_offered_the_order_and_nothing_else(complaint):
    page = text_of(browser_of(accounts.chen_jing()).get(url("papers", complaint)))

    assert "督办单" in page
    assert "劝谕函" not in page


def test_the_list_of_documents_costs_the_same_for_many(complaint, officer, counted_queries):
    browser, address = browser_of(officer), url("papers", complaint)
    issued("D04", complaint)
    few = counted_queries(lambda: browser.get(address))

    for code in ("D17", "D18", "D19"):
        issued(code, complaint)

    assert counted_queries(lambda: browser.get(address)) == few
