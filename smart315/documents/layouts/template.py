"""Build the template of the editable papers: `python -m smart315.documents.layouts.template`.

The same bytes come out each time; a test compares them with the file that is kept. The office sets
its papers in 仿宋 and 黑体, which its machines have (GB/T 9704-2012 §5.2.2).
"""

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from smart315.documents.floating import SEALED


KEPT = Path(__file__).with_name("sheet.docx")
LONG_AGO = (1980, 1, 1, 0, 0, 0)
MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - the format knows no zone
FANGSONG, HEITI, SONGTI = "仿宋", "黑体", "宋体"
TIBETAN = "Microsoft Himalaya"
RED = RGBColor(0xC8, 0x10, 0x2E)
BODY, TITLE, SMALL = Pt(16), Pt(22), Pt(12)
PITCH = Pt(28.95)


def build() -> bytes:
    """Return the template as a file."""
    paper = Document()
    _page(paper)
    _head(paper)
    _part(paper, "paper")
    _copies(paper)
    _say(paper, "{%p if tibetan %}")
    _line(paper, "{{ tibetan.title }}", align=ALIGN.CENTER)
    _part(paper, "tibetan")
    _say(paper, "{%p endif %}")
    return _steady(paper)


def _page(paper: Paper) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    normal = paper.styles["Normal"]
    normal.font.size = BODY
    normal.paragraph_format.line_spacing = PITCH
    normal.paragraph_format.space_after = Pt(0)
    _fonts(normal.element.get_or_add_rPr(), FANGSONG)
    footer = section.footer.paragraphs[0]
    footer.alignment = ALIGN.CENTER
    footer.add_run("— ")
    _field(footer, "PAGE")
    footer.add_run(" —")
    paper.core_properties.created = paper.core_properties.modified = MADE
    paper.core_properties.author = paper.core_properties.comments = ""
    paper.core_properties.title = "{{ paper.title }}"


def _head(paper: Paper) -> None:
    _say(paper, "{%p if paper.layout == 'letter' %}")
    head = _line(
        paper, "{{ paper.organisation }}", size=Pt(26), font=SONGTI, bold=True, align=ALIGN.CENTER
    )
    head.runs[0].font.color.rgb = RED
    head.paragraph_format.line_spacing = None
    _rule(head, "C8102E")
    _line(paper, "{{ paper.number or paper.reference }}", align=ALIGN.RIGHT)
    _say(paper, "{%p else %}")
    _line(paper, "{{ paper.organisation }}", align=ALIGN.CENTER)
    _line(paper, "{{ paper.number or paper.reference }}", size=SMALL, align=ALIGN.CENTER)
    _say(paper, "{%p endif %}")
    title = _line(
        paper, "{{ paper.title }}", size=TITLE, font=SONGTI, bold=True, align=ALIGN.CENTER
    )
    title.paragraph_format.space_before = title.paragraph_format.space_after = Pt(14)


def _part(paper: Paper, name: str) -> None:
    """Write what the Chinese paper and the Tibetan below it have in common."""
    _when(paper, f"{name}.addressee", lambda: _line(paper, f"{{{{ {name}.addressee }}}}"))
    _say(paper, f"{{%p for block in {name}.blocks %}}")
    _say(paper, "{%p if block.kind == 'paragraph' %}")
    _lines_of(paper, "block.lines")
    _say(paper, "{%p elif block.kind == 'heading' %}")
    _line(paper, "{{ block.text }}", font=HEITI, indent=True)
    _say(paper, "{%p elif block.kind == 'items' %}")
    _lines_of(paper, "block.lines")
    _say(paper, "{%p elif block.kind == 'fields' %}")
    _fields_table(paper)
    _say(paper, "{%p elif block.kind == 'table' %}")
    _plain_table(paper)
    _say(paper, "{%p elif block.kind == 'code' %}")
    _line(paper, "{{ block.picture }}", align=ALIGN.CENTER).paragraph_format.line_spacing = 1.0
    _line(paper, "{{ block.caption }}", align=ALIGN.CENTER)
    _line(paper, "{{ block.address }}", size=SMALL, align=ALIGN.CENTER)
    _say(paper, "{%p elif block.kind == 'signatures' %}")
    _signature_table(paper)
    _say(paper, "{%p endif %}")
    _say(paper, "{%p endfor %}")
    for each in ("closing", "contact"):
        _when(
            paper,
            f"{name}.{each}",
            lambda each=each: _line(paper, f"{{{{ {name}.{each} }}}}", indent=True),
        )
    for each, right in (("signed_by", "signed_right"), ("dated", "dated_right")):
        _when(
            paper,
            f"{name}.{each}",
            lambda each=each, right=right: _signed(paper, name, each, right),
        )


def _signed(paper: Paper, name: str, part: str, right: str) -> None:
    line = _line(paper, f"{{{{ {name}.{part} }}}}", align=ALIGN.RIGHT)
    line.paragraph_format.right_indent = Pt(0)
    # How far in is known only when the paper is: see `documents.floating`.
    indent = line.paragraph_format.element.pPr.find(qn("w:ind"))
    indent.set(qn("w:right"), f"{{{{ {name}.{right} }}}}")
    if part == "signed_by":
        line.paragraph_format.space_before = Pt(29)
        if name == "paper":
            _mark(line, SEALED)
            line.add_run("{{ paper.seal }}")


