"""Facts made up for questions, and what a question comes to when rows are counted one by one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis
import pyarrow as pa

from smart315.audit import queries as audit
from smart315.insight import actions, queries
from smart315.insight.catalogue.answering import About, answered
from smart315.insight.facts.columns import SCHEMA
from smart315.insight.models import Mailing, SavedQuestion
from smart315.insight.questions.keeping import Every, Shared
from smart315.insight.questions.question import Question
from smart315.measures.days import When
from tests.given import NOON, accounts


Row = Mapping[str, Any]
PLAIN: dict[str, Any] = {
    "received_on": date(2026, 1, 1), "nature": "N01", "category": "G01", "county": "630102",
    "channel": "web", "organisation": 1, "stage": "closed", "outcome": "", "people": 1,
    "reopened": 0,
}  # fmt: skip


def a_fact(number: int, **known: Any) -> dict[str, Any]:
    """One row of facts; what is not said is as the column is when nothing is known."""
    empty = {each.name: False if each.type == pa.bool_() else None for each in SCHEMA}
    unknown = {each.name: "" for each in SCHEMA if each.type == pa.string()}
    numbers = {"id": number, "station": 0, "business": 0, "amount_fen": 0}
    unsure = {"decided_in_time": None, "finished_in_time": None}
    return {**empty, **unknown, **numbers, **unsure, **PLAIN, **known}


def asker(rows: list[dict[str, Any]]) -> Callable[..., Any]:
    """Return what stands for `measured_all` over these rows, for whoever asks."""
    held = pa.Table.from_pylist(rows, schema=SCHEMA)
    backend = ibis.duckdb.connect()
    facts = backend.create_table("facts", held, temp=True)

    def ask(asked: Any, period: When, *, scope: object, at: Any) -> Any:
        del scope
        return answered(asked, About(period, at, "made up"), facts, backend.to_pyarrow)

    return ask


@dataclass(frozen=True)
class Counts:
    """What one row adds, by which day; None for the denominator of what has none."""

    day: str
    adds: Callable[[Row], tuple[int, int | None]]


# The definitions once more, in plain words of the rows.
COUNTS = {
    "accepted": Counts("accepted_on", lambda row: (1, None)),
    "received": Counts("received_on", lambda row: (1, None)),
    "people": Counts("accepted_on", lambda row: (row["people"], None)),
    "recovered_loss": Counts("accepted_on", lambda row: (row["recovered_fen"] or 0, None)),
    "resolve_rate": Counts("accepted_on", lambda row: (int(row["solved"]), 1)),
    "avg_days": Counts("accepted_on", lambda row: (row["days"] or 0, int(row["days"] is not None))),
}


def code(row: Row, dimension: str, day: str) -> str:
    """Return the code of a row in a dimension."""
    if dimension == "month":
        return f"{row[day]:%Y-%m}"
    return str(row[dimension])


def kept(rows: list[dict[str, Any]], question: Question, name: str, period: When) -> Iterator[Row]:
    """Return the rows that a measure of the question tells of."""
    day = COUNTS[name].day
    for row in rows:
        in_time = row[day] is not None and period.first <= row[day] <= period.last
        if in_time and all(code(row, x, day) in codes for x, codes in question.where.items()):
            yield row


def added(rows: Iterator[Row] | list[Row], name: str) -> tuple[int, int | None]:
    """Return the numerator and the denominator of the rows."""
    each = [COUNTS[name].adds(row) for row in rows]
    of = [d for _n, d in each if d is not None]
    has_none = COUNTS[name].adds(a_fact(0, recovered_fen=0))[1] is None
    return sum(n for n, _d in each), None if has_none else sum(of)


def a_question(question: Question, **known: Any) -> SavedQuestion:
    """A question that 李敏 keeps for herself, or as said."""
    by = known.pop("by", None) or accounts.li_min()
    said: dict[str, Any] = {
        "title": "各类性质",
        "shared": Shared.ME,
        "organisation_id": min(by.held),
        "at": NOON,
    }
    return actions.save_question(asked=question, by=by, **(said | known))


def a_mailing(row: SavedQuestion, **known: Any) -> Mailing:
    """李敏 has it mailed daily, or as said."""
    by = known.pop("by", None) or accounts.li_min()
    said: dict[str, Any] = {
        "mail": "li@example.org",
        "every": Every.DAY,
        "line": queries.line_of(by),
        "at": NOON,
    }
    return actions.order_mailing(question_id=row.pk, by=by, **(said | known))


def recorded(row: SavedQuestion) -> list[str]:
    """Return the kinds of what the record says of a question, in order."""
    return [each.kind for each in audit.history(row.stream)]
