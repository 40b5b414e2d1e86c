"""A paper as it is printed: fixed blocks, its parts numbered, the tables that go with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from smart315.documents.sheets import (
    Block,
    Heading,
    Items,
    Layout,
    Paragraph,
    Sheet,
    Table as Printed,
    tidied,
)
from smart315.insight.analyses.booklets import cells_of, numbered
from smart315.insight.papers import sentences
from smart315.insight.papers.declared import Filled
from smart315.insight.papers.written import Written


@dataclass(frozen=True)
class Sender:
    """Who writes, and whom to ask."""

    name: str
    contact: str


def sheet(
    written: Written, sender: Sender, *, on: date, due: date | None = None, number: str = ""
) -> Sheet:
    """Return a paper as it would be printed on a day; without a number it is a draft."""
    declaration = written.declaration
    filled = Filled(written.words, sender.name, on, due)
    official = declaration.layout is Layout.LETTER
    addressee = filled.word("to") if official else ""
    return tidied(
        Sheet(
            title=filled.word("title") or str(declaration.kind.label),
            blocks=(*declaration.before(filled), *_parts(written, filled)),
            layout=declaration.layout,
            organisation=sender.name,
            number=number,
            addressee=f"{addressee}：" if addressee else "",
            closing=str(declaration.closing),
            signed_by=sender.name if official else "",
            dated=on if official else None,
            contact=sender.contact if official else "",
            copies=tuple(each for each in filled.word("copies").splitlines() if each.strip()),
        )
    )


def _parts(written: Written, filled: Filled) -> Iterator[Block]:
    place = 0
    for part in written.declaration.parts:
        lines = [each.strip() for each in written.texts.get(part.key, "").splitlines()]
        lines = [each for each in lines if each]
        if not lines:
            continue
        place += 1
        yield Heading(numbered(1, place, str(part.title)))
        if part.listed:
            yield Items(tuple(lines))
        else:
            yield from (Paragraph(each) for each in lines)
        if place == 1:
            yield from _tables(written)
    for block in written.declaration.after(filled):
        place += isinstance(block, Heading)
        yield Heading(numbered(1, place, block.text)) if isinstance(block, Heading) else block


def _tables(written: Written) -> Iterator[Block]:
    """The figures below the first part: what is nought is left out, and what has one row only."""
    tables = {each.key: each for each in written.frozen.tables}
    shown = [tables[key] for key in written.declaration.tables if key in tables]
    shown = [each for each in shown if len(each.rows) > 1 or each.key == "alarm"]
    for table in shown:
        rows = [row for row in table.rows if any(cell.value for cell in row.cells.values())]
        head = (table.title, *(each.title for each in table.columns))
        yield Printed(head, tuple(cells_of(table, row) for row in rows if row.code != "wan"))
    if shown:
        yield Paragraph(_note(written), small=True)


def _note(written: Written) -> str:
    first, last = (date.fromisoformat(day) for day in written.frozen.data["period"].values())
    words = {"period": sentences.span(first, last), "hash": written.frozen.sha256[:16]}
    text: str = _(
        "统计口径：%(period)s收到的、属于本事件的投诉；人数按同一联系方式只计一人；"
        "数据快照%(hash)s。"
    )
    return text % words
