"""A paper as DOCX can be edited and says the same; its template is built by a recipe."""

import io

from docx import Document

from smart315.documents import sheets
from smart315.documents.docx import TEMPLATE, docx
from smart315.documents.layouts import template
from smart315.documents.sheets import Layout, Paragraph
from tests.documents.reading import words
from tests.given.sheets import a_sheet


def text_of(file):
    paper = Document(io.BytesIO(file))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return words("".join([*(each.text for each in paper.paragraphs), *cells]))


def test_the_editable_paper_says_what_the_sheet_says():
    for layout in Layout:
        paper = a_sheet(layout=layout)
        read = text_of(docx(paper))
        for text in sheets.texts(paper):
            assert all(words(line) in read for line in text.split("\n"))
        assert "2026年9月1日" in read
        assert "{" not in read


def test_what_looks_like_markup_stays_text():
    wild = "<b>&amp; {{ 7 * 7 }} {% if %}"

    assert words(wild) in text_of(docx(a_sheet(blocks=(Paragraph(wild),))))


def test_the_template_is_what_its_recipe_builds():
    assert TEMPLATE.read_bytes() == template.build()
