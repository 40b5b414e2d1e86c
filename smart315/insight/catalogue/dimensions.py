"""By what figures are divided: how it is read off the facts, and how a code is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis
from django.utils.translation import gettext_lazy as _
from ibis.expr.types import Table, Value


Levels = Mapping[int, str]
Key = Callable[[Table, str, Levels], Value]


@dataclass(frozen=True)
class Dimension:
    """One dimension. `key` gives its value for a row, `text` the code shown for a value, and `read`
    what a code stands for (ValueError for one that stands for nothing).

    There are some `size` values in a year; `above` names the coarser one that follows from it.
    `inner` says that it tells who works how, or leads to single businesses: no public table has it.
    """

    name: str
    title: Any
    key: Key
    text: Callable[[Any], str] = str
    read: Callable[[str], Any] = str
    size: int = 1
    above: str = ""
    inner: bool = False


def _column(name: str, title: Any, size: int, above: str = "") -> Dimension:
    return Dimension(
        name, title, lambda facts, _dated, _levels: facts[name], size=size, above=above
    )


def _number(name: str, title: Any, size: int, above: str = "") -> Dimension:
    return Dimension(
        name,
        title,
        lambda facts, _dated, _levels: facts[name],
        _id_in_words,
        _id,
        size,
        above,
        inner=True,
    )


def _platform(facts: Table, _dated: str, _levels: Levels) -> Value:
    return facts["platform"]


def _online(facts: Table, _dated: str, _levels: Levels) -> Value:
    return ibis.cases((facts["platform"] != "", "online"), else_="offline")


def _id_in_words(value: int) -> str:
    return str(value) if value else ""


def _id(code: str) -> int:
    return int(code or 0)


def _level(facts: Table, _dated: str, levels: Levels) -> Value:
    kinds = sorted(set(levels.values()))
    known = [
        (facts["organisation"].isin([pk for pk, level in levels.items() if level == kind]), kind)
        for kind in kinds
    ]
    return ibis.cases(*known, else_="") if known else ibis.literal("")


def _month(facts: Table, dated: str, _levels: Levels) -> Value:
    return (facts[dated].year() * 100 + facts[dated].month()).cast("int64")


def _quarter(facts: Table, dated: str, _levels: Levels) -> Value:
    return (facts[dated].year() * 10 + facts[dated].quarter()).cast("int64")


def _month_in_words(value: int) -> str:
    return f"{value // 100}-{value % 100:02d}"


def _month_of(code: str) -> int:
    year, month = code.split("-")
    return int(year) * 100 + int(month)


def _quarter_of(code: str) -> int:
    year, quarter = code.split("Q")
    return int(year) * 10 + int(quarter)


def _quarter_in_words(value: int) -> str:
    return f"{value // 10}Q{value % 10}"


def _day(facts: Table, dated: str, _levels: Levels) -> Value:
    return facts[dated]


def _day_in_words(value: date) -> str:
    return value.isoformat()


_ALL = (
    _column("nature", _("投诉性质"), 11),
    _column("kind", _("商品或者服务"), 4),
    _column("category", _("商品服务大类"), 26, "kind"),
    _column("subcategory", _("商品服务细类"), 170, "category"),
    _column("prefecture", _("市州"), 9),
    _column("county", _("县（市、区）"), 46, "prefecture"),
    _column("town", _("乡镇（街道）"), 420, "county"),
    _column("area", _("城乡"), 3),
    _number("organisation", _("办理单位"), 100, "level"),
    Dimension("level", _("办理单位层级"), _level, size=6),
    _number("station", _("维权服务站"), 1_000),
    _column("channel", _("投诉渠道"), 9),
    _column("outcome", _("办理结果"), 10),
    _column("stage", _("办理阶段"), 21),
    _number("business", _("被投诉经营者"), 100_000),
    Dimension("platform", _("平台"), _platform, size=10_000, inner=True),
    Dimension("online", _("网络消费"), _online, size=2),
    Dimension("month", _("月份"), _month, _month_in_words, _month_of, 12, "quarter"),
    Dimension("quarter", _("季度"), _quarter, _quarter_in_words, _quarter_of, 4),
    Dimension("day", _("日"), _day, _day_in_words, date.fromisoformat, 366, "month", inner=True),
)

DIMENSIONS: Mapping[str, Dimension] = {each.name: each for each in _ALL}
