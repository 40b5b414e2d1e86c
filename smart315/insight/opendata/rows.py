"""The complaints of a period one by one: their codes, what each adds to a measure, whose it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import ibis
from ibis.expr.types import Table as Expression

from smart315.casework import queries as casework
from smart315.insight.catalogue import DIMENSIONS, MEASURES
from smart315.insight.catalogue.terms import counts
from smart315.insight.facts import engine, updating
from smart315.measures.periods import Period


@dataclass(frozen=True)
class Line:
    """One complaint; `adds` holds n_NAME, m_NAME or k_NAME of each measure."""

    codes: dict[str, str]
    adds: dict[str, int]
    people: frozenset[str]


@dataclass(frozen=True)
class Rows:
    """The complaints of a period by one date, and the digest of the facts they are from."""

    lines: tuple[Line, ...]
    digest: str


def rows_of(
    period: Period, dated: str, measures: Sequence[str], by: Sequence[str], at: datetime
) -> Rows:
    """Return what was accepted, or received, in a period."""
    manifest = updating.current(at=at)
    found = engine.run(_expression(engine.facts(manifest), period, dated, measures, by))
    cells = found.to_pydict()
    people = casework.people_behind(cells["id"])
    lines = _lines(cells, by, people)
    return Rows(tuple(lines), manifest.digest)


def _expression(
    facts: Expression, period: Period, dated: str, measures: Sequence[str], by: Sequence[str]
) -> Expression:
    day = facts[dated]
    rows = facts.filter(
        day >= ibis.literal(period.first), day < ibis.literal(period.after)
    ).order_by("id")
    adds = dict(each for name in measures for each in _terms(rows, name))
    keys = {name: DIMENSIONS[name].key(rows, dated, {}) for name in by}
    return rows.select(id=rows["id"], **keys, **adds)


def _terms(rows: Expression, name: str) -> Iterator[tuple[str, Any]]:
    measure = MEASURES[name]
    yield f"n_{name}", measure.numerator(rows)
    if measure.denominator is not None:
        yield f"m_{name}", measure.denominator(rows)
    if measure.of_whom == "k":
        yield f"k_{name}", counts(measure.over)(rows)


def _lines(
    cells: dict[str, list[Any]], by: Sequence[str], people: dict[int, frozenset[str]]
) -> Iterator[Line]:
    adds = [name for name in cells if name not in {"id", *by}]
    for place, pk in enumerate(cells["id"]):
        yield Line(
            {name: DIMENSIONS[name].text(cells[name][place]) for name in by},
            {name: cells[name][place] or 0 for name in adds},
            people.get(pk) or frozenset({f"complaint:{pk}"}),
        )
