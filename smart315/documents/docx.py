"""A paper as DOCX, by docxtpl: for the office to change before it is printed and sealed."""

import io
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from smart315.documents import floating, qr
from smart315.documents.pdf import written_day
from smart315.documents.sheets import Block, Code, Items, Paragraph, Sheet, Signatures, Stamp


TEMPLATE = files("smart315.documents") / "layouts" / "sheet.docx"
BLANK = "＿" * 8
CODE_MM = 28


def docx(sheet: Sheet, stamp: Stamp | None = None) -> bytes:
    """Return the paper as an editable file; it bears no way to the proof, for it may be changed.

    The seal of the stamp lies over issuer and date, as in the PDF.
    """
    template = DocxTemplate(io.BytesIO(TEMPLATE.read_bytes()))
    paper = _sheet(sheet, template)
    seal = stamp.seal if stamp else b""
    paper |= floating.places(sheet.signed_by, paper["dated"], sealed=bool(seal))
    paper["seal"] = _picture(template, seal, floating.SEAL_MM) if seal else ""
    template.render({"paper": paper, "tibetan": paper["tibetan"]}, autoescape=True)
    floating.float_over(template.docx, sheet.signed_by, paper["dated"])
    written = io.BytesIO()
    template.save(written)
    return written.getvalue()


def _picture(template: DocxTemplate, content: bytes, width: float) -> InlineImage:
    return InlineImage(template, io.BytesIO(content), width=Mm(width))


def _sheet(sheet: Sheet, template: DocxTemplate) -> dict[str, Any]:
    data: dict[str, Any] = asdict(sheet)
    data["blocks"] = [_block(each, template) for each in sheet.blocks]
    data["dated"] = written_day(sheet.dated)
    data["tibetan"] = _sheet(sheet.tibetan, template) if sheet.tibetan else None
    return data


def _block(block: Block, template: DocxTemplate) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": type(block).__name__.lower(), **asdict(block)}
    match block:
        case Paragraph(text):
            data["lines"] = text.split("\n")
        case Items(items, numbered):
            data["indent"] = True
            data["lines"] = [
                f"{number}．{each}" if numbered else each for number, each in enumerate(items, 1)
            ]
        case Signatures(lines):
            written = [f"{each.label}：{each.value or BLANK}" for each in lines]
            written += [""] * (len(written) % 2)
            data["pairs"] = list(zip(written[::2], written[1::2], strict=True))
        case Code(address):
            data["picture"] = _picture(template, qr.png(address), CODE_MM)
        case _:
            pass
    return data
