"""An analyst puts a question together, keeps it, shares it, and has it mailed."""

import pytest

from smart315.accounts.actors import Role
from tests.given import accounts, counting
from tests.journeys.signing_in import at_the_desk


@pytest.fixture
def analyst(transactional_db, settings, tmp_path, desk):
    settings.DEMO = True
    settings.FACTS = tmp_path / "facts"
    counting.complaints()
    at_the_desk(desk, accounts.officer("分析", Role.ANALYST, accounts.county()))
    return desk


def test_an_analyst_asks(analyst, look):
    analyst.goto("/desk/ask/")
    look(analyst, "ask-bare")
    analyst.get_by_role("button", name="统计", exact=True).click()
    look(analyst, "ask-nothing")
    analyst.get_by_label("受理投诉件数", exact=True).check()
    analyst.get_by_label("投诉解决率", exact=True).check()
    analyst.get_by_label("行", exact=True).select_option("nature")
    analyst.get_by_label("期间", exact=False).first.fill("2026")
    analyst.get_by_role("button", name="统计", exact=True).click()
    analyst.locator("table.pivot").wait_for()
    look(analyst, "ask-nature")
    analyst.locator("details.narrow > summary").click()
    analyst.get_by_label("列", exact=True).select_option("month")
    analyst.locator(".conditions summary", has_text="投诉渠道").click()
    look(analyst, "ask-open")
    analyst.get_by_role("button", name="统计", exact=True).click()
    look(analyst, "ask-two")
    analyst.goto("/desk/ask/?measure=received&measure=accepted&rows=month&period=2026&against=year")
    look(analyst, "ask-months")