def _mark(paragraph: Paragraph, name: str) -> None:
    """Name a place of the paper, so that it is found again when it has been filled in."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), "0")
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        paragraph._p.append(mark)  # noqa: SLF001 - python-docx names no other way


def _copies(paper: Paper) -> None:
    _when(
        paper,
        "paper.copies",
        lambda: _rule(_line(paper, "抄送：{{ paper.copies|join('，') }}", size=Pt(14)), "000000"),
    )


def _lines_of(paper: Paper, name: str) -> None:
    _say(paper, f"{{%p for line in {name} %}}")
    _say(paper, "{%p if block.indent %}")
    _line(paper, "{{ line }}", indent=True)
    _say(paper, "{%p else %}")
    _line(paper, "{{ line }}")
    _say(paper, "{%p endif %}")
    _say(paper, "{%p endfor %}")


def _fields_table(paper: Paper) -> None:
    table = _table(paper, rows=7, widths=(24, 54, 24, 54))
    _tag(table, 0, "{%tr for row in block.rows %}")
    _tag(table, 1, "{%tr if row|length == 2 %}")
    pair = ("row[0].label", "row[0].value", "row[1].label", "row[1].value")
    for column, value in enumerate(pair):
        _cell(table, 2, column, f"{{{{ {value} }}}}")
    _tag(table, 3, "{%tr else %}")
    table.cell(4, 1).merge(table.cell(4, 3))
    _cell(table, 4, 0, "{{ row[0].label }}")
    _cell(table, 4, 1, "{{ row[0].value }}")
    _tag(table, 5, "{%tr endif %}")
    _tag(table, 6, "{%tr endfor %}")


def _plain_table(paper: Paper) -> None:
    table = _table(paper, rows=4, widths=(52, 52, 52))
    for row, cells in ((0, "block.head"), (2, "cells")):
        _cell(table, row, 0, f"{{%tc for cell in {cells} %}}")
        _cell(table, row, 1, "{{ cell }}")
        _cell(table, row, 2, "{%tc endfor %}")
    _tag(table, 1, "{%tr for cells in block.rows %}")
    _tag(table, 3, "{%tr endfor %}")


def _signature_table(paper: Paper) -> None:
    table = _table(paper, rows=3, widths=(78, 78), style=None)
    _tag(table, 0, "{%tr for pair in block.pairs %}")
    for column in (0, 1):
        _cell(table, 1, column, f"{{{{ pair[{column}] }}}}")
    _tag(table, 2, "{%tr endfor %}")


def _table(
    paper: Paper, *, rows: int, widths: tuple[int, ...], style: str | None = "Table Grid"
) -> Table:
    table: Table = paper.add_table(rows, len(widths), style=style)
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def _tag(table: Table, row: int, tag: str) -> None:
    table.cell(row, 0).paragraphs[0].add_run(tag)


def _cell(table: Table, row: int, column: int, value: str) -> None:
    paragraph = table.cell(row, column).paragraphs[0]
    paragraph.paragraph_format.line_spacing = Pt(19)
    _run(paragraph, value, size=SMALL)


def _when(paper: Paper, condition: str, write: Any) -> None:
    _say(paper, f"{{%p if {condition} %}}")
    write()
    _say(paper, "{%p endif %}")


def _say(paper: Paper, tag: str) -> None:
    paper.add_paragraph(tag)


def _line(
    paper: Paper,
    value: str,
    *,
    size: Length | None = None,
    font: str = FANGSONG,
    bold: bool = False,
    align: ALIGN = ALIGN.JUSTIFY,
    indent: bool = False,
) -> Paragraph:
    paragraph = paper.add_paragraph()
    paragraph.alignment = align
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(32)
    _run(paragraph, value, size=size, font=font, bold=bold)
    return paragraph


def _run(
    paragraph: Paragraph,
    value: str,
    *,
    size: Length | None = None,
    font: str = FANGSONG,
    bold: bool = False,
) -> None:
    run = paragraph.add_run(value)
    run.font.size, run.bold = size, bold or None
    _fonts(run._element.get_or_add_rPr(), font)  # noqa: SLF001 - python-docx names no other way


def _fonts(properties: Any, east_asian: str) -> None:
    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), east_asian)
    fonts.set(qn("w:ascii"), "Times New Roman")
    fonts.set(qn("w:hAnsi"), "Times New Roman")
    fonts.set(qn("w:cs"), TIBETAN)


def _field(paragraph: Paragraph, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx names no other way


def _rule(paragraph: Paragraph, colour: str) -> None:
    borders = OxmlElement("w:pBdr")
    below = OxmlElement("w:bottom")
    for name, value in {"val": "single", "sz": "12", "space": "4", "color": colour}.items():
        below.set(qn(f"w:{name}"), value)
    borders.append(below)
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001 - as above


def _steady(paper: Paper) -> bytes:
    """Write the file with one date for all its parts."""
    written, steady = io.BytesIO(), io.BytesIO()
    paper.save(written)
    with (
        zipfile.ZipFile(written) as before,
        zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(info, before.read(name))
    return steady.getvalue()


if __name__ == "__main__":
    KEPT.write_bytes(build())
