"""An officer reads the board and its map in a browser, and goes down to a county."""

import pytest

from smart315.accounts.actors import Role
from tests.given import accounts, counting
from tests.journeys.signing_in import at_the_desk


@pytest.fixture
def counted(transactional_db, settings, tmp_path):
    settings.DEMO = True
    settings.FACTS = tmp_path / "facts"
    counting.complaints()


def test_the_map_shows_counties_and_the_table_leads_down_to_them(counted, desk, look):
    at_the_desk(desk, accounts.officer("省会", Role.ANALYST, accounts.province()))
    desk.goto(f"{desk.url.split('/desk')[0]}/desk/figures/?period=2026")
    desk.get_by_text("各县（市、区）的件数").click()
    look(desk, "board")
    assert desk.locator(".county-map path title", has_text="城东区：7").count() == 1

    desk.locator("section[aria-labelledby=by-prefecture]").get_by_role(
        "link", name="西宁市"
    ).first.click()
    look(desk, "board-prefecture")
    assert desk.locator(".county-map g path").count() == 7
