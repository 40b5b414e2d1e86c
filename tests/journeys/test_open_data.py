"""Somebody reads the public figures, with nothing but a browser: no sign-in, no script."""

import csv
from pathlib import Path

import pytest

from smart315.accounts.actors import SYSTEM
from smart315.insight import actions, queries
from smart315.measures.periods import Period
from tests.given import opened


@pytest.fixture
def published(transactional_db, settings, tmp_path):
    settings.FACTS = tmp_path / "facts"
    opened.two_quarters()
    for code in ("2026Q3", "2026Q4"):
        actions.release_open_data(period=Period.read(code), by=SYSTEM, at=opened.LATER)


def test_from_the_front_page_to_a_figure_its_definition_and_its_file(
    published, open_page, accessible, picture
):
    for width in ("phone", "desk"):
        page = open_page(width, javascript=False)
        page.goto("/")
        page.get_by_role("link", name="投诉统计").click()
        page.get_by_role("link", name="2026年第三季度").click()
        assert "2026年第三季度" in page.locator("h1").inner_text()
        accessible(page)
        picture(page, "public-figures")

        with page.expect_download() as saved:
            page.locator("[aria-labelledby=by-nature] a").click()
        lines = Path(saved.value.path()).read_text("utf-8-sig").splitlines()
        rows = queries.release("2026Q3").frozen.tables["nature"]
        assert [line["accepted"] for line in csv.DictReader(lines)] == [
            "" if row.count is None else str(row.count) for row in rows
        ]

        page.get_by_role("link", name="投诉解决率").click()
        assert "解决件数÷受理投诉件数" in page.locator("main").inner_text()
        accessible(page)

        page.get_by_role("link", name="开放数据").click()
        accessible(page)
        picture(page, "public-open-data")


def test_the_figures_can_be_read_in_tibetan_and_in_large_type(published, plain_phone, accessible):
    plain_phone.goto("/figures/")
    plain_phone.get_by_role("button", name="བོད་ཡིག").click()

    assert plain_phone.locator("html").get_attribute("lang") == "bo"
    assert "ཞུ་གཏུག་བསྡོམས་རྩིས།" in plain_phone.locator("h1").inner_text()
    accessible(plain_phone)
