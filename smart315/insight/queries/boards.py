"""A board: the figures of a period beside earlier ones, over time, and by what they are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from smart315.accounts.actors import Actor
from smart315.casework import queries as casework
from smart315.insight.catalogue import MEASURES, Asked, Measure, Row, Table
from smart315.insight.queries.measuring import measured_all
from smart315.measures.periods import Period, Span, periods_until


Where = Mapping[str, str | tuple[str, ...]]
MONTHS = 24
INNER = (
    "received", "accepted", "resolved", "resolve_rate", "recovered_loss", "settled_directly",
    "visits_consults", "multi_comp_cases", "accept_on_time", "close_on_time", "avg_days",
    "satisfaction", "satisfied_rate", "followup_rate", "reopen_rate",
)  # fmt: skip
STEPS = ("received", "taken_on", "mediated", "agreed", "performed")


@dataclass(frozen=True)
class Figure:
    """One measure in the period, in the one before it, and a year earlier."""

    measure: Measure
    now: Row
    before: Row
    year_before: Row


@dataclass(frozen=True)
class Month:
    """One month of a line: `whole` is False where the month is not over or was begun amid."""

    code: str
    row: Row
    whole: bool


@dataclass(frozen=True)
class Board:
    """Everything on a board; the tables by dimension are of `accepted`, the steps of `received`."""

    period: Period
    over: bool
    figures: list[Figure]
    months: list[Month]
    steps: list[tuple[Measure, Row]]
    parts: Mapping[str, Table]
    as_of: datetime
    digest: str


def board(
    period: Period,
    *,
    scope: Actor,
    at: datetime,
    where: Where,
    by: Sequence[str],
    names: Sequence[str] = INNER,
) -> Board:
    """Return the board of a period for a part of the complaints. Raises Refused.

    `by` are the dimensions of its tables. What is told of a period that is not over is what had
    happened by now: `over` says so.
    """
    figures = [Asked(name, where=where) for name in names]
    steps = [Asked(name, where=where) for name in STEPS]
    parts = [Asked("accepted", (each,), where) for each in by]
    now = measured_all([*figures, *steps, *parts], period, scope=scope, at=at)
    before = measured_all(figures, period.previous, scope=scope, at=at)
    earlier = measured_all(figures, period.year_before, scope=scope, at=at)
    start, end = len(names), len(names) + len(STEPS)
    totals = zip(names, now, before, earlier, strict=False)
    return Board(
        period=period,
        over=period.after <= localdate(at),
        figures=[Figure(MEASURES[n], *(each.total for each in found)) for n, *found in totals],
        months=months("accepted", period, scope=scope, at=at, where=where),
        steps=[(MEASURES[each.measure], each.total) for each in now[start:end]],
        parts=dict(zip(by, now[end:], strict=True)),
        as_of=now[0].as_of,
        digest=now[0].digest,
    )


def months(name: str, period: Period, *, scope: Actor, at: datetime, where: Where) -> list[Month]:
    """Return a measure in the months up to the end of the period, or up to this month."""
    today = localdate(at)
    last = Period(period.last.year, Span.MONTH, period.last.month)
    this = Period(today.year, Span.MONTH, today.month)
    shown = list(periods_until(min(last, this, key=lambda each: each.first), MONTHS))
    years = sorted({each.year for each in shown})
    asked = [Asked(name, ("month",), where)]
    rows: dict[str, Row] = {}
    for year in years:
        (table,) = measured_all(asked, Period(year), scope=scope, at=at)
        rows |= {row.dims[0]: row for row in table.rows}
    first = _first_day()
    none = Row((), 0, None, 0.0)
    return [
        Month(each.code, rows.get(each.code, none), _whole(each, first, today))
        for each in shown
        if first is not None and each.after > first
    ]


def _whole(month: Period, first: date | None, today: date) -> bool:
    return month.after <= today and (first is None or first not in month or first == month.first)


def _first_day() -> date | None:
    first, _last = casework.received_span()
    return localdate(first) if first is not None else None
