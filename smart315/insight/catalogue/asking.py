"""A question as one expression: whatever engine runs it, the same figure is meant."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import ibis
from ibis.expr.types import BooleanValue, Table

from smart315.insight.catalogue.dimensions import DIMENSIONS, Levels
from smart315.insight.catalogue.measures import Measure
from smart315.measures.periods import Period


@dataclass(frozen=True)
class Limits:
    """Whose complaints are counted; None for those of everybody. Nobody counts without one."""

    organisations: frozenset[int] | None = None
    businesses: frozenset[int] | None = None


def grouped(
    facts: Table,
    measures: Sequence[Measure],
    by: Sequence[str],
    where: Mapping[str, Collection[str]],
    period: Period,
    limits: Limits,
    levels: Levels,
) -> Table:
    """Return the numerators, denominators and numbers of complaints of measures, by dimensions.

    The measures bear one date. Columns: d0, d1, … and for each measure n0, m0, k0, n1, …
    """
    dated = measures[0].dated
    rows = facts.filter(*_period(facts, dated, period), *_limited(facts, limits))
    rows = rows.filter(*_where(rows, where, dated, levels)) if where else rows
    keys = {f"d{n}": DIMENSIONS[name].key(rows, dated, levels) for n, name in enumerate(by)}
    sums = {}
    for number, measure in enumerate(measures):
        denominator = measure.denominator or measure.numerator
        over = ibis.cases((measure.over(rows), 1), else_=0)
        sums[f"n{number}"] = measure.numerator(rows).sum().fill_null(0).cast("int64")
        sums[f"m{number}"] = denominator(rows).sum().fill_null(0).cast("int64")
        sums[f"k{number}"] = over.cast("int64").sum().fill_null(0).cast("int64")
    return rows.group_by(**keys).aggregate(**sums) if keys else rows.aggregate(**sums)


def _period(facts: Table, dated: str, period: Period) -> list[BooleanValue]:
    day = facts[dated]
    return [day >= ibis.literal(period.first), day < ibis.literal(period.after)]


def _limited(facts: Table, limits: Limits) -> list[BooleanValue]:
    """Return the filters of the scope: an empty scope counts nothing."""
    found = []
    if limits.organisations is not None:
        found.append(facts["organisation"].isin(sorted(limits.organisations) or [0]))
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
