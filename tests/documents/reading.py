"""Reading papers back: their text, their fonts, their pages as pictures."""

import ctypes
import re

import pypdfium2 as pdfium
import pypdfium2.raw as raw


def words(text: str) -> str:
    """What is written, whatever the lines: a printer breaks them where it must."""
    return re.sub(r"[\s\x02\ufffe\u200b]", "", text)


def text_of(pdf: bytes) -> str:
    with_pages = pdfium.PdfDocument(pdf)
    return words("".join(page.get_textpage().get_text_range() for page in with_pages))


def pages_of(pdf: bytes) -> int:
    return len(pdfium.PdfDocument(pdf))


def fonts_of(pdf: bytes) -> set[str]:
    """The names of all fonts that the pages are set in, each embedded, without the subset's tag."""
    found = set()
    for page in pdfium.PdfDocument(pdf):
        for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            font = raw.FPDFTextObj_GetFont(each.raw)
            assert raw.FPDFFont_GetIsEmbedded(font) == 1
            buffer = ctypes.create_string_buffer(200)
            raw.FPDFFont_GetBaseFontName(font, buffer, 200)
            found.add(re.sub(r"^[A-Z]{6}\+", "", buffer.value.decode()))
    return found


def ink_of(pdf: bytes) -> list[float]:
    """The share of each page that is not white."""
    shares = []
    for page in pdfium.PdfDocument(pdf):
        grey = page.render(scale=1).to_pil().convert("L")
        shares.append(sum(grey.histogram()[:200]) / (grey.width * grey.height))
    return shares


def pictures_of(pdf: bytes) -> int:
    """How many pictures of pixels lie on the pages, also within forms; QR codes are drawn."""
    return sum(
        len(list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=10)))
        for page in pdfium.PdfDocument(pdf)
    )
