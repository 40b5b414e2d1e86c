"""Issuer, date and seal of the editable paper: where they stand, the seal over the other two.

GB/T 9704-2012 §7.3.5: sealed, the date leaves four characters to its right and the issuer stands
centred above it; the seal covers both, they a little below its middle. Unsealed, the date is set in
by two characters from the issuer. The PDF has the same from `layouts/sheet.typ`.
"""

from typing import Any
from unicodedata import east_asian_width

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm, Pt


SEAL_MM = 42
EM = 16  # points: size 3
TWIPS = 20  # to a point
COLUMN = Mm(156)
# The two lines are 57.9 points high; the seal's middle lies 3 mm above theirs.
RAISED = Mm(SEAL_MM / 2 + 3) - Pt(28.95)
WIDE = ("W", "F", "A")
SEALED = "seal"


def places(signed_by: str, dated: str, *, sealed: bool) -> dict[str, int]:
    """Return how far issuer and date stand in from the right, in twentieths of a point."""
    if not sealed:
        return {"signed_right": 0, "dated_right": 2 * EM * TWIPS}
    signed, day = _width(signed_by), _width(dated)
    right = max(4 * EM, (signed - day) // 2) if dated else 2 * EM
    return {
        "signed_right": max(0, right - (signed - day) // 2 if dated else right) * TWIPS,
        "dated_right": right * TWIPS,
    }


def float_over(paper: Document, signed_by: str, dated: str) -> None:
    """Lift the seal, if the paper has one, out of its line and lay it over issuer and date."""
    for inline in list(paper.element.body.iter(qn("wp:inline"))):
        paragraph = next(inline.iterancestors(qn("w:p")))
        if paragraph.find(f".//{qn('w:bookmarkStart')}[@{qn('w:name')}='{SEALED}']") is None:
            continue
        right = places(signed_by, dated, sealed=True)["dated_right"] / TWIPS
        middle = COLUMN - Pt(right + (_width(dated) if dated else _width(signed_by)) / 2)
        anchor = parse_xml(_anchor(Emu(middle - Mm(SEAL_MM / 2))))
        for part in ("extent", "docPr", "cNvGraphicFramePr"):
            _take(anchor, inline, part)
        anchor.append(inline.find(qn("a:graphic")))
        inline.getparent().replace(inline, anchor)


def _take(anchor: Any, inline: Any, part: str) -> None:
    found = inline.find(qn(f"wp:{part}"))
    if found is None:
        return
    if part == "extent":
        # The order of the schema: extent stands before the way that text runs round it.
        anchor.find(qn("wp:wrapNone")).addprevious(found)
    else:
        anchor.append(found)


def _anchor(left: int) -> str:
    return (
        f'<wp:anchor {nsdecls("wp", "a", "pic", "r")} distT="0" distB="0" distL="0" distR="0" '
        'simplePos="0" relativeHeight="251659264" behindDoc="0" locked="0" layoutInCell="1" '
        'allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{int(left)}</wp:posOffset>'
        "</wp:positionH>"
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{-int(RAISED)}</wp:posOffset>'
        "</wp:positionV><wp:wrapNone/></wp:anchor>"
    )


def _width(text: str) -> int:
    """Return about how wide a line is at size 3, in points."""
    return sum(EM if east_asian_width(each) in WIDE else EM // 2 for each in text)
