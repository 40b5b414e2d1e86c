"""Anybody sees whether a document is genuine; nobody learns about a person."""

import io

import pytest
from django.test import Client

from smart315.casework import actions, queries
from smart315.casework.states import Stage
from smart315.documents import queries as files
from smart315.web.public import limits, verify
from tests.documents.reading import text_of
from tests.given import NOON, accounts, casework
from tests.given.letters import issued


pytestmark = pytest.mark.usefixtures("world")


def the_pdf(document):
    with files.open_content(document.pdf_id) as content:
        return content.read()


def posted(document, content):
    upload = io.BytesIO(content)
    upload.name = "文书.pdf"
    return Client().post(f"/verify/{document.verify_code}/", {"file": upload}).content.decode()


def test_the_code_leads_to_the_proof_however_it_is_typed():
    document = issued("D03")
    typed = f" {document.verify_code[:5].lower()}-{document.verify_code[5:]} "

    page = Client().post("/verify/", {"code": typed}, follow=True).content.decode()

    assert "这份文书是真实的，现在有效。" in page
    for fact in (document.number, "受理通知书", "城东区消费者协会", "2026-09-01", document.sha256):
        assert fact in page
    for name in ("周颖", "13897001234", "李敏", "高原红"):
        assert name not in page


@pytest.mark.parametrize("code", ["", "ABC", "没有的核验码十个字啊"])
def test_a_code_that_cannot_be_is_said_so_at_the_field(code):
    page = Client().post("/verify/", {"code": code})

    assert page.status_code == 200
    assert page.context["form"].errors["code"]


def test_a_code_of_no_document_is_answered_with_what_to_do():
    answer = Client().get("/verify/AAAAAAAAAA/")

    assert answer.status_code == 404
    assert "联系当地消协核实" in answer.content.decode()


def test_a_file_is_compared_and_not_kept(tmp_path):
    document = issued("D03")
    content = the_pdf(document)
    before = sorted(tmp_path.rglob("*"))

    assert "完全一致" in posted(document, content)
    assert "不一致" in posted(document, content + b" ")
    assert (
        "请选择要核对的PDF文件"
        in Client().post(f"/verify/{document.verify_code}/").content.decode()
    )
    assert "是空的" in posted(document, b"")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_that_is_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr(verify, "LARGEST", 10)

    assert "超过20MB" in posted(issued("D03"), b"12345678901")


def test_what_no_longer_holds_is_said_so():
    first = issued("D03")
    second = issued("D03", first.complaint, replaces_id=first.pk, reason="电话有误")
    actions.void_document(issued_id=second.pk, reason="误发", by=accounts.li_min(), at=NOON)

    replaced = Client().get(f"/verify/{first.verify_code}/").content.decode()
    void = Client().get(f"/verify/{second.verify_code}/").content.decode()

    assert "已由新的文书代替" in replaced
    assert second.number in replaced
    assert "已作废" in void
    assert "误发" not in void


def test_codes_are_not_guessed_at_will(monkeypatch):
    limit = limits.Limit("verify", 2, 600)
    monkeypatch.setattr(verify, "GUESSES", limit)
    browser = Client()

    answers = [browser.get("/verify/AAAAAAAAAA/").status_code for _ in range(3)]

    assert answers == [404, 404, 429]


def test_the_consumer_fetches_what_was_issued_to_them_and_nothing_else():
    document = issued("D03")
    internal = issued("D18", document.complaint)
    receipt, browser = queries.receipt(document.complaint_id), Client()
    address = f"/track/{document.complaint_id}/papers/"

    assert browser.get(f"{address}{document.pk}/").status_code == 302
    browser.post("/track/", {"number": receipt.number, "code": receipt.query_code})
    page = browser.get(f"/track/{document.complaint_id}/").content.decode()
    fetched = browser.get(f"{address}{document.pk}/")

    assert document.number in page
    assert internal.number not in page
    assert fetched.getvalue() == the_pdf(document)
    assert browser.get(f"{address}{internal.pk}/").status_code == 404


def test_a_consumer_who_chose_tibetan_is_written_to_in_both():
    complaint = casework.a_complaint(Stage.ACCEPTED)
    complaint.parties.update(language="bo")

    text = text_of(the_pdf(issued("D03", complaint)))

    assert text.index("特此通知") < text.index("དང་ལེན")
    assert "以国家通用语言文字文本为准" in text
