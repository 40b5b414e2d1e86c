"""What a paper can say in figures of an incident, as tables; pure, and without a person."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.casework import taxonomy
from smart315.casework.queries import Harmed
from smart315.insight.analyses.cells import (
    CASES,
    PER_CENT,
    PERSONS,
    WAN,
    Cell,
    Column,
    Row,
    Table,
    count,
)
from smart315.kernel import money
from smart315.measures.periods import Period
from smart315.measures.rounding import NATIONAL, Part, rounded
from smart315.regions import queries as regions


YUAN = "元"
FEN_A_WAN = 1_000_000
KEY = 12  # characters of the code of a business that the register does not know


def tables(
    members: Sequence[Harmed], beside: Mapping[str, int], found: Mapping[str, Any]
) -> tuple[Table, ...]:
    """Return every table of an incident's members, the largest rows first.

    `beside` are the figures that members alone do not tell (copies, injured, dead), `found` what
    the finder computed.
    """
    made = [_total(members, beside)]
    made += [_broken_down(key, title, by, name, members) for key, title, by, name in BREAKDOWNS]
    return (*made, *_alarm(found))


def _total(members: Sequence[Harmed], beside: Mapping[str, int]) -> Table:
    businesses = len({each.respondent for each in members} - {""})
    prefectures = len({regions.prefecture_of(each.region_code) for each in members} - {""})
    fen = sum(each.amount_fen for each in members)
    rows = (
        ("complaints", _("投诉（件）"), count(len(members), CASES)),
        ("people", _("涉及人数（同一人只计一次）"), count(people(members), PERSONS)),
        ("copies", _("其中文字与其他投诉重复的（件）"), count(beside.get("copies", 0), CASES)),
        ("yuan", _("涉及金额（元）"), _yuan(fen)),
        ("wan", _("涉及金额（万元）"), _wan(fen)),
        ("businesses", _("经营者（家）"), count(businesses, _("家"))),
        ("prefectures", _("市州（个）"), count(prefectures, _("个"))),
        ("injured", _("受伤（人）"), count(beside.get("injured", 0), PERSONS)),
        ("dead", _("死亡（人）"), count(beside.get("dead", 0), PERSONS)),
    )
    return Table(
        "total",
        _("事件合计"),
        _("项目"),
        (Column("value", _("数量")),),
        tuple(Row(code, name, {"value": cell}) for code, name, cell in rows),
    )


def people(members: Sequence[Harmed]) -> int:
    """Return how many distinct people the complaints are of."""
    return len(frozenset().union(*(each.people for each in members)))


def _broken_down(
    key: str, title: object, by: Callable[[Harmed], str], name: Callable[[Harmed], str],
    members: Sequence[Harmed],
) -> Table:  # fmt: skip
    parts: dict[str, list[Harmed]] = {}
    for each in members:
        if by(each):
            parts.setdefault(by(each), []).append(each)
    ordered = sorted(parts.items(), key=lambda part: (-len(part[1]), part[0]))
    if key == "months":
        ordered = sorted(parts.items())
    columns = (
        Column("complaints", _("投诉（件）")),
        Column("share", _("占全部（%）")),
        Column("people", _("人数")),
        Column("yuan", _("金额（元）")),
    )
    rows = tuple(Row(code, name(some[0]), _cells(some, len(members))) for code, some in ordered)
    return Table(key, str(title), _("项目"), columns, rows)


def _cells(some: Sequence[Harmed], whole: int) -> dict[str, Cell]:
    share = NATIONAL.share(Part(len(some), whole))
    return {
        "complaints": count(len(some), CASES),
        "share": Cell(share, str(share), PER_CENT, len(some), whole),
        "people": count(people(some), PERSONS),
        "yuan": _yuan(sum(each.amount_fen for each in some)),
    }


def _alarm(found: Mapping[str, Any]) -> Iterator[Table]:
    """Yield what the nightly scan saw beside what it expected; nothing where it found nothing."""
    if "observed" not in found:
        return
    low, high = found.get("interval95", (None, None))
    expected = rounded(Decimal(str(found["expected"])), 1)
    cells = {
        "observed": count(found["observed"], CASES),
        "expected": Cell(expected, str(expected), CASES),
        "low": count(low, CASES),
        "high": count(high, CASES),
    }
    columns = (
        Column("observed", _("实际（件）")),
        Column("expected", _("预期（件）")),
        Column("low", _("通常不少于（件）")),
        Column("high", _("通常不多于（件）")),
    )
    name = f"{found.get('since', '')}～{found.get('until', '')}"
    yield Table("alarm", _("数量异常"), _("期间"), columns, (Row("alarm", name, cells),))


def _yuan(fen: int) -> Cell:
    return Cell(Decimal(money.yuan(fen)), money.yuan(fen), YUAN, fen)


def _wan(fen: int) -> Cell:
    value = rounded(Decimal(fen) / FEN_A_WAN, 2)
    return Cell(value, str(value), WAN, fen)


def business_code(member: Harmed) -> str:
    """Return a code of whom a complaint is against that is no name: the address of a cell."""
    written = member.respondent.encode("utf-8")
    return hashlib.sha256(written).hexdigest()[:KEY] if written else ""


def _county(member: Harmed) -> str:
    return regions.county_of(member.region_code) or regions.prefecture_of(member.region_code)


def _place_name(member: Harmed) -> str:
    return regions.full_name(_county(member)).removeprefix(regions.name(regions.PROVINCE))


def _node(code: str) -> str:
    return taxonomy.node(code).name if taxonomy.known(code) else code


def _month(member: Harmed) -> str:
    return f"{localdate(member.received_at):%Y-%m}"


BREAKDOWNS: tuple[
    tuple[str, str, Callable[[Harmed], str], Callable[[Harmed], str]], ...
] = (
    ("places", "地区", _county, _place_name),
    ("natures", "投诉性质", lambda m: m.nature_code, lambda m: _node(m.nature_code)),
    ("categories", "商品或者服务", lambda m: m.category_code, lambda m: _node(m.category_code)),
    ("businesses", "经营者", business_code, lambda m: m.respondent_name),
    ("months", "月份", _month, lambda m: Period.read(_month(m)).title),
)  # fmt: skip
