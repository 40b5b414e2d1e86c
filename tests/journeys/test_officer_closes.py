"""李敏 takes a complaint from today's work to its end, with the head and another caller."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from smart315.accounts.actors import Role
from smart315.casework.states import Stage
from tests.given import accounts, casework
from tests.given.documents import PDF
from tests.journeys.signing_in import at_the_desk, now


@pytest.fixture
def cast(transactional_db):
    """The officer, the head and the one who calls back."""
    casework.the_world()
    callers = (Role.FOLLOW_UP,)
    return {
        "officer": accounts.li_min(),
        "head": accounts.head(),
        "caller": accounts.officer("回访员", callers),
    }


@pytest.fixture
def complaint(cast):
    return casework.a_complaint(Stage.SUBMITTED, at=now() - timedelta(hours=1))


def _press(page, words):
    page.locator("main").get_by_role("button", name=words, exact=True).click()


def _says(page, words):
    page.get_by_text(words).first.wait_for()


def _open(page, words):
    """Follow a link of the page to what it leads to."""
    page.locator("main").get_by_role("link", name=re.compile(f"^{words}")).first.click()
    page.get_by_role("heading", level=1, name=words).wait_for()


def _take_on(page, accessible, picture):
    accessible(page)
    picture(page, "desk-today")
    _open(page, "受理")
    _press(page, "受理")
    _says(page, "请先核对并告知")
    accessible(page)
    picture(page, "desk-accept")
    page.get_by_label(re.compile("已核对没有12315")).check()
    _press(page, "受理")
    _says(page, "已受理。")


def _assign(page, accessible, picture):
    _open(page, "分派")
    page.get_by_label(re.compile("李敏（在办")).check()
    accessible(page)
    _press(page, "分派")
    _says(page, "已分派。")
    picture(page, "desk-assigned")


def _mediate(page, accessible):
    _open(page, "通知经营者")
    accessible(page)
    _press(page, "通知经营者")
    _says(page, "经营者还没有打开投诉")
    _open(page, "开始调解")
    page.get_by_label("地点或者方式").fill("本会调解室")
    page.get_by_label("投诉人同意调解").check()
    _press(page, "开始调解")
    _says(page, "一方不同意的，不得调解")
    assert page.get_by_label("地点或者方式").input_value() == "本会调解室"
    accessible(page)
    page.get_by_label("经营者同意调解").check()
    _press(page, "开始调解")


def _sign(page, side):
    _open(page, "登记签名")
    page.get_by_label(side, exact=True).check()
    if side == "投诉人":
        page.get_by_label("签名的投诉人或者代表人").select_option(label="周颖")
    sheet = {"name": f"{side}.pdf", "mimeType": "application/pdf", "buffer": PDF + side.encode()}
    page.get_by_label("签名页（扫描件）").set_input_files([sheet])
    _press(page, "登记签名")
    _says(page, "已登记签名。")


def _agree(page, accessible, picture):
    page.locator("main").get_by_role("link", name="达成调解协议").first.click()
    page.get_by_role("heading", level=1, name="起草调解协议").wait_for()
    page.get_by_label("协议内容").select_option("refund")
    page.get_by_label("各方责任").fill("经营者承担退还价款的责任。")
    page.get_by_label("向谁履行").first.fill("周颖")
    page.get_by_label("日期").first.fill(f"{localdate() + timedelta(days=5):%Y-%m-%d}")
    page.get_by_label("方式", exact=True).first.fill("原路退回支付账户")
    _press(page, "保存并定稿")
    _says(page, "请写明金额")
    accessible(page)
    picture(page, "desk-agreement-refused")
    page.get_by_label(re.compile("总金额")).fill("299")
    page.get_by_label("金额（元）", exact=True).first.fill("299")
    _press(page, "保存并定稿")
    _says(page, "待签名")
    for side in ("投诉人", "经营者"):
        _sign(page, side)
    _open(page, "调解员签名，协议生效")
    _press(page, "调解员签名，协议生效")
    _says(page, "已签署生效")
    accessible(page)
    picture(page, "desk-mediation-agreed")
    page.locator(".crumbs").get_by_role("link").nth(1).click()
    _says(page, "等待履行")
    accessible(page)
    picture(page, "desk-case")


def _finish(page, accessible):
    _open(page, "确认履行")
    page.get_by_label("履行凭据").fill("投诉人来电确认收到退款")
    _press(page, "确认履行")
    _open(page, "办结")
    assert page.get_by_label(re.compile("为消费者挽回经济损失")).input_value() == "299.00"
    accessible(page)
    _press(page, "办结")
    _says(page, "已提交审批。")
    accessible(page)


def _approve(page, accessible, picture):
    page.goto("/desk/approvals/")
    accessible(page)
    picture(page, "desk-approvals")
    _press(page, "同意")
    _says(page, "没有待审批的事项")


def _call_back(page, accessible):
    page.get_by_role("link", name=re.compile("待回访")).click()
    page.locator("main").get_by_role("link", name="羽绒服掉毛不予退货").click()
    _open(page, "回访")
    page.get_by_role("group", name="是否联系上投诉人").get_by_label("是").check()
    page.get_by_label("5 很满意").check()
    accessible(page)
    _press(page, "回访")
    _says(page, "满意度 5 分")
    accessible(page)


def _walk(officer, head, caller, cast, accessible, picture):
    at_the_desk(officer, cast["officer"])
    at_the_desk(head, cast["head"])
    _take_on(officer, accessible, picture)
    head.reload()
    _assign(head, accessible, picture)
    officer.reload()
    _mediate(officer, accessible)
    _agree(officer, accessible, picture)
    _finish(officer, accessible)
    _approve(head, accessible, picture)
    at_the_desk(caller, cast["caller"])
    _call_back(caller, accessible)


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_a_complaint_is_taken_on_mediated_and_closed(
    width, open_page, cast, complaint, accessible, picture
):
    officer, head, caller = (open_page(width) for _ in range(3))

    _walk(officer, head, caller, cast, accessible, picture)

    assert casework.reloaded(complaint).stage == Stage.FOLLOWED_UP


@pytest.mark.both_databases
def test_all_of_it_works_without_javascript(open_page, cast, complaint, accessible, picture):
    officer, head, caller = (open_page("desk", javascript=False) for _ in range(3))

    _walk(officer, head, caller, cast, accessible, picture)

    assert casework.reloaded(complaint).stage == Stage.FOLLOWED_UP
