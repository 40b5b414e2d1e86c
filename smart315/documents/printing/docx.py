"""A report as DOCX that the office can edit: real headings, real tables, charts as pictures."""

import io
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from smart315.documents import charts
from smart315.documents.booklets import Block, Booklet, Drawing, Grid, Heading, Prose
from smart315.documents.layouts.template import MADE


FANGSONG, HEITI, SONGTI = "仿宋", "黑体", "宋体"
BODY, SMALL, TABLE = Pt(14), Pt(9), Pt(10.5)
WIDTH = Mm(156)
SIZES = {1: Pt(16), 2: Pt(14)}


def docx(booklet: Booklet) -> bytes:
    """Return the report as an editable file, in the type faces that offices have."""
    paper = Document()
    _page(paper, booklet)
    _line(paper, booklet.title, size=Pt(22), font=SONGTI, bold=True, align=ALIGN.CENTER)
    _line(paper, booklet.organisation, align=ALIGN.CENTER)
    if booklet.dated:
        _line(paper, booklet.dated, size=Pt(12), align=ALIGN.CENTER)
    for block in booklet.blocks:
        _write(paper, block)
    for each in booklet.colophon:
        _line(paper, each, size=SMALL)
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


def _page(paper: Paper, booklet: Booklet) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(30), Mm(28)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    normal = paper.styles["Normal"]
    normal.font.size = BODY
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.5
    _fonts(normal.element.get_or_add_rPr(), FANGSONG)
    for level, size in SIZES.items():
        style = paper.styles[f"Heading {level}"]
        style.font.size, style.font.bold, style.font.color.rgb = size, False, None
        _fonts(style.element.get_or_add_rPr(), HEITI)
    kept = paper.core_properties
    kept.title, kept.author, kept.comments = booklet.title, booklet.organisation, ""
    kept.created = kept.modified = MADE
    footer = section.footer.paragraphs[0]
    footer.alignment = ALIGN.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)  # noqa: SLF001 - python-docx names no other way


def _write(paper: Paper, block: Block) -> None:
    match block:
        case Heading(text, level):
            _fonted(paper.add_heading(text, level), HEITI)
        case Prose(text):
            for each in text.split("\n"):
                line = _line(paper, each, align=ALIGN.JUSTIFY)
                line.paragraph_format.first_line_indent = Pt(28)
        case Drawing(caption, chart, _said):
            place = paper.add_paragraph()
            place.alignment, place.paragraph_format.keep_with_next = ALIGN.CENTER, True
            place.add_run().add_picture(io.BytesIO(charts.png(chart)), width=WIDTH)
            _line(paper, caption, size=TABLE, font=HEITI, align=ALIGN.CENTER)
        case Grid():
            _grid(paper, block)


def _grid(paper: Paper, grid: Grid) -> None:
    caption = _line(paper, grid.caption, size=TABLE, font=HEITI, align=ALIGN.CENTER)
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = Pt(10)
    rows = [grid.head, *grid.rows, *([grid.total] if grid.total else [])]
    table: Table = paper.add_table(len(rows), len(grid.head), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for number, cells in enumerate(rows):
        _row(table, number, cells, last=number == len(rows) - 1)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - as above
    for each in grid.notes:
        _line(paper, f"注：{each}", size=SMALL)


def _row(table: Table, number: int, cells: tuple[str, ...], *, last: bool) -> None:
    row = table.rows[number]
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(whole)  # noqa: SLF001 - python-docx names no other way
    for column, (cell, value) in enumerate(zip(row.cells, cells, strict=True)):
        line = cell.paragraphs[0]
        line.paragraph_format.line_spacing = 1
        line.paragraph_format.keep_with_next = not last
        centred = number == 0
        line.alignment = ALIGN.CENTER if centred else ALIGN.RIGHT if column else ALIGN.LEFT
        _run(line, value, size=TABLE, font=HEITI if centred else SONGTI)


def _line(
    paper: Paper,
    text: str,
    *,
    size: Length = BODY,
    font: str = FANGSONG,
    bold: bool = False,
    align: ALIGN = ALIGN.LEFT,
) -> Paragraph:
    line = paper.add_paragraph()
    line.alignment = align
    _run(line, text, size=size, font=font, bold=bold)
    return line


def _run(line: Paragraph, text: str, *, size: Length, font: str, bold: bool = False) -> None:
    run = line.add_run(text)
    run.font.size, run.bold = size, bold or None
    _fonts(run._element.get_or_add_rPr(), font)  # noqa: SLF001 - as above


def _fonted(line: Paragraph, font: str) -> None:
    for run in line.runs:
        _fonts(run._element.get_or_add_rPr(), font)  # noqa: SLF001 - as above


def _fonts(properties: Any, east_asian: str) -> None:
    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), east_asian)
    fonts.set(qn("w:ascii"), "Times New Roman")
    fonts.set(qn("w:hAnsi"), "Times New Roman")
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
