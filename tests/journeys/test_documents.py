"""李敏 issues the letter of acceptance; 周颖 fetches it, and anybody can see that it is genuine."""

import re
from datetime import timedelta

import pytest

from smart315.casework import queries
from smart315.casework.models import IssuedDocument
from smart315.casework.states import Stage
from tests.given import accounts, casework
from tests.journeys.browser import DESK, PHONE
from tests.journeys.signing_in import at_the_desk, now


@pytest.fixture
def complaint(transactional_db):
    casework.the_world()
    accepted = casework.a_complaint(Stage.ACCEPTED, at=now() - timedelta(hours=1))
    accepted.parties.update(language="bo")
    return accepted


def _says(page, words):
    page.get_by_text(words).first.wait_for()


def _write_the_letter(page, complaint, accessible, picture):
    page.goto(f"/desk/complaints/{complaint.pk}/")
    page.get_by_role("link", name=re.compile("^制作.*受理通知书")).click()
    _says(page, "（文号在发出时取得）")
    page.get_by_label(re.compile("补充说明")).fill("请保留羽绒服原状😀。")
    page.get_by_role("button", name="更新预览").click()
    _says(page, "下列字符没有字形")
    accessible(page)
    page.get_by_label(re.compile("补充说明")).fill("请保留羽绒服原状。")
    page.get_by_role("button", name="更新预览").click()
    _says(page, "请保留羽绒服原状。")
    _at_both_widths(page, accessible, picture, "desk-write-paper")


def _note_the_delivery(page, accessible, picture):
    page.get_by_role("link", name=re.compile("^登记送达")).click()
    page.get_by_role("button", name="保存").click()
    _at_both_widths(page, accessible, picture, "desk-deliver-paper")
    page.get_by_label("直接送达").check()
    page.get_by_label("收件人").fill("周颖")
    page.get_by_label("送达时间").fill(f"{now():%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="保存").click()
    _says(page, "已记录送达。")


def _at_both_widths(page, accessible, picture, name):
    """Look at a page as it stands, wide and narrow."""
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        accessible(page)
        picture(page, name)


def test_a_letter_is_issued_fetched_and_proved(open_page, complaint, accessible, picture, tmp_path):
    officer, consumer, anybody = open_page("desk"), open_page("phone"), open_page("phone")
    at_the_desk(officer, accounts.li_min())
    _write_the_letter(officer, complaint, accessible, picture)
    officer.get_by_role("button", name="发出", exact=True).click()
    _says(officer, "已发出受理通知书")
    _note_the_delivery(officer, accessible, picture)
    _at_both_widths(officer, accessible, picture, "desk-papers")

    receipt = queries.receipt(complaint.pk)
    consumer.goto("/track/")
    consumer.get_by_label("投诉编号").fill(receipt.number)
    consumer.get_by_label("查询码").fill(receipt.query_code)
    consumer.get_by_role("button", name="查询").click()
    with consumer.expect_download() as download:
        consumer.get_by_role("link", name=re.compile("受理通知书")).first.click()
    _at_both_widths(consumer, accessible, picture, "consumer-papers")
    fetched = tmp_path / "受理通知书.pdf"
    download.value.save_as(fetched)

    anybody.goto("/verify/")
    accessible(anybody)
    anybody.get_by_label("核验码").fill(IssuedDocument.objects.get().verify_code.lower())
    anybody.get_by_role("button", name="核验", exact=True).click()
    _says(anybody, "这份文书是真实的，现在有效。")
    anybody.get_by_label("PDF文件").set_input_files(fetched)
    anybody.get_by_role("button", name="核对", exact=True).click()
    _says(anybody, "文件与发出的文书完全一致。")
    _at_both_widths(anybody, accessible, picture, "proof")
    fetched.write_bytes(fetched.read_bytes() + b" ")
    anybody.get_by_label("PDF文件").set_input_files(fetched)
    anybody.get_by_role("button", name="核对", exact=True).click()
    _says(anybody, "文件与发出的文书不一致")
    accessible(anybody)
