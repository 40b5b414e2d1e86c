"""Read weekly series: the columns `series,unit,year,week,observed` and, where known, outbreaks."""

import csv
import io
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from django.utils.translation import gettext as _

from smart315.jobs import tables
from smart315.kernel.verdicts import Refused
from smart315.signals.surveillance.numbering import LONG, Numbering, Week
from smart315.signals.surveillance.outcomes import Flags
from smart315.signals.surveillance.tails import Floats


COLUMNS = ("series", "year", "week", "observed")
LABEL = "outbreak_state"
LONGEST = 60  # years
LARGEST = 10**9
Name = tuple[str, str]  # series, unit


@dataclass(frozen=True)
class Row:
    """One line of the file; `observed` and `outbreak` are None where the file leaves them blank."""

    name: Name
    at: Week
    observed: int | None
    outbreak: bool | None


@dataclass(frozen=True)
class Series:
    """All lines, in the file's order, and the same as a table of series × weeks."""

    rows: tuple[Row, ...]

    @cached_property
    def names(self) -> dict[Name, int]:
        """Return the row of each series in the table."""
        return {name: row for row, name in enumerate(dict.fromkeys(r.name for r in self.rows))}

    @cached_property
    def numbering(self) -> Numbering:
        """Return the weeks of the table."""
        return Numbering.of({row.at for row in self.rows})

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """Return where each line stands in the table."""
        weeks = self.numbering.places
        return [(self.names[row.name], weeks[row.at]) for row in self.rows]

    @property
    def counts(self) -> Floats:
        """Return the counts; NaN for weeks that the file leaves out or blank."""
        table = np.full((len(self.names), len(self.numbering.weeks)), np.nan)
        for place, row in zip(self.places, self.rows, strict=True):
            if row.observed is not None:
                table[place] = row.observed
        return table

    def flags(self, *, wanted: bool) -> Flags:
        """Return the weeks that the file says are, or are not, of an outbreak."""
        table = np.zeros((len(self.names), len(self.numbering.weeks)), dtype=bool)
        for place, row in zip(self.places, self.rows, strict=True):
            table[place] = row.outbreak is wanted
        return table


def read(path: Path) -> Series:
    """Read the file; raises Refused naming the file, the line and the column that is wrong."""
    csv.field_size_limit(sys.maxsize)
    lines = csv.DictReader(io.StringIO(tables.opened(path), newline=""))
    missing = [name for name in COLUMNS if name not in (lines.fieldnames or [])]
    if missing:
        raise Refused(
            _("%(file)s 缺少列 %(columns)s；第一行应为列名 series,unit,year,week,observed。")
            % {"file": path.name, "columns": "、".join(missing)}
        )
    rows = tuple(_rows(path, lines))
    if not rows:
        raise Refused(_("%(file)s 里没有数据行。") % {"file": path.name})
    years = [row.at[0] for row in rows]
    if max(years) - min(years) > LONGEST:
        raise Refused(
            _("%(file)s 的列 year 从 %(first)s 到 %(last)s，超过 %(most)s 年；请核对。")
            % {"file": path.name, "first": min(years), "last": max(years), "most": LONGEST}
        )
    return Series(rows)


def _rows(path: Path, lines: "csv.DictReader[str]") -> Iterator[Row]:
    seen: set[tuple[Name, Week]] = set()
    for line in lines:
        where = f"{path.name} {_('第 %(line)s 行') % {'line': lines.line_num}}"
        row = _row(where, line)
        if (row.name, row.at) in seen:
            raise Refused(_("%(where)s：列 week 的这一周在同一序列中已有一行。") % {"where": where})
        seen.add((row.name, row.at))
        yield row


def _row(where: str, line: Mapping[str, str | None]) -> Row:
    name = (line["series"] or "").strip()
    if not name:
        raise Refused(_("%(where)s：列 series 为空。") % {"where": where})
    observed = (line["observed"] or "").strip()
    label = (line.get(LABEL) or "").strip()
    return Row(
        (name, (line.get("unit") or "").strip()),
        (_number(where, line, "year", 1, 9999), _number(where, line, "week", 1, LONG)),
        _number(where, line, "observed", 0, LARGEST) if _is_given(observed) else None,
        _number(where, line, LABEL, 0, LARGEST) > 0 if _is_given(label) else None,
    )


def _is_given(text: str) -> bool:
    return text.upper() not in {"", "NA", "NAN"}


def _number(where: str, line: Mapping[str, str | None], column: str, least: int, most: int) -> int:
    text = (line[column] or "").strip()
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not (least <= number <= most and number.is_integer()):
        raise Refused(
            _("%(where)s：列 %(column)s 的“%(text)s”不是 %(least)s 到 %(most)s 之间的整数。")
            % {"where": where, "column": column, "text": text[:40], "least": least, "most": most}
        )
    return int(number)
