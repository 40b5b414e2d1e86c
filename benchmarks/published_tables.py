"""Tables that were published, and complaints one by one that have exactly their counts.

A count that was not printed follows from its share; a whole that was not printed is one that all
printed shares of it agree with. What a table leaves unsaid is 其他.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import chain, repeat
from pathlib import Path

from smart315.casework import taxonomy
from smart315.casework.taxonomy import Kind
from smart315.measures.periods import Period


DATA = Path(__file__).resolve().parents[1] / ".." / "shared" / "data" / "official"
NATURE, GOODS = "投诉性质", "商品大类"
TABLES = {NATURE: ("nature", Kind.NATURE), GOODS: ("goods", Kind.GOODS)}
COUNT, SHARE = ("count", "prev_count"), ("share_pct", "prev_share_pct")
OTHER_NATURE, A_SERVICE = "其他", "S01"
HALF = Fraction(1, 2)


@dataclass
class Half:
    """The complaints of one period: how many, and how many of each name in each table."""

    whole: int
    parts: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    resolved: int = 0
    recovered_wan: int = 0


@dataclass
class Published:
    """A period with the one that it is compared with, each printed row by table, the totals."""

    period: Period
    places: int
    halves: tuple[Half, Half]
    rows: Mapping[str, list[Mapping[str, str]]]
    told: Mapping[str, str]


def published() -> list[Published]:
    """Return every period that the shared file has tables of, the smallest first."""
    found: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in _read("nature_and_category.csv"):
        found[row["period"]].append(row)
    totals = {row["period"]: row for row in _read("totals.csv") if row["scope"] == "全国"}
    each = [_of(period, rows, totals) for period, rows in found.items()]
    return sorted(each, key=lambda one: sum(half.whole for half in one.halves))


def rows(one: Published) -> Iterator[list[str]]:
    """Yield canonical rows of the period, then of the one a year before."""
    for half, period in zip(one.halves, (one.period, one.period.year_before), strict=True):
        days = (period.after - period.first).days
        natures, goods = (_spread(half.parts.get(name, {})) for name in (NATURE, GOODS))
        money = _money(half)
        for number in range(half.whole):
            day = period.first.fromordinal(
                period.first.toordinal() + number * days // max(half.whole, 1)
            )
            ended = "mediated" if number < half.resolved or not half.resolved else "terminated"
            yield [
                f"{period.code}-{number}", day.isoformat(), "", "phone",
                next(natures, OTHER_NATURE), next(goods, A_SERVICE), "", "",
                f"第{number}件", "", "", "closed", ended, day.isoformat(), next(money, ""), "",
            ]  # fmt: skip


def _spread(counts: Mapping[str, int]) -> Iterator[str]:
    return chain.from_iterable(repeat(name, count) for name, count in counts.items())


def _money(half: Half) -> Iterator[str]:
    """Share the recovered yuan out among the resolved; what is over goes to the first."""
    if not half.resolved:
        return iter(())
    each, rest = divmod(half.recovered_wan * 10_000, half.resolved)
    return chain([str(each + rest)], repeat(str(each), half.resolved - 1))


def _of(
    code: str, rows: list[Mapping[str, str]], totals: Mapping[str, Mapping[str, str]]
) -> Published:
    told = totals.get(code, {})
    whole = int(rows[0]["denominator_total"])
    now = Half(whole, resolved=int(told.get("resolved") or 0))
    now.recovered_wan = int(told.get("recovered_wan_yuan") or 0)
    tables: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in rows:
        tables[row["dimension"]].append(row)
    halves = (now, Half(_whole_before(rows)))
    for name, table in tables.items():
        for half, count, share in zip(halves, COUNT, SHARE, strict=True):
            half.parts[name] = {
                row["category"]: _count(row, count, share, half.whole)
                for row in table
                if row["category"] != OTHER_NATURE
            }
    return Published(Period.read(code), _places(rows), halves, tables, told)


def _count(row: Mapping[str, str], count: str, share: str, whole: int) -> int:
    if row[count]:
        return int(row[count])
    return round(Fraction(row[share]) * whole / 100) if row[share] else 0


def _places(rows: list[Mapping[str, str]]) -> int:
    """Return the decimals of the printed shares: the transcription lost zeros at the end."""
    return max(len(row["share_pct"].partition(".")[2]) for row in rows)


def _whole_before(rows: list[Mapping[str, str]]) -> int:
    """Return a whole that every printed share of the period before agrees with; 0 for none."""
    step = Fraction(1, 10 ** _places(rows))
    low, high = Fraction(0), Fraction(10**12)
    for row in rows:
        if row["prev_count"] and row["prev_share_pct"]:
            share, hundred = Fraction(row["prev_share_pct"]), 100 * int(row["prev_count"])
            low = max(low, hundred / (share + step * HALF))
            high = min(high, hundred / (share - step * HALF))
    return round((low + high) / 2) if low else 0


def printed(text: str) -> Decimal:
    """Return a printed figure without the zeros that were kept or lost."""
    return Decimal(text.replace("↑", "").replace("↓", "-")).normalize()


def code_of(table: str, name: str) -> str:
    """Return the code of a name of a table."""
    found = taxonomy.find(name, TABLES[table][1])
    assert found is not None, name
    return found.code


def _read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
