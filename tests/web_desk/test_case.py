"""The page of a case: all of it, to whom it concerns, with nothing personal laid open."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse

from smart315.accounts.actors import Role
from smart315.audit import queries as audit
from smart315.casework import actions
from smart315.casework.states import Stage
from tests.given import NOON, accounts, businesses, casework as given, documents, partners
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def url(name, complaint, *more):
    return reverse(f"desk:{name}", args=[complaint.pk, *more])


def a_complaint(stage=Stage.SUBMITTED, **changes):
    return given.a_complaint(stage, at=NOON - HOUR, **changes)


def test_the_platform_that_answers_for_a_shop_is_named():
    complaint = partners.a_green_complaint(at=NOON)

    page = text_of(browser_of(accounts.li_min()).get(url("complaint", complaint)))

    assert "答复的平台" in page
    assert partners.PLATFORM in page


def test_the_case_is_there_with_facts_claims_and_masked_people():
    complaint = a_complaint()

    page = text_of(browser_of(accounts.li_min()).get(url("complaint", complaint)))

    assert complaint.number in page
    assert complaint.facts in page
    assert "299.00元" in page
    assert "周*" in page
    assert "周颖" not in page
    assert given.PHONE not in page
    assert "大众街18号" not in page


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.DRAFT])
def test_every_stage_has_a_page(stage):
    complaint = a_complaint(stage)
    browser = browser_of(accounts.officer("督办", (Role.SUPERVISOR, Role.MEDIATOR)))

    assert browser.get(url("complaint", complaint)).status_code == 200
    assert browser.get(url("paper", complaint)).status_code == 200


def test_nobody_of_another_county_finds_the_case():
    complaint = a_complaint()
    stranger = browser_of(accounts.wang_qiang())

    for name in ("complaint", "paper", "why_next", "add_evidence", "change_business"):
        assert stranger.get(url(name, complaint)).status_code == 404
    assert stranger.get(url("unmask", complaint, "phone")).status_code == 404
    assert stranger.post(url("note", complaint), {"text": "x"}).status_code == 404


def test_a_due_date_can_be_asked_why_on_a_page_and_as_a_piece_of_one():
    complaint = a_complaint()
    browser = browser_of(accounts.li_min())

    page = text_of(browser.get(url("why_next", complaint)))
    piece = text_of(browser.get(url("why_next", complaint), headers={"HX-Request": "true"}))

    assert "7个工作日" in page
    assert "当日不计入" in piece
    assert "<html" not in piece


def test_a_date_that_does_not_exist_has_no_reason():
    complaint = a_complaint(Stage.ARCHIVED)

    browser = browser_of(accounts.li_min())
    assert browser.get(url("why_next", complaint)).status_code == 404


def test_a_note_is_for_whom_it_is_marked():
    complaint = a_complaint()
    browser = browser_of(accounts.li_min())

    kept = browser.post(
        url("note", complaint), {"text": "已电话核实", "audience": "internal"}, follow=True
    )
    empty = browser.post(url("note", complaint), {"text": "", "audience": "consumer"})

    assert "已电话核实" in text_of(kept)
    assert "内部" in text_of(kept)
    assert empty.context["note_form"].errors["text"]


def test_a_telephone_is_shown_once_after_a_reason_and_that_is_on_record():
    complaint = a_complaint()
    browser = browser_of(accounts.li_min())

    asked = browser.get(url("unmask", complaint, "phone"))
    refused = browser.post(url("unmask", complaint, "phone"), {"reason": " "})
    shown = browser.post(url("unmask", complaint, "phone"), {"reason": "电话核实"})

    assert given.PHONE not in text_of(asked) + text_of(refused)
    assert given.PHONE in text_of(shown)
    assert shown["Cache-Control"] == "no-store"
    assert audit.history(complaint.stream)[-1].kind == "personal.unmasked"


def test_an_unknown_column_is_not_unmasked():
    complaint = a_complaint()

    browser = browser_of(accounts.li_min())
    assert browser.get(url("unmask", complaint, "facts")).status_code == 404


def test_who_reads_without_personal_data_is_offered_none():
    complaint = a_complaint()
    analyst = browser_of(accounts.officer("统计员", Role.ANALYST))

    assert url("unmask", complaint, "phone") not in text_of(
        analyst.get(url("complaint", complaint))
    )
    assert analyst.get(url("unmask", complaint, "phone")).status_code == 403


def test_material_is_added_and_handed_out_so_that_it_can_do_no_harm():
    complaint = a_complaint()
    browser = browser_of(accounts.li_min())
    upload = io.BytesIO(documents.PDF)
    upload.name = "小票.pdf"

    typed = {"file": upload, "purpose": "发票", "audience": "all"}
    browser.post(url("add_evidence", complaint), typed)
    page = browser.get(url("complaint", complaint))
    (piece,) = page.context["case"].evidence
    answer = browser.get(url("evidence", complaint, piece.id))

    assert piece.name == "小票.pdf"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == documents.PDF
    stranger = browser_of(accounts.wang_qiang())
    assert stranger.get(url("evidence", complaint, piece.id)).status_code == 404


def test_a_picture_is_shown_in_the_browser():
    complaint = a_complaint()
    browser = browser_of(accounts.li_min())
    evidence = actions.add_evidence(
        complaint_id=complaint.pk,
        content=io.BytesIO(documents.a_picture("PNG")),
        name="照片.png",
        by=accounts.li_min(),
        at=NOON,
    )

    answer = browser.get(url("evidence", complaint, evidence.pk))

    assert answer["Content-Disposition"].startswith("inline")
    answer.close()


def test_a_file_that_may_not_be_stored_is_refused_at_the_field_and_the_words_stay():
    complaint = a_complaint()
    upload = io.BytesIO(b"MZ\x90\x00")
    upload.name = "程序.exe"

    answer = browser_of(accounts.li_min()).post(
        url("add_evidence", complaint),
        {"file": upload, "purpose": "证明付款", "audience": "internal"},
    )

    assert "程序.exe" in "".join(answer.context["form"].errors["file"])
    assert "证明付款" in text_of(answer)


def test_an_owed_paper_is_noted_as_issued_once():
    complaint = a_complaint()
    browser = browser_of(accounts.li_min())
    (paper,) = browser.get(url("complaint", complaint)).context["file"].papers

    browser.post(url("issue_document", complaint, paper.id))

    (after,) = browser.get(url("complaint", complaint)).context["file"].papers
    assert after.issued_at == NOON
    other = a_complaint()
    assert browser.post(url("issue_document", other, paper.id)).status_code == 404


def test_the_business_meant_is_looked_up_and_changed_with_a_reason():
    complaint = a_complaint()
    other = businesses.a_business("西宁大美服饰有限公司")
    browser = browser_of(accounts.li_min())
    address = url("change_business", complaint) + "?q=大美服饰"

    shown = text_of(browser.get(address))
    wrong = browser.post(address, {"business": other.pk, "reason": ""})
    browser.post(address, {"business": other.pk, "reason": "发票抬头是这一家"})

    assert "西宁大美服饰有限公司" in shown
    assert wrong.context["form"].errors["reason"]
    assert given.reloaded(complaint).business == other


def test_a_business_that_is_not_found_can_be_registered():
    complaint = a_complaint()

    page = browser_of(accounts.li_min()).get(url("change_business", complaint) + "?q=无此企业啊")

    assert reverse("desk:register_business") in text_of(page)


def test_a_closed_case_is_not_corrected():
    complaint = a_complaint(Stage.ARCHIVED)

    answer = browser_of(accounts.li_min()).get(url("change_business", complaint), follow=True)

    assert "不能再作" in text_of(answer)


def test_another_open_complaint_of_the_same_person_is_pointed_out():
    first, second = a_complaint(title="第一次"), a_complaint(title="第二次")

    page = text_of(browser_of(accounts.li_min()).get(url("complaint", second)))

    assert "核对是否重复" in page
    assert url("complaint", first) in page


def test_opened_and_never_opened_are_two_facts():
    complaint = a_complaint(Stage.NEGOTIATING)
    browser = browser_of(accounts.li_min())

    before = text_of(browser.get(url("complaint", complaint)))
    given.an_offer(complaint, at=NOON - HOUR / 2)
    after = text_of(browser.get(url("complaint", complaint)))

    assert "没有打开过" in before
    assert "2026-09-01 11:30 打开" in after
    assert "同意退款，请寄回商品。" in after


def test_the_case_costs_the_same_number_of_queries_whatever_happened(
    django_assert_num_queries, counted_queries
):
    complaint = a_complaint(Stage.MEDIATING)
    browser = browser_of(accounts.li_min())
    few = counted_queries(lambda: browser.get(url("complaint", complaint)))
    for number in range(40):
        text = f"第{number}次电话核实"
        actions.note(complaint_id=complaint.pk, text=text, by=accounts.li_min(), at=NOON)

    with django_assert_num_queries(few):
        browser.get(url("complaint", complaint))
