"""A question as one expression: whatever engine runs it, the same figure is meant."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import ibis
from ibis.expr.types import BooleanValue, IntegerScalar, Table

from smart315.insight.catalogue.dimensions import DIMENSIONS, Levels
from smart315.insight.catalogue.measures import Measure
from smart315.insight.catalogue.terms import counts
from smart315.measures.days import When


@dataclass(frozen=True)
class Limits:
    """Whose complaints are counted; None for those of everybody. Nobody counts without one.

    An organisation's are those that it has, and a station's those in which it took part.
    """

    organisations: frozenset[int] | None = None
    businesses: frozenset[int] | None = None


def grouped(
    facts: Table,
    measures: Sequence[Measure],
    by: Sequence[str],
    where: Mapping[str, Collection[str]],
    period: When,
    limits: Limits,
    levels: Levels,
) -> Table:
    """Return the sums of measures that bear one date, by dimensions.

    Each dimension is a column of its name; each measure has `n_NAME`, its numerator, where it has
    a denominator `m_NAME`, and where neither says of how many it tells, `k_NAME`.
    """
    dated = measures[0].dated
    rows = facts.filter(*_period(facts, dated, period), *_limited(facts, limits))
    rows = rows.filter(*_where(rows, where, dated, levels)) if where else rows
    keys = {name: DIMENSIONS[name].key(rows, dated, levels) for name in by}
    sums = {name: value for measure in measures for name, value in _sums(rows, measure)}
    return rows.group_by(**keys).aggregate(**sums) if keys else rows.aggregate(**sums)


def _sums(rows: Table, measure: Measure) -> Iterator[tuple[str, IntegerScalar]]:
    terms = {"n": measure.numerator, "m": measure.denominator}
    if measure.of_whom == "k":
        terms["k"] = counts(measure.over)
    for letter, term in terms.items():
        if term is not None:
            yield f"{letter}_{measure.name}", term(rows).sum().fill_null(0).cast("int64")


def _period(facts: Table, dated: str, period: When) -> list[BooleanValue]:
    day = facts[dated]
    return [day >= ibis.literal(period.first), day < ibis.literal(period.after)]


def _limited(facts: Table, limits: Limits) -> list[BooleanValue]:
    """Return the filters of the scope: an empty scope counts nothing."""
    found = []
    if limits.organisations is not None:
        places = sorted(limits.organisations) or [-1]
        found.append(facts["organisation"].isin(places) | facts["station"].isin(places))
    if limits.businesses is not None:
        found += [facts["business"].isin(sorted(limits.businesses) or [-1]), facts["shown"]]
    return found


def _where(
    facts: Table, where: Mapping[str, Collection[str]], dated: str, levels: Levels
) -> list[BooleanValue]:
    return [
        DIMENSIONS[name].key(facts, dated, levels).isin([DIMENSIONS[name].read(c) for c in codes])
        for name, codes in sorted(where.items())
    ]
