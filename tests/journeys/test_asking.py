"""An analyst puts a question together, keeps it, shares it, and has it mailed."""

import re

import pytest

from smart315.accounts.actors import Role
from tests.given import accounts, counting
from tests.journeys.signing_in import at_the_desk


MONTHS = "measure=received&measure=accepted&rows=month&period=2026&against=year&against=before"


@pytest.fixture
def analyst(transactional_db, settings, tmp_path, desk):
    settings.DEMO = True
    settings.FACTS = tmp_path / "facts"
    counting.complaints()
    at_the_desk(desk, accounts.officer("分析", Role.ANALYST, accounts.county()))
    return desk


def press(page, name):
    page.locator("main").get_by_role("button", name=name, exact=True).first.click()


def test_an_analyst_asks_keeps_shares_and_is_mailed(analyst, look):
    analyst.goto("/desk/ask/")
    look(analyst, "ask-bare")
    press(analyst, "统计")
    analyst.get_by_text("请选择一到三项指标").wait_for()
    look(analyst, "ask-refused")

    analyst.get_by_label("收到投诉件数", exact=True).check()
    analyst.get_by_label("投诉解决率", exact=True).check()
    analyst.get_by_label("行", exact=True).select_option("nature")
    analyst.get_by_label("期间", exact=True).fill("2026")
    press(analyst, "统计")
    analyst.locator("table.pivot").wait_for()
    look(analyst, "ask-nature")

    analyst.locator("details.narrow > summary").click()
    analyst.get_by_label("列", exact=True).select_option("month")
    analyst.locator(".conditions summary", has_text="商品服务大类").click()
    look(analyst, "ask-open")
    press(analyst, "统计")
    analyst.locator("th[scope=colgroup]").first.wait_for()
    look(analyst, "ask-two")
    analyst.goto(f"/desk/ask/?{MONTHS}")
    look(analyst, "ask-months")

    analyst.get_by_role("link", name="保存这个问题").click()
    analyst.get_by_label("标题").fill("各月收到和受理")
    look(analyst, "ask-keep")
    analyst.get_by_label("本单位和下级单位的人").check()
    press(analyst, "保存")
    analyst.get_by_text("已保存。").wait_for()
    look(analyst, "ask-saved")

    analyst.get_by_role("link", name=re.compile("订阅.*各月收到和受理")).click()
    press(analyst, "订阅")
    analyst.locator(".errorlist").first.wait_for()
    look(analyst, "ask-mail-refused")
    analyst.get_by_label("邮箱").fill("fenxi@example.org")
    analyst.get_by_label("达到或者超过").check()
    analyst.get_by_label("条件的数值").fill("3")
    press(analyst, "订阅")
    analyst.get_by_text("已订阅。").wait_for()
    look(analyst, "ask-mailings")

    analyst.goto("/desk/ask/saved/")
    analyst.locator("details.confirm > summary").click()
    look(analyst, "ask-delete")
    press(analyst, "确认删除")
    again = analyst.locator("section[aria-labelledby=deleted] button")
    again.wait_for()
    look(analyst, "ask-deleted")
    again.click()
    analyst.get_by_text("已恢复。").wait_for()
    analyst.get_by_role("link", name="各月收到和受理").first.click()
    analyst.locator("table.pivot").wait_for()
    look(analyst, "ask-of-saved")
