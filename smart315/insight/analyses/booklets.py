"""An analysis as a report to be printed: its text, charts and tables in order, numbered."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from django.utils.translation import gettext as _

from smart315.documents.booklets import Block, Booklet, Drawing, Grid, Heading, Prose
from smart315.insight.analyses import charts
from smart315.insight.analyses.cells import Row, Table
from smart315.insight.analyses.snapshots import Snapshot
from smart315.measures.comparisons import NONE


NUMERALS = "一二三四五六七八九十"


def booklet(
    snapshot: Snapshot, texts: Mapping[str, str] | None = None, *, by: str, dated: str = "",
    version: str = "", draft: bool = False,
) -> Booklet:  # fmt: skip
    """Return the report of a snapshot; `texts` are the edited sections, else the drafted ones."""
    said = snapshot.drafted if texts is None else texts
    return Booklet(
        title=snapshot.data["title"],
        organisation=by,
        dated=dated,
        blocks=tuple(_blocks(snapshot, said)),
        colophon=tuple(colophon(snapshot, version)),
        draft=draft,
    )


def colophon(snapshot: Snapshot, version: str = "") -> Iterator[str]:
    """Yield what a reader must know of how the figures came about."""
    data = snapshot.data
    days = {"first": data["period"]["first"], "last": data["period"]["last"]}
    if data["basis"] == "received":
        yield _("统计口径：%(first)s至%(last)s收到的投诉和咨询。") % days
    else:
        yield _("统计口径：%(first)s至%(last)s受理的投诉，以受理日期为准。") % days
    yield _("投诉比重以全部投诉为分母，四舍五入；因四舍五入，各项之和可能不等于100%%。") % {}
    if data["rounding"]["convention"] == "national":
        yield _("比重变化为两期四舍五入后的比重之差。")
    else:
        yield _("比重变化为两期精确比重之差，再四舍五入。")
    if version:
        yield version
    yield _("数据快照 SHA-256：%(hash)s") % {"hash": snapshot.sha256}


def cells_of(table: Table, row: Row) -> tuple[str, ...]:
    """Return a row as it is printed."""
    texts = [row.cells[each.key].text if each.key in row.cells else "" for each in table.columns]
    return (row.name, *texts)


def grid(table: Table, number: int) -> Grid:
    """Return a table as it is printed."""
    return Grid(
        _("表%(number)s　%(title)s") % {"number": number, "title": table.title},
        (table.head, *(each.title for each in table.columns)),
        tuple(cells_of(table, each) for each in table.rows),
        cells_of(table, table.total) if table.total else (),
        table.notes,
    )


def drawing(snapshot: Snapshot, table: Table, number: int) -> Drawing:
    """Return the chart of a table."""
    words = {"number": number, "title": table.title}
    if snapshot.data["numbers"][table.key]["shares"]:
        caption = _("图%(number)s　%(title)s比例（%%）") % words
        return Drawing(caption, charts.shares(table), charts.said(table, "share_pct", "%"))
    data = snapshot.data
    now, before = data["period"]["title"], data["compared_with"]["title"]
    caption = _("图%(number)s　%(title)s（件）") % words
    return Drawing(caption, charts.counts(table, now, before), charts.said(table, "count", "件"))


def numbered(level: int, place: int, title: str) -> str:
    """Return a heading with its number.

    >>> numbered(1, 2, "热点"), numbered(2, 11, "商品")
    ('二、热点', '（十一）商品')
    """
    ten, one = divmod(place, len(NUMERALS))
    figure = (
        NUMERALS[place - 1] if place <= len(NUMERALS) else f"十{NUMERALS[one - 1]}" * (ten == 1)
    )
    return f"{figure}、{title}" if level == 1 else f"（{figure}）{title}"


def headings(snapshot: Snapshot, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the numbered heading of each section that says something, itself or below."""
    found: dict[str, str] = {}
    places = {1: 0, 2: 0}
    sections = snapshot.data["sections"]
    for number, section in enumerate(sections):
        level = section["level"]
        if not any(_says(each, texts) for each in (section, *_below(sections, number))):
            continue
        places[level] += 1
        if level == 1:
            places[2] = 0
        found[section["key"]] = numbered(level, places[level], section["title"])
    return found


def _below(sections: Sequence[Mapping[str, Any]], number: int) -> Iterator[Mapping[str, Any]]:
    """Yield the sections that belong under one."""
    return takewhile(lambda each: each["level"] > sections[number]["level"], sections[number + 1 :])


def _says(section: Mapping[str, Any], texts: Mapping[str, str]) -> bool:
    return bool(texts.get(section["key"], "").strip() or section["tables"])


def _blocks(snapshot: Snapshot, texts: Mapping[str, str]) -> Iterator[Block]:
    titles = headings(snapshot, texts)
    for section in snapshot.data["sections"]:
        if section["key"] not in titles:
            continue
        yield Heading(titles[section["key"]], section["level"])
        text = texts.get(section["key"], "").strip()
        if text:
            yield Prose(text)
        yield from _pictures(snapshot, section)


def _pictures(snapshot: Snapshot, section: Mapping[str, Any]) -> Iterator[Block]:
    for key in section["tables"]:
        table, number = snapshot.table(key), snapshot.data["numbers"][key]
        if table is None:
            continue
        if number["chart"] and any(row.cells["count"].text != NONE for row in table.rows):
            yield drawing(snapshot, table, number["chart"])
        yield grid(table, number["table"])
