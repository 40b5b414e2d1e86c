"""The public page of figures: what the release says, no more, and small enough for a slow line."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from smart315.accounts.actors import SYSTEM
from smart315.insight import actions, queries
from smart315.insight.opendata.declared import INDICATORS
from smart315.measures.periods import Period
from tests.given import opened


pytestmark = pytest.mark.django_db
SMALL = 60_000  # bytes: twelve seconds at 40 kbit/s


@pytest.fixture(autouse=True)
def facts(settings, tmp_path):
    settings.FACTS = tmp_path / "facts"


@pytest.fixture
def published():
    opened.two_quarters()
    for code in ("2026Q3", "2026Q4"):
        actions.release_open_data(period=Period.read(code), by=SYSTEM, at=opened.LATER)
    return Client()


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_shows_the_newest_quarter_and_any_other_by_its_link(published):
    assert published.get("/figures/").context["release"].period == "2026Q4"
    assert published.get("/figures/2026Q3/").context["release"].period == "2026Q3"
    assert published.get("/figures/2031Q1/").status_code == 404


def test_every_figure_is_what_the_release_says(published):
    context = published.get("/figures/2026Q3/").context
    body = queries.release("2026Q3").frozen

    tiles = {each.name: each for each in context["tiles"]}
    assert tiles["accepted"].value == str(body.figures["accepted"].numerator)
    for section in context["sections"]:
        shown = {row.names[0]: row.count for row in body.tables[section.name] if row.count != 0}
        assert {line.title: line.count for line in section.lines} == {
            name: "※" if count is None else str(count) for name, count in shown.items()
        }


def test_what_is_withheld_bears_a_sign_that_is_explained_and_no_bar(published):
    page = published.get("/figures/2026Q3/")

    lines = [line for each in page.context["sections"] for line in each.lines]
    assert {line.length for line in lines if line.count == "※"} == {0.0}
    assert "即“〈5”：涉及的人少于5人" in text_of(page)


def test_a_quarter_is_compared_with_the_published_one_before(published):
    now, before = (
        queries.release(code).frozen.figures["received"].numerator or 0
        for code in ("2026Q4", "2026Q3")
    )

    tile = published.get("/figures/").context["tiles"][0]

    assert tile.to_before == f"↓{round((before - now) / before * 100, 2):.2f}%"
    assert tile.to_year_before == "—"


def test_every_figure_opens_its_definition(published):
    page = text_of(published.get("/figures/"))

    for name in published.get("/figures/").context["tiles"]:
        assert f"/figures/definitions/{name.name}/" in page
    for name in INDICATORS:
        assert published.get(f"/figures/definitions/{name}/").status_code == 200
    assert published.get("/figures/definitions/people/").status_code == 404


def test_every_table_beside_a_chart_can_be_had_as_a_file(published):
    page = text_of(published.get("/figures/2026Q3/"))

    links = set(re.findall(r'href="(/open-data/v1/[^"]+\.csv)"', page))
    assert len(links) == 9
    assert {published.get(each).status_code for each in links} == {200}


def test_the_page_comes_over_a_slow_line(published):
    page = published.get("/figures/2026Q3/").content
    styles = [finders.find(f"public/{name}.css") for name in ("site", "figures")]

    sent = sum(
        len(gzip.compress(each))
        for each in (page, *(Path(str(each)).read_bytes() for each in styles))
    )

    assert sent < SMALL / 2
    assert len(page) < SMALL
    assert b"<script" not in page


def test_the_page_takes_few_statements(published, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        published.get("/figures/")
    with django_assert_max_num_queries(3):
        published.get("/open-data/")


def test_before_anything_is_published_the_pages_say_so(db):
    for address in ("/figures/", "/open-data/"):
        assert "还没有公开的统计数据" in text_of(Client().get(address))
    assert Client().get("/figures/2026Q3/").status_code == 404


def test_the_list_of_files_explains_every_column(published):
    page = text_of(published.get("/open-data/"))

    for name in ("nature_code", "withheld", "denominator"):
        assert f"<code>{name}</code>" in page
    assert queries.release("2026Q3").sha256 in page


def test_every_public_page_leads_there(published):
    page = text_of(published.get("/"))

    assert 'href="/figures/"' in page
    assert 'href="/open-data/"' in page
