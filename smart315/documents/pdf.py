"""A paper as PDF, by Typst, with the fonts of the package and no other."""

import base64
import json
import threading
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from smart315.documents import qr
from smart315.documents.sheets import Block, Code, Sheet, Stamp


HERE = files("smart315.documents")
LAYOUT = HERE / "layouts" / "sheet.typ"
FONTS = HERE / "fonts"
# One compiler keeps fonts and layout; it prints one paper at a time.
_printing = threading.Lock()


def pdf(sheet: Sheet, stamp: Stamp | None = None, *, at: datetime | None = None) -> bytes:
    """Return the paper as a tagged PDF. The same sheet, stamp and time give the same bytes.

    Ask `coverage.missing` first: what no font has is printed as an empty box.
    """
    paper = json.dumps(_paper(sheet, stamp or Stamp()), ensure_ascii=False)
    with _printing:
        printed = _compiler().compile(
            format="pdf",
            sys_inputs={"paper": paper},
            timestamp=int(at.timestamp()) if at else 0,
        )
    if not isinstance(printed, bytes):
        raise TypeError("Typst returned several files for one paper.")
    return printed


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(
        str(LAYOUT), font_paths=[str(FONTS)], ignore_system_fonts=True, root=str(HERE)
    )


def _paper(sheet: Sheet, stamp: Stamp) -> dict[str, Any]:
    return {
        **_sheet(sheet),
        "preview": stamp.preview,
        "verify_url": stamp.verify_url,
        "verify_code": stamp.verify_code,
        "qr": qr.svg(stamp.verify_url) if stamp.verify_url else "",
        "seal": _as_svg(stamp.seal),
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    data: dict[str, Any] = asdict(sheet)
    data["blocks"] = [_block(each) for each in sheet.blocks]
    data["dated"] = written_day(sheet.dated)
    data["tibetan"] = _sheet(sheet.tibetan) if sheet.tibetan else None
    return data


def _block(block: Block) -> Mapping[str, Any]:
    picture = {"picture": qr.svg(block.address)} if isinstance(block, Code) else {}
    return {"kind": type(block).__name__.lower(), **asdict(block), **picture}


def written_day(day: date | None) -> str:
    """Return a date as letters bear it (GB/T 9704-2012 §7.3.5.4), empty for none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _as_svg(picture: bytes) -> str:
    """Wrap a PNG picture: the layout takes text alone."""
    if not picture:
        return ""
    inside = base64.b64encode(picture).decode("ascii")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        f'<image width="100" height="100" href="data:image/png;base64,{inside}"/></svg>'
    )
