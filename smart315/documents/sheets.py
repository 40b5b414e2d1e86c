"""A paper as data: what it says, block by block, whatever it is printed with.

A `Sheet` knows nothing of the case it was written for; `documents.pdf` and `documents.docx` print
any of them. Texts are plain: no mark-up in them has any effect.
"""

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any


class Layout(StrEnum):
    """How a paper is laid out."""

    LETTER = "letter"  # a letter of the association: red head, number, addressee (GB/T 9704-2012)
    FORM = "form"  # a form of the file: title and table
    RECORD = "record"  # minutes: title, table, what was said, signatures
    AGREEMENT = "agreement"  # what the parties sign: title, number, parties, terms, signatures


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; indented by two characters unless it is an address or a note."""

    text: str
    indent: bool = True
    bold: bool = False
    small: bool = False


@dataclass(frozen=True)
class Heading:
    """The heading of a part of the paper."""

    text: str


@dataclass(frozen=True)
class Field:
    """A label and what stands beside it; `tall` leaves room for handwriting."""

    label: str
    value: str
    tall: bool = False


@dataclass(frozen=True)
class Fields:
    """A table of labels and values; a row holds one pair, or two side by side."""

    rows: tuple[tuple[Field, ...], ...]


@dataclass(frozen=True)
class Items:
    """A list, numbered unless told otherwise."""

    items: tuple[str, ...]
    numbered: bool = True


@dataclass(frozen=True)
class Table:
    """A table with a head; every row has as many cells as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Signature:
    """A line to sign on: who signs, and what is known already (a printed name, a date)."""

    label: str
    value: str = ""


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on, two side by side."""

    lines: tuple[Signature, ...]


@dataclass(frozen=True)
class Code:
    """A QR code that opens an address, which is printed beside it under a caption."""

    address: str
    caption: str


Block = Paragraph | Heading | Fields | Items | Table | Signatures | Code


@dataclass(frozen=True)
class Sheet:
    """One paper. `number` is empty until it is issued; `tibetan` follows the Chinese text.

    `reference` is the number of the case, printed where the paper bears no number of its own.
    A paper with `signed_by` ends with that organisation, the date and room for its seal.
    """

    title: str
    blocks: tuple[Block, ...]
    layout: Layout = Layout.LETTER
    organisation: str = ""
    number: str = ""
    reference: str = ""
    addressee: str = ""
    closing: str = ""
    signed_by: str = ""
    dated: date | None = None
    contact: str = ""
    copies: tuple[str, ...] = ()
    tibetan: "Sheet | None" = None


@dataclass(frozen=True)
class Stamp:
    """What printing adds: the way to the page that proves the paper, the seal, or a watermark.

    `seal` is a PNG picture; `verify_url` is printed as a QR code beside `verify_code`.
    """

    preview: bool = False
    verify_url: str = ""
    verify_code: str = ""
    seal: bytes = b""


def tidied(sheet: Sheet) -> Sheet:
    """Return the paper with every line break as one LF: a browser sends CR and LF."""
    tidy: Sheet = _tidied(sheet)
    return tidy


def texts(sheet: Sheet) -> list[str]:
    """Return every text of a paper, in reading order."""
    copies = list(sheet.copies)
    own = [sheet.organisation, sheet.number, sheet.reference, sheet.title, sheet.addressee]
    inner = [text for block in sheet.blocks for text in _texts(block)]
    below = texts(sheet.tibetan) if sheet.tibetan else []
    return [*own, *inner, sheet.closing, sheet.signed_by, sheet.contact, *copies, *below]


def _texts(block: Block) -> list[str]:
    match block:
        case Fields(rows):
            return [text for row in rows for field in row for text in (field.label, field.value)]
        case Items(items):
            return list(items)
        case Table(head, rows):
            return [*head, *(cell for row in rows for cell in row)]
        case Signatures(lines):
            return [text for line in lines for text in (line.label, line.value)]
        case Code(address, caption):
            return [caption, address]
        case Paragraph() | Heading():
            return [block.text]


def _tidied(part: Any) -> Any:
    match part:
        case Layout():
            return part
        case str():
            return "\n".join(part.splitlines())
        case tuple():
            return tuple(_tidied(each) for each in part)
        case _ if is_dataclass(part) and not isinstance(part, type):
            tidy = {each.name: _tidied(getattr(part, each.name)) for each in fields(part)}
            return replace(part, **tidy)
        case _:
            return part
