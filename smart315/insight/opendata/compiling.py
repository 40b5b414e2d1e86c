"""Compile the open data of a quarter: count, withhold, and attack what is left before it goes."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.insight.catalogue import MEASURES
from smart315.insight.catalogue.measures import ACCEPTED, RECEIVED
from smart315.insight.naming import names_of
from smart315.insight.opendata import nesting
from smart315.insight.opendata.bodies import frozen
from smart315.insight.opendata.declared import CODES, FIGURES, INDICATORS, TABLES
from smart315.insight.opendata.editions import Compiled, Earlier, Edition
from smart315.insight.opendata.rows import Line, Rows, rows_of
from smart315.insight.opendata.tallying import tallied
from smart315.kernel.verdicts import Refused
from smart315.measures import withholding
from smart315.measures.periods import Period
from smart315.measures.withholding import Key, Tables, Withheld


SHOWN_AT_LEAST = 0.5  # of the cells of a crossed table that are not empty
AMOUNT = "amount"  # the cell of a sum of money


@dataclass(frozen=True)
class _Counted:
    tables: Tables
    found: Withheld
    names: tuple[str, ...]
    lines: tuple[Line, ...]
    k: int

    def count(self, key: Key) -> int | None:
        """Return what is shown of a cell."""
        if key in self.found.hidden:
            return None
        cell = self.tables.cells.get(key)
        return cell.count if cell else 0


def compiled(edition: Edition, earlier: Earlier, *, k: int, at: datetime) -> Compiled:
    """Return the release of a quarter as the facts stand. Raises Refused."""
    accepted, received = _rows(edition.period, ACCEPTED, at), _rows(edition.period, RECEIVED, at)
    counted = _counted(accepted.lines, received.lines, earlier, k)
    found = counted.found
    figures = {name: _figure(name, counted, earlier) for name in INDICATORS}
    body = frozen(
        {
            "period": edition.period.code,
            "version": edition.version,
            "reason": edition.reason,
            "k": k,
            "compiled_on": localdate(at).isoformat(),
            "facts": received.digest,
            "tables": {name: list(_table(name, counted)) for name in counted.names},
            FIGURES: figures,
        }
    )
    amounts = {(AMOUNT, name) for name, each in figures.items() if each["numerator"] is None}
    return Compiled(body, earlier.hidden | found.hidden | amounts, earlier.few | found.few)


def _rows(period: Period, dated: str, at: datetime) -> Rows:
    measures = [name for name in INDICATORS if MEASURES[name].dated == dated]
    by = {name for table in TABLES.values() for name in table.by} if dated == ACCEPTED else ()
    return rows_of(period, dated, measures, sorted(by), at)


def _counted(
    accepted: tuple[Line, ...], received: tuple[Line, ...], earlier: Earlier, k: int
) -> _Counted:
    """Count and withhold; a crossed table that would be mostly withheld is left out altogether.

    It would take cells of its margins with it for nothing.
    """
    names = [name for name in TABLES if name not in earlier.left_out]
    while True:
        tables = tallied(accepted, received, names)
        found = _withheld(tables, earlier, k)
        sparse = [name for name in names if _sparse(name, tables, found)]
        if not sparse:
            return _Counted(tables, found, tuple(names), (*accepted, *received), k)
        names = [name for name in names if name not in sparse]


def _sparse(name: str, tables: Tables, found: Withheld) -> bool:
    cells = [key for key in tables.cells if key[0] == name]
    gone = sum(key in found.hidden for key in cells)
    return len(TABLES[name].by) > 1 and gone > SHOWN_AT_LEAST * len(cells)


def _withheld(tables: Tables, earlier: Earlier, k: int) -> Withheld:
    try:
        found = withholding.withheld(tables, k, before=earlier.hidden, few_before=earlier.few)
    except withholding.Unprotected:
        raise Refused(_("有的小单元无法保护，没有公开。")) from None
    if withholding.exposed(tables, found, k):
        raise Refused(_("有的小单元可以从其他数字推算出来，没有公开。"))
    return found


def _table(name: str, counted: _Counted) -> Iterator[Mapping[str, Any]]:
    by = TABLES[name].by
    codes = [_codes(place, name, counted.tables.cells) for place in range(len(by))]
    names = [names_of(dimension, some) for dimension, some in zip(by, codes, strict=True)]
    for key in product(*codes):
        yield {
            "codes": list(key),
            "names": [name[code] for name, code in zip(names, key, strict=True)],
            "count": counted.count((name, *key)),
        }


def _codes(place: int, table: str, cells: Collection[Key]) -> list[str]:
    """Return the declared codes of a dimension in their order, then others that occurred."""
    declared = list(CODES[TABLES[table].by[place]]())
    seen = {key[place + 1] for key in cells if key[0] == table}
    return [*declared, *sorted(seen.difference(declared))]


def _figure(name: str, counted: _Counted, earlier: Earlier) -> Mapping[str, int | None]:
    measure = MEASURES[name]
    if measure.of_whom == "k":
        again = (AMOUNT, name) in earlier.hidden
        return {"numerator": None if again else _amount(name, counted), "denominator": None}
    if measure.denominator is None:
        return {"numerator": counted.count(nesting.key_of(name, "n")), "denominator": None}
    whole = counted.count(nesting.key_of(name, "m"))
    if measure.is_rate:
        return {"numerator": counted.count(nesting.key_of(name, "n")), "denominator": whole}
    part = sum(line.adds.get(f"n_{name}", 0) for line in counted.lines)
    return {"numerator": None if whole is None else part, "denominator": whole}


def _amount(name: str, counted: _Counted) -> int | None:
    """Return a sum of money; None where it tells of few, or gives its largest part away."""
    of = [line for line in counted.lines if line.adds.get(f"k_{name}")]
    people = frozenset[str]().union(*(line.people for line in of))
    parts = [line.adds[f"n_{name}"] for line in of]
    if of and (len(people) < counted.k or withholding.dominated(parts)):
        return None
    return sum(parts)
