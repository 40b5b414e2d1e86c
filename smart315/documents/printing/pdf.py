"""A report as PDF, by Typst, with the fonts of the package and no other."""

import json
import threading
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from smart315.documents import charts
from smart315.documents.booklets import Block, Booklet, Drawing


HERE = files("smart315.documents")
LAYOUT = HERE / "layouts" / "booklet.typ"
FONTS = HERE / "fonts"
# One compiler keeps fonts and layout; it prints one report at a time.
_printing = threading.Lock()


def pdf(booklet: Booklet) -> bytes:
    """Return the report as a tagged PDF; the same report gives the same bytes.

    Ask `coverage.missing` of its texts first: what no font has is printed as an empty box.
    """
    data = {**asdict(booklet), "blocks": [_block(each) for each in booklet.blocks]}
    with _printing:
        printed = _compiler().compile(
            format="pdf",
            sys_inputs={"booklet": json.dumps(data, ensure_ascii=False)},
            timestamp=0,
        )
    if not isinstance(printed, bytes):
        raise TypeError("Typst returned several files for one report.")
    return printed


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(
        str(LAYOUT), font_paths=[str(FONTS)], ignore_system_fonts=True, root=str(HERE)
    )


def _block(block: Block) -> dict[str, Any]:
    kind = type(block).__name__.lower()
    if isinstance(block, Drawing):
        picture = charts.svg(block.chart)
        return {"kind": kind, "caption": block.caption, "said": block.said, "picture": picture}
    return {"kind": kind, **asdict(block)}
