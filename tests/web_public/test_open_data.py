"""The interface of the open data: whole, the same in every form, for everybody, and told apart."""

import csv
import hashlib
import json
from io import BytesIO, StringIO

import pyarrow.parquet as pq
import pytest
from django.test import Client

from smart315.accounts.actors import SYSTEM
from smart315.casework.states import Stage
from smart315.insight import actions, queries
from smart315.insight.opendata.declared import NAMES
from smart315.measures.periods import Period
from smart315.web.public.opened.answers import ASKS
from tests.given import NOON, casework, opened
from tests.given.counting import DAY


pytestmark = pytest.mark.django_db
V1 = "/open-data/v1"
HERE = f"{V1}/releases/2026Q3"


@pytest.fixture(autouse=True)
def facts(settings, tmp_path):
    settings.FACTS = tmp_path / "facts"


@pytest.fixture
def published():
    opened.two_quarters()
    for code in ("2026Q3", "2026Q4"):
        actions.release_open_data(period=Period.read(code), by=SYSTEM, at=opened.LATER)
    return Client()


def rows_of(browser, address):
    return browser.get(address).json()["rows"]


def test_every_form_of_a_table_says_the_same(published):
    for name in NAMES:
        rows = rows_of(published, f"{HERE}/{name}.json?size=1000")

        text = published.get(f"{HERE}/{name}.csv").content.decode()
        lines = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))
        table = pq.read_table(BytesIO(published.get(f"{HERE}/{name}.parquet").content))

        assert text.startswith("\ufeff")
        assert table.to_pylist() == rows
        assert [{key: written(value) for key, value in row.items()} for row in rows] == lines
        assert b"licence" in table.schema.metadata


def written(value):
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def test_a_release_says_which_columns_its_tables_have(published):
    about = published.get(f"{HERE}/").json()

    assert [each["name"] for each in about["tables"]] == list(NAMES)
    for each in about["tables"]:
        columns = [column["name"] for column in each["columns"]]
        assert list(rows_of(published, f"{HERE}/{each['name']}.json")[0]) == columns
        assert all(column["meaning"] for column in each["columns"])
        assert published.get(each["files"]["csv"]).status_code == 200


def test_what_is_withheld_is_empty_and_says_so(published):
    rows = rows_of(published, f"{HERE}/nature.json")

    assert {row["nature_code"] for row in rows if row["withheld"]} >= {"N04", "N05"}
    assert all((row["accepted"] is None) == row["withheld"] for row in rows)


def test_the_text_of_a_release_has_the_hash_that_is_told(published):
    (_newer, about) = rows_of(published, f"{V1}/releases/")

    text = published.get(f"{HERE}/release.json").content

    assert hashlib.sha256(text).hexdigest() == about["sha256"]
    assert about["period"] == "2026Q3"


def test_a_series_has_every_quarter_page_by_page(published):
    whole = rows_of(published, f"{V1}/series/nature.json?size=1000")
    address, pages = f"{V1}/series/nature.json?size=7", []
    while address:
        page = published.get(address).json()
        pages += page["rows"]
        address = page["next"]

    assert pages == whole
    assert page["total"] == len(whole)
    assert [each["period"] for each in (whole[0], whole[-1])] == ["2026Q3", "2026Q4"]


def test_an_earlier_version_can_still_be_had(published):
    before = published.get(f"{HERE}/nature.csv").content
    casework.a_complaint(Stage.ACCEPTED, at=NOON, phone="13810888888", nature_code="N01")
    actions.release_open_data(
        period=Period.read("2026Q3"), reason="补录一件", by=SYSTEM, at=opened.LATER + DAY
    )

    assert published.get(f"{HERE}/nature.csv?version=1").content == before
    assert published.get(f"{HERE}/nature.csv").content != before
    assert published.get(f"{HERE}/").json()["reason"] == "补录一件"


def test_what_has_not_changed_is_not_sent_again(published):
    first = published.get(f"{HERE}/nature.json")

    by_tag = published.get(f"{HERE}/nature.json", HTTP_IF_NONE_MATCH=first["ETag"])
    by_date = published.get(f"{HERE}/nature.json", HTTP_IF_MODIFIED_SINCE=first["Last-Modified"])

    assert (by_tag.status_code, by_date.status_code) == (304, 304)
    assert by_tag.content == b""
    assert first["Cache-Control"] == "public, max-age=3600"


def test_any_page_of_the_web_may_read_it(published):
    for method in (published.get, published.head, published.options):
        answer = method(f"{HERE}/nature.json", HTTP_ORIGIN="https://example.org")
        assert answer["Access-Control-Allow-Origin"] == "*"
    assert published.post(f"{HERE}/nature.json").status_code == 405


def test_an_answer_is_in_chinese_whatever_the_reader_chose(published):
    published.cookies["language"] = "bo"

    titles = {row["title"] for row in rows_of(published, f"{HERE}/indicators.json")}

    assert "受理投诉件数" in titles


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        (f"{V1}/releases/2031Q1/", 404, "没有公开过“2031Q1”"),
        (f"{HERE}/?version=9", 404, "没有公开过"),
        (f"{HERE}/colour.csv", 404, "没有“colour”这张表；有：nature"),
        (f"{HERE}/nature.xls", 404, "没有“xls”这种格式；有：csv"),
        (f"{HERE}/nature.json?page=0", 400, "page"),
        (f"{HERE}/nature.json?size=5000", 400, "size"),
        (f"{V1}/series/colour.json", 404, "没有“colour”这张表"),
    ],
)
def test_a_question_that_means_nothing_says_what_can_be_asked(published, address, status, says):
    answer = published.get(address)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert says in json.loads(answer.content)["detail"]


def test_who_asks_too_often_is_told_when_to_come_back(db):
    browser = Client()
    for _each in range(ASKS.times):
        browser.get(f"{V1}/releases/")

    answer = browser.get(f"{V1}/releases/")

    assert (answer.status_code, answer["Retry-After"]) == (429, "60")


def test_before_anything_is_published_the_list_is_empty(db):
    page = Client().get(f"{V1}/releases/").json()

    assert (page["total"], page["rows"], page["next"]) == (0, [], None)
    assert queries.release() is None


def test_a_catalogue_finds_every_table_in_every_form(published):
    found = published.get("/open-data/data.json").json()

    for dataset in found["dcat:dataset"]:
        for each in dataset["dcat:distribution"]:
            answer = published.get(each["dcat:accessURL"])
            assert answer.status_code == 200
            assert answer["Content-Type"].startswith(each["dcat:mediaType"])
    assert [each["dct:identifier"] for each in found["dcat:dataset"]] == list(NAMES)


def test_an_answer_takes_few_statements(published, django_assert_max_num_queries):
    for address in (f"{HERE}/nature.json", f"{V1}/series/nature.csv", f"{V1}/releases/"):
        with django_assert_max_num_queries(3):
            published.get(address)
