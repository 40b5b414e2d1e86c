"""A board in words: tiles, lines of tables with their bars, and the links behind them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from smart315.accounts.levels import Level
from smart315.casework import taxonomy
from smart315.casework.queries import COUNTED
from smart315.insight import values
from smart315.insight.queries import DIMENSIONS, MEASURES, Board, Figure, Measure, Table, names_of
from smart315.measures.periods import Period, Span
from smart315.web.figures import drawing
from smart315.web.figures.asked import SPANS, View, current
from smart315.web.templatetags.desk import Chip


@dataclass(frozen=True)
class Tile:
    """A figure with everything beside it; `cases` is blank where none may be opened."""

    name: str
    title: str
    value: str
    unit: str
    behind: str
    to_year_before: str
    to_before: str
    definition: str
    cases: str


@dataclass(frozen=True)
class Line:
    """A row of a table with its bar."""

    code: str
    title: str
    count: int | None
    share: str
    length: float
    deeper: str = ""
    cases: str = ""


@dataclass(frozen=True)
class Section:
    """A table by one dimension; the longest first."""

    name: str
    title: str
    lines: list[Line]


class Links:
    """Where the figures of one board lead: to other boards, to definitions, to cases."""

    def __init__(self, view: View, room: str) -> None:
        self.view, self.room = view, room

    def definition(self, name: str) -> str:
        """Return the page that says what a measure is."""
        return reverse(f"{self.room}:figure", args=[name])

    def cases(self, measure: Measure, **more: str) -> str:
        """Return the list of the complaints that a measure counts; blank where there is none."""
        if self.room != "desk" or measure.name not in COUNTED:
            return ""
        view, day = self.view, measure.dated.removesuffix("_on")
        period = Period.read(more.pop("month", view.period.code))
        place = view.place
        station = place is not None and place.level == Level.STATION
        parts: dict[str, Any] = {
            "counted": measure.name,
            f"{day}_from": period.first.isoformat(),
            f"{day}_to": period.last.isoformat(),
            ("station" if station else "organisation"): place.pk if place else "",
            "region": view.region,
            "category": view.category,
            "business": view.business or "",
            **more,
        }
        asked = urlencode({name: each for name, each in parts.items() if each})
        return f"{reverse('desk:complaints')}?{asked}"


# A cell's code as a filter of the list of complaints; what is not here leads to no list.
FILTERS = {
    "nature": "nature",
    "category": "category",
    "subcategory": "category",
    "prefecture": "region",
    "county": "region",
    "channel": "channel",
    "outcome": "outcome",
}


def dimensions(view: View) -> tuple[str, ...]:
    """Return by what the board is divided: places and categories one level below what is shown.

    The counties of the whole province are for its map.
    """
    regions = ("county",) if view.region else ("prefecture", "county")
    category = "subcategory" if view.category else "category"
    return ("nature", category, *regions, "channel", "outcome")


def page(board: Board, view: View, room: str, today: date) -> dict[str, Any]:
    """Return what the template of a board shows."""
    links = Links(view, room)
    return {
        "board": board,
        "view": view,
        "tiles": [_tile(each, links) for each in board.figures],
        "months": _months(board, links),
        "steps": list(_steps(board, links)),
        "sections": [section(each, table, links) for each, table in board.parts.items()],
        "spans": _spans(view, today),
        "trail": list(_trail(view)),
        "earlier": view.link(period=view.period.previous),
        "later": view.link(period=_next(view.period)),
    }


def _tile(figure: Figure, links: Links) -> Tile:
    measure, now = figure.measure, figure.now
    return Tile(
        measure.name,
        str(measure.title),
        values.written(measure, now),
        values.unit_of(measure),
        values.behind(now),
        values.compared(measure, now, figure.year_before),
        values.compared(measure, now, figure.before),
        links.definition(measure.name),
        links.cases(measure) if now.numerator else "",
    )


def _months(board: Board, links: Links) -> dict[str, Any]:
    measure = MEASURES["accepted"]
    cells = [
        (each.code, each.code[2:], str(each.row.numerator), each.row.value or 0.0, each.whole)
        for each in board.months
    ]
    lines = [
        (each, links.cases(measure, month=each.code) if each.row.numerator else "")
        for each in board.months
    ]
    return {"chart": drawing.columns(cells), "lines": lines}


def _steps(board: Board, links: Links) -> Iterator[Line]:
    first = board.steps[0][1].numerator
    for measure, row in board.steps:
        yield Line(
            measure.name,
            str(measure.title),
            row.numerator,
            values.share(row.numerator, first),
            drawing.length(row.numerator, first),
            links.definition(measure.name),
            links.cases(measure) if row.numerator else "",
        )


def section(dimension: str, table: Table, links: Links) -> Section:
    """Return a table by one dimension, the highest counts first."""
    names = names_of(dimension, [row.dims[0] for row in table.rows])
    most = max((row.numerator or 0 for row in table.rows), default=0)
    measure = MEASURES[table.measure]
    lines = [
        Line(
            row.dims[0],
            names[row.dims[0]],
            row.numerator,
            values.share(row.numerator, table.total.numerator),
            drawing.length(row.numerator, most),
            _deeper(dimension, row.dims[0], links.view),
            _cases_of(dimension, row.dims[0], measure, links),
        )
        for row in sorted(table.rows, key=lambda row: (-(row.numerator or 0), row.dims))
    ]
    return Section(dimension, str(DIMENSIONS[dimension].title), lines)


def _cases_of(dimension: str, code: str, measure: Measure, links: Links) -> str:
    if not code or dimension not in FILTERS:
        return ""
    return links.cases(measure, **{FILTERS[dimension]: code})


def _deeper(dimension: str, code: str, view: View) -> str:
    """Return the link one level down; blank at the bottom."""
    if not code:
        return ""
    if dimension == "category" and taxonomy.known(code) and taxonomy.children(code):
        return view.link(category=code)
    return view.link(region=code) if dimension == "prefecture" else ""


def _trail(view: View) -> Iterator[tuple[str, str]]:
    """Yield what the board is narrowed to beside its place, each with the link without it."""
    for name, names in (("region", names_in("county")), ("category", names_in("category"))):
        code = getattr(view, name)
        if code:
            yield names(code), view.link(**{name: ""})
    if view.business is not None:
        yield names_in("business")(str(view.business)), view.link(business=None)


def names_in(dimension: str) -> Callable[[str], str]:
    """Return what names the codes of a dimension, one at a time."""
    return lambda code: names_of(dimension, [code])[code]


def _spans(view: View, today: date) -> list[Chip]:
    found: Mapping[Span, Period] = {span: current(span, today) for span in SPANS}
    return [
        Chip(str(SPANS[span]), view.link(period=period), on=view.period == period)
        for span, period in found.items()
    ]


def _next(period: Period) -> Period:
    return current(period.span, period.after)


def tables(board: Board) -> Mapping[str, list[list[str]]]:
    """Return every table of a board as rows of cells with a head, by name: what is downloaded."""
    found = {
        "figures": _figures(board),
        "months": _months_table(board),
        "steps": _steps_table(board),
    }
    for dimension, table in board.parts.items():
        names = names_of(dimension, [row.dims[0] for row in table.rows])
        rows = [[row.dims[0], names[row.dims[0]], str(row.numerator)] for row in table.rows]
        found[dimension] = [[_("代码"), str(DIMENSIONS[dimension].title), _("受理件数")], *rows]
    return found


def _figures(board: Board) -> list[list[str]]:
    head = [_("指标"), _("数值"), _("单位"), _("分子"), _("分母"), _("同比"), _("环比")]
    rows = [
        [
            str(each.measure.title),
            values.written(each.measure, each.now).replace(",", ""),
            values.unit_of(each.measure),
            str(each.now.numerator),
            "" if each.now.denominator is None else str(each.now.denominator),
            values.compared(each.measure, each.now, each.year_before),
            values.compared(each.measure, each.now, each.before),
        ]
        for each in board.figures
    ]
    return [head, *rows]


def _months_table(board: Board) -> list[list[str]]:
    rows = [
        [each.code, str(each.row.numerator), _("是") if each.whole else _("否")]
        for each in board.months
    ]
    return [[_("月份"), _("受理件数"), _("整月")], *rows]


def _steps_table(board: Board) -> list[list[str]]:
    return [
        [_("环节"), _("件数")],
        *([str(measure.title), str(row.numerator)] for measure, row in board.steps),
    ]
