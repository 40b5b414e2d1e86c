"""A report as data: headings, paragraphs, charts and tables, whatever it is printed with.

`documents.printing` makes PDF, DOCX and HTML of any of them. Texts are plain.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Heading:
    """The heading of a part; `level` 1 or 2."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Prose:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Drawing:
    """A chart (a Vega-Lite definition) with its caption, and what it says in words."""

    caption: str
    chart: Mapping[str, Any]
    said: str


@dataclass(frozen=True)
class Grid:
    """A table: its caption, head and rows; `total` is set apart, `notes` stand below."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


Block = Heading | Prose | Drawing | Grid


@dataclass(frozen=True)
class Booklet:
    """A whole report. `colophon` are small lines at the end: sources, definitions, hash."""

    title: str
    organisation: str
    dated: str
    blocks: tuple[Block, ...]
    colophon: tuple[str, ...] = ()
    draft: bool = False
    properties: Mapping[str, str] = field(default_factory=dict)


def texts(booklet: Booklet) -> list[str]:
    """Return every text of a report, in reading order: for asking which characters can be set."""
    found = [booklet.title, booklet.organisation, booklet.dated]
    for block in booklet.blocks:
        match block:
            case Heading(text) | Prose(text):
                found.append(text)
            case Drawing(caption, _chart, said):
                found += [caption, said]
            case Grid(caption, head, rows, total, notes):
                found += [caption, *head, *total, *notes]
                found += [cell for row in rows for cell in row]
    return [*found, *booklet.colophon]
