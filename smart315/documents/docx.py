"""A paper as DOCX, by docxtpl: for the office to change before it is printed and sealed."""

import io
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from docxtpl import DocxTemplate

from smart315.documents.pdf import written_day
from smart315.documents.sheets import Block, Items, Paragraph, Sheet, Signatures


TEMPLATE = files("smart315.documents") / "layouts" / "sheet.docx"
BLANK = "＿" * 8


def docx(sheet: Sheet) -> bytes:
    """Return the paper as an editable file; it bears no QR code, for it may be changed."""
    template = DocxTemplate(io.BytesIO(TEMPLATE.read_bytes()))
    paper = _sheet(sheet)
    template.render({"paper": paper, "tibetan": paper["tibetan"]}, autoescape=True)
    written = io.BytesIO()
    template.save(written)
    return written.getvalue()


def _sheet(sheet: Sheet) -> dict[str, Any]:
    data: dict[str, Any] = asdict(sheet)
    data["blocks"] = [_block(each) for each in sheet.blocks]
    data["dated"] = written_day(sheet.dated)
    data["tibetan"] = _sheet(sheet.tibetan) if sheet.tibetan else None
    return data


def _block(block: Block) -> dict[str, Any]:
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
        case _:
            pass
    return data
