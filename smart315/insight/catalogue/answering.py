"""From cells to tables: ask an engine in as few passes as will do, and add up to what was asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa
from ibis.expr.types import Table as Expression

from smart315.insight.catalogue.asking import Limits, grouped
from smart315.insight.catalogue.dimensions import DIMENSIONS, Levels
from smart315.insight.catalogue.measures import MEASURES, Measure
from smart315.insight.catalogue.passes import Codes, codes_of, passes
from smart315.insight.catalogue.tables import Asked, Row, Table
from smart315.measures.days import When
from smart315.measures.disclosure import suppressed
from smart315.measures.intervals import wilson


Sums = tuple[int, int, int]


@dataclass(frozen=True)
class About:
    """What the tables of a question have in common; `k` is 0 where nothing is left out."""

    period: When
    at: datetime
    digest: str = ""
    limits: Limits = field(default_factory=Limits)
    levels: Levels = field(default_factory=dict)
    k: int = 0


def answered(
    asked: Sequence[Asked],
    about: About,
    facts: Expression,
    run: Callable[[Expression], pa.Table],
) -> list[Table]:
    """Return the tables of the questions in their order; `run` gives the rows of an expression."""
    found: dict[int, Table] = {}
    for one in passes(asked):
        measures = list(one.measures.values())
        cells = run(
            grouped(facts, measures, one.by, one.where, about.period, about.limits, about.levels)
        )
        found |= {place: _table(asked[place], cells, about) for place in one.places}
    return [found[place] for place in range(len(asked))]


def _table(asked: Asked, cells: pa.Table, about: About) -> Table:
    measure = MEASURES[asked.measure]
    sums = _added_up(cells, asked.by, measure)
    whole = tuple(sum(each) for each in zip(*sums.values(), strict=True)) or (0, 0, 0)
    hidden = _hidden(measure, sums, about.k)
    few = _few(measure, whole, about.k)
    rows = [
        _left_out(dims) if dims in hidden else _row(measure, dims, n, m)
        for dims, (n, m, k) in sorted(sums.items())
        if asked.by and (k or n)
    ]
    total = _left_out(()) if few else _row(measure, (), whole[0], whole[1])
    return Table(
        asked.measure, asked.by, codes_of(asked), about.period, tuple(rows), total, about.at,
        about.digest,
    )  # fmt: skip


def _added_up(cells: pa.Table, by: Sequence[str], measure: Measure) -> Mapping[Codes, Sums]:
    """Return the sums of a measure by fewer dimensions than the cells have."""
    letters = ("n", "m" if measure.denominator else "n", measure.of_whom)
    columns = [f"{letter}_{measure.name}" for letter in letters]
    wanted = [(each, "sum") for each in dict.fromkeys(columns)]
    added = cells.group_by(list(by), use_threads=False).aggregate(wanted)
    read = [DIMENSIONS[name].text for name in by]
    dims = zip(*(added.column(name).to_pylist() for name in by), strict=True) if by else [()]
    sums = zip(*(added.column(f"{each}_sum").to_pylist() for each in columns), strict=True)
    return {
        tuple(text(value) for text, value in zip(read, key, strict=True)): _whole(three)
        for key, three in zip(dims, sums, strict=True)
    }


def _whole(sums: tuple[int | None, ...]) -> Sums:
    n, m, k = (each or 0 for each in sums)
    return n, m, k


def _left_out(dims: Codes) -> Row:
    return Row(dims, None, suppressed=True)


def _row(measure: Measure, dims: Codes, numerator: int, denominator: int) -> Row:
    if measure.denominator is None:
        return Row(dims, numerator, None, float(numerator))
    if not denominator:
        return Row(dims, numerator, denominator)
    low, high = wilson(numerator, denominator) if measure.is_rate else (None, None)
    return Row(dims, numerator, denominator, numerator / denominator, low, high)


def _hidden(measure: Measure, sums: Mapping[Codes, Sums], k: int) -> frozenset[Codes]:
    """Return the cells that the public does not see: of a rate, also those of a small part."""
    if not k:
        return frozenset()
    hidden = suppressed({dims: over for dims, (_n, _m, over) in sums.items()}, k)
    if measure.is_rate:
        hidden |= suppressed({dims: n for dims, (n, _m, _over) in sums.items()}, k)
    return hidden


def _few(measure: Measure, whole: tuple[int, ...], k: int) -> bool:
    n, _m, over = whole
    return 0 < over < k or (measure.is_rate and 0 < n < k)
