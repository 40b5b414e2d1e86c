"""A paper as PDF says what the sheet says, in our fonts, with nothing left out."""

import hashlib
import re
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files

import pypdfium2 as pdfium
import pytest

from smart315.documents import coverage, sheets
from smart315.documents.pdf import pdf
from smart315.documents.sheets import Field, Fields, Layout, Paragraph, Sheet, Stamp
from tests.documents.reading import fonts_of, ink_of, pages_of, text_of, words
from tests.given import NOON
from tests.given.sheets import RARE, TIBETAN, a_sheet


FONTS = files("smart315.documents") / "fonts"


@pytest.mark.parametrize("layout", Layout)
def test_the_text_read_back_is_the_text_that_went_in(layout):
    paper = a_sheet(layout=layout)

    read = text_of(pdf(paper))

    for text in sheets.texts(paper):
        for line in text.split("\n"):
            assert words(line) in read
    assert "2026年9月1日" in read
    assert "—1—" in read


def test_only_fonts_of_the_package_are_embedded():
    names = {each.name.rpartition(".")[0] for each in FONTS.iterdir() if "tf" in each.name[-3:]}

    assert fonts_of(pdf(a_sheet())) == names


def test_the_page_is_that_of_the_standard():
    page = pdfium.PdfDocument(pdf(a_sheet()))[0]

    assert [round(each / 72 * 25.4) for each in page.get_size()] == [210, 297]


def test_every_page_bears_ink():
    printed = pdf(a_sheet(blocks=(Paragraph("很长的事实。" * 400),)))

    assert pages_of(printed) > 2
    assert all(share > 0.005 for share in ink_of(printed))


@pytest.mark.parametrize("layout", Layout)
def test_who_signs_stands_on_the_page_of_the_issuer_and_the_seal(layout):
    signed = sheets.Signatures((sheets.Signature("甲方签名"),))

    for count in range(16, 30, 2):
        blocks = (*(Paragraph(f"约定之{each}。") for each in range(count)), signed)
        last = list(pdfium.PdfDocument(pdf(a_sheet(layout=layout, blocks=blocks, tibetan=None))))[
            -1
        ]
        assert "甲方签名" in words(last.get_textpage().get_text_range())


def test_a_preview_says_so_on_every_page():
    printed = pdf(a_sheet(blocks=(Paragraph("事实。" * 600),)), Stamp(preview=True))

    assert text_of(printed).count("预览") == pages_of(printed)


def test_the_way_to_the_proof_is_printed():
    stamp = Stamp(verify_url="https://example.org/verify/ACDE", verify_code="ACDE-1234")

    assert "ACDE-1234" in text_of(pdf(a_sheet(), stamp))


def test_the_same_paper_at_the_same_time_is_the_same_file():
    first, second = pdf(a_sheet(), at=NOON), pdf(a_sheet(), at=NOON)
    later = pdf(a_sheet(), at=NOON + timedelta(hours=1))

    assert first == second
    assert first != later


@pytest.mark.parametrize("rare", [*RARE, "龑", "𠮷", "㸆", "ཨོཾ", "，", "〔", "□"])
def test_rare_characters_are_printed_and_not_boxes(rare):
    box = _ink_of_one("\U0010fffd")

    assert not coverage.missing([rare])
    assert _ink_of_one(rare) != box


def _ink_of_one(text):
    paper = Sheet(title="", blocks=(Paragraph(text, indent=False),), layout=Layout.RECORD)
    page = pdfium.PdfDocument(pdf(paper))[0]
    return page.render(scale=2, crop=(0, 200, 0, 0)).to_pil().tobytes()


def test_what_no_font_has_is_named_before_it_is_printed():
    assert coverage.missing(["笑😀", "😀哭\U0010fffd", TIBETAN, "\n"]) == ["😀", "\U0010fffd"]


def test_the_list_of_characters_is_that_of_the_fonts():
    """A sample of every run of characters: what is listed has a glyph of its own."""
    runs = (FONTS / "coverage.txt").read_text(encoding="ascii").split()
    han = [int(run.split("-")[0], 16) for run in runs]

    assert all(coverage.printable(chr(code)) for code in han)
    for block in (range(0x4E00, 0x9FA6), range(0x3400, 0x4DB6), range(0x0F00, 0x0F48)):
        assert not coverage.missing([chr(code) for code in block])


def test_the_fonts_are_those_that_the_recipe_made():
    written = (FONTS / "README.md").read_text(encoding="utf-8")
    kept = [each for each in FONTS.iterdir() if each.name.endswith(("otf", "ttf"))]

    for font in kept:
        assert hashlib.sha256(font.read_bytes()).hexdigest() in written
    assert sum(len(each.read_bytes()) for each in kept) < 30 * 1024 * 1024
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8").upper()


def test_a_wide_field_and_a_tall_one_keep_their_words():
    rows = ((Field("事实", "第一行\n第二行", tall=True),),)
    paper = replace(a_sheet(), blocks=(Fields(rows),), layout=Layout.FORM)

    assert re.search("事实第一行第二行", text_of(pdf(paper)))
