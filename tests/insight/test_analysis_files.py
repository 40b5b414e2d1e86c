"""The files of an analysis, read back: each says what the snapshot says, and nothing is a box."""

import io
import json
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from django.utils.timezone import get_default_timezone
from docx import Document
from openpyxl import load_workbook

from smart315.documents import coverage
from smart315.documents.booklets import Drawing, Grid, Heading, Prose, texts
from smart315.insight import queries
from smart315.insight.analyses import printing, workbooks
from tests.documents.reading import fonts_of, ink_of, pages_of, text_of, words
from tests.given import analyses


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]
EARLY = datetime(2027, 8, 1, 0, 30, tzinfo=get_default_timezone())
FONTS = files("smart315.documents") / "fonts"
VOID = {"meta", "br", "path", "rect", "line", "stop", "image"}


@pytest.fixture
def report():
    return printing.printed(analyses.drafted())


def of_kind(report, kind):
    return [each for each in report.booklet.blocks if isinstance(each, kind)]


def test_what_is_published_just_after_midnight_bears_the_day_of_here():
    row = queries.analysis(analyses.published(at=EARLY).pk, analyses.head())

    assert row is not None
    assert printing.printed(row).booklet.dated == "2027年8月1日"


def test_the_text_of_the_pdf_is_that_of_the_report_and_every_character_has_a_glyph(report):
    printed = printing.file_of(report, "pdf")

    read = text_of(printed)
    for text in texts(replace(report.booklet, blocks=tuple(of_kind(report, (Heading, Prose))))):
        assert all(words(line) in read for line in text.split("\n")), text
    for grid in of_kind(report, Grid):
        assert words(grid.caption) in read
        for row in grid.rows:
            assert words("".join(row)) in read, row
    assert coverage.missing(texts(report.booklet)) == []
    assert fonts_of(printed) <= {each.name.rpartition(".")[0] for each in FONTS.iterdir()}
    assert all(share > 0.003 for share in ink_of(printed))


def test_a_draft_says_so_on_every_page_and_what_is_published_nowhere():
    draft = printing.file_of(printing.printed(analyses.drafted()), "pdf")

    assert text_of(draft).count("草稿") == pages_of(draft)
    published = printing.file_of(printing.printed(analyses.published("2026Q3")), "pdf")
    assert "草稿" not in text_of(published)


def test_the_same_report_is_the_same_pdf_to_the_last_byte(report):
    assert printing.file_of(report, "pdf") == printing.file_of(report, "pdf")


def test_the_docx_has_real_headings_real_tables_and_a_picture_a_chart(report):
    paper = Document(io.BytesIO(printing.file_of(report, "docx")))

    styles = [(p.style.name, p.text) for p in paper.paragraphs if p.style.name.startswith("Head")]
    assert styles == [(f"Heading {h.level}", h.text) for h in of_kind(report, Heading)]
    shown = [tuple(tuple(c.text for c in row.cells) for row in t.rows) for t in paper.tables]
    assert shown == [
        (grid.head, *grid.rows, *((grid.total,) if grid.total else ()))
        for grid in of_kind(report, Grid)
    ]
    assert len(paper.inline_shapes) == len(of_kind(report, Drawing))
    said = words("".join(each.text for each in paper.paragraphs))
    assert all(words(each.text) in said for each in of_kind(report, Prose))


def test_every_figure_of_the_workbook_is_that_of_the_snapshot(report):
    book = load_workbook(io.BytesIO(printing.file_of(report, "xlsx")))
    data = json.loads(printing.file_of(report, "json"))

    assert len(book.sheetnames) == len(data["tables"]) + 1
    for sheet, table in zip(book.worksheets[1:], report.snapshot.tables, strict=True):
        (frozen,) = [each for each in data["tables"] if each["key"] == table.key]
        wanted = [(key, part) for _head, key, part in workbooks.columns(table)]
        for line, row in enumerate(frozen["rows"], 3):
            cells = [each.value for each in sheet[line]]
            assert cells[:2] == [row["code"] or None, row["name"]]
            assert cells[2:] == [row["cells"].get(key, {}).get(part) for key, part in wanted]


def test_the_json_is_the_snapshot_to_the_last_byte(report):
    assert printing.file_of(report, "json").decode() == report.snapshot.text


class Reading(HTMLParser):
    """Reads a page: which elements are open, what every picture says, which tables there are."""

    def __init__(self):
        super().__init__()
        self.open, self.labels, self.captions, self.text = [], [], 0, ""

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        if tag == "svg":
            self.labels.append(dict(attrs).get("aria-label"))
        self.captions += tag == "caption"

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def test_the_page_is_well_formed_needs_nothing_else_and_says_every_chart_in_words(report):
    page = printing.file_of(report, "html").decode()
    read = Reading()
    read.feed(page)

    assert read.open == []
    assert read.labels == [each.said for each in of_kind(report, Drawing)]
    assert read.captions == len(of_kind(report, Grid))
    assert all(words(each.text) in words(read.text) for each in of_kind(report, Prose))
    for outside in ("<script", "<link", "src=", "@import", "url("):
        assert outside not in page


def test_a_correction_says_its_version_and_its_reason_in_every_file_for_reading():
    analyses.published()
    row = analyses.published(reason="补录了漏登的投诉")
    report = printing.printed(row)

    said = "版本：第2版（更正：补录了漏登的投诉）"
    assert words(said) in text_of(printing.file_of(report, "pdf"))
    assert said in printing.file_of(report, "html").decode()
    about = load_workbook(io.BytesIO(printing.file_of(report, "xlsx"))).worksheets[0]
    assert said in [each.value for each in about["A"]]
