"""A release as a page: figures beside earlier ones, tables with bars; read from releases alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from smart315.insight import values
from smart315.insight.opendata.declared import TABLES
from smart315.insight.queries import MEASURES, OpenFigure, Release, Row
from smart315.measures.intervals import wilson
from smart315.measures.periods import Period
from smart315.web.figures import drawing
from smart315.web.public.opened import pictures
from smart315.web.public.opened.pictures import SIGN


TILES = (
    "received", "accepted", "resolved", "resolve_rate", "recovered_loss", "accept_on_time",
    "close_on_time", "avg_days", "satisfaction", "satisfied_rate",
)  # fmt: skip
STEPS = ("received", "taken_on", "mediated", "agreed", "performed")
NOTHING = OpenFigure(None, None)


@dataclass(frozen=True)
class Tile:
    """A figure with what it was before; `withheld` where it is not shown."""

    name: str
    title: str
    value: str
    unit: str
    behind: str
    to_year_before: str
    to_before: str
    withheld: bool


@dataclass(frozen=True)
class Line:
    """A row of a table with its bar; the count is the sign where it is withheld."""

    title: str
    count: str
    share: str
    length: float


@dataclass(frozen=True)
class Section:
    """A table by one dimension, in the order of its counts."""

    name: str
    title: str
    head: str
    lines: list[Line]


def page(release: Release, others: Sequence[Release]) -> dict[str, Any]:
    """Return what the page of a release shows; `others` are the newest of every quarter."""
    body = release.frozen
    held = {each.period: each.frozen.figures for each in others}
    return {
        "release": release,
        "period": Period.read(release.period),
        "others": [(each.period, Period.read(each.period).title) for each in others],
        "k": body.k,
        "sign": SIGN,
        "tiles": [_tile(name, release, held) for name in TILES],
        "steps": list(_steps(body.figures)),
        "sections": list(_sections(release)),
        "crossed": "prefecture_nature" in body.tables,
        "map": pictures.map_of(body.tables["prefecture"]),
        "quarters": pictures.quarters(others),
    }


def _tile(name: str, release: Release, held: Mapping[str, Mapping[str, OpenFigure]]) -> Tile:
    measure, period = MEASURES[name], Period.read(release.period)
    now = _row(name, release.frozen.figures)
    earlier = [
        _row(name, held.get(each.code, {})) for each in (period.year_before, period.previous)
    ]
    year, before = (values.compared(measure, now, each) for each in earlier)
    value = SIGN if now.suppressed else values.written(measure, now)
    return Tile(
        name, str(measure.title), value, values.unit_of(measure), values.behind(now), year, before,
        now.suppressed,
    )  # fmt: skip


def _row(name: str, figures: Mapping[str, OpenFigure]) -> Row:
    found = figures.get(name, NOTHING)
    numerator, denominator = found.numerator, found.denominator
    if numerator is None:
        return Row((), None, suppressed=True)
    if not denominator or not MEASURES[name].is_rate:
        return Row((), numerator, denominator)
    low, high = wilson(numerator, denominator)
    return Row((), numerator, denominator, numerator / denominator, low, high)


def _steps(figures: Mapping[str, OpenFigure]) -> Iterator[Line]:
    first = figures["received"].numerator
    for name in STEPS:
        yield _line(str(MEASURES[name].title), figures[name].numerator, first, first)


def _sections(release: Release) -> Iterator[Section]:
    whole = release.frozen.figures["accepted"].numerator
    for name, rows in release.frozen.tables.items():
        if len(TABLES[name].by) > 1:
            continue
        seen = [row for row in rows if row.count != 0]
        most = max((row.count or 0 for row in seen), default=0)
        ordered = sorted(seen, key=lambda row: (-(row.count or 0), row.codes))
        title = str(TABLES[name].title)
        lines = [_line(row.names[0], row.count, whole, most) for row in ordered]
        yield Section(name, title, title.rpartition("按")[2], lines)


def _line(title: str, count: int | None, whole: int | None, most: int | None) -> Line:
    if count is None:
        return Line(title, SIGN, SIGN, 0.0)
    return Line(title, f"{count:,}", values.share(count, whole), drawing.length(count, most))
