"""An analysis from its order to its correction, in a browser: compiled, edited, reviewed, out."""

import pytest

from smart315.accounts.actors import Role
from smart315.insight import actions, queries
from tests.given import accounts, analyses, counting
from tests.journeys.signing_in import at_the_desk, now


@pytest.fixture
def counted(transactional_db, settings, tmp_path):
    settings.DEMO = True
    settings.FACTS = tmp_path / "facts"
    counting.complaints()


def press(page, name):
    page.locator("main form[method=post]").get_by_role("button", name=name, exact=True).click()


def worker():
    """The worker comes by."""
    actions.compile_ordered(compiled=queries.compiled, at=now())


def move(page, name):
    page.locator(".actions").get_by_role("link", name=name, exact=True).click()


def ordered(page, **words):
    """Order the county's year and wait for it."""
    page.get_by_role("link", name="汇编报告").first.click()
    page.get_by_label("期间").fill("2026")
    page.get_by_label("地区").select_option(analyses.PLACE)
    for label, text in words.items():
        page.get_by_label(label).fill(text)
    press(page, "汇编")


def confirmed(page):
    """Read every typical case and keep it."""
    while page.get_by_text("待确认").count():
        page.locator(".exemplar", has_text="待确认").first.get_by_role("link").click()
        press(page, "采用")


def edited_flagged_and_put_right(desk, look):
    desk.locator(".card-header", has_text="总体情况").get_by_role("link").click()
    look(desk, "analysis-write")
    text = desk.get_by_label("文字").input_value()
    desk.get_by_label("文字").fill(text.replace("消费者投诉", "消费者投诉9"))
    press(desk, "保存")
    assert "与数据快照不一致" in desk.locator("main").inner_text()
    look(desk, "analysis-flagged")
    move(desk, "提交审核")
    press(desk, "提交审核")
    assert "处数字与数据快照不一致" in desk.locator("body").inner_text()
    desk.locator(".card-header", has_text="总体情况").get_by_role("link").click()
    desk.get_by_label("文字").fill(text)
    press(desk, "保存")


def test_an_analysis_goes_from_its_order_to_its_correction(counted, desk, open_page, look):
    at_the_desk(desk, accounts.officer("赵静", Role.ANALYST))
    desk.goto(f"{desk.url.split('/desk')[0]}/desk/analyses/")
    look(desk, "analyses-none")
    ordered(desk)
    desk.get_by_role("link", name="停止自动刷新").click()
    look(desk, "analysis-compiling")
    worker()
    desk.get_by_role("link", name="看看完成没有").click()
    look(desk, "analysis-draft")

    edited_flagged_and_put_right(desk, look)

    desk.locator(".exemplar").first.get_by_role("link").click()
    look(desk, "analysis-exemplar")
    press(desk, "采用")
    confirmed(desk)
    move(desk, "提交审核")
    look(desk, "analysis-submit")
    press(desk, "提交审核")
    assert "待审核" in desk.locator("main").inner_text()

    chief = open_page("desk")
    at_the_desk(chief, accounts.head())
    chief.goto(desk.url)
    move(chief, "核准")
    press(chief, "核准")
    move(chief, "发布")
    press(chief, "发布")
    assert "已发布" in chief.locator("main").inner_text()
    look(chief, "analysis-published")

    desk.reload()
    desk.get_by_role("link", name="更正", exact=True).click()
    desk.get_by_label("更正理由").fill("补录了漏登的投诉")
    look(desk, "analysis-correct")
    press(desk, "汇编")
    desk.get_by_role("link", name="停止自动刷新").click()
    worker()
    desk.get_by_role("link", name="看看完成没有").click()
    assert "第 2 版" in desk.locator("main").inner_text()
    desk.locator("dd").get_by_role("link", name="（第 1 版）").click()
    look(desk, "analysis-compare")
    assert "没有变化" in desk.locator("main").inner_text()


def test_the_waiting_page_comes_to_the_report_by_itself_without_a_script(counted, plain_desk, look):
    at_the_desk(plain_desk, accounts.officer("赵静", Role.ANALYST))
    plain_desk.goto(f"{plain_desk.url.split('/desk')[0]}/desk/analyses/")
    ordered(plain_desk)
    worker()

    plain_desk.get_by_text("已汇编，请核对文字和典型案例").wait_for()
    assert "总体情况" in plain_desk.locator("main").inner_text()
