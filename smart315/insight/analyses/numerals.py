"""Find the figures of a text: numbers in Arabic digits with their units, and those in words."""

import re
from dataclasses import dataclass
from decimal import Decimal

from smart315.insight.analyses.cells import CASES, PER_CENT, PERSONS, POINTS, WAN


WIDE = {ord("０") + each: ord("0") + each for each in range(10)} | {
    ord("．"): ".", ord("％"): "%", ord("﹪"): "%",
}  # fmt: skip
NUMBER = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
FIGURE = re.compile(
    rf"(?P<of>百分之)?(?P<number>{NUMBER})\s*(?P<scale>[万亿]?)"
    r"(?P<unit>个?百分点|%|件|元|人次|人|起|位|名)?"
)
# What bears digits and is no figure: days, periods, captions, articles, laws' numbers, times.
APART = re.compile(
    r"\d{4}\s*年(?:\d{1,2}月(?:\d{1,2}[日号])?)?|\d{1,2}月\d{1,2}[日号]|\d{1,2}月(?!份以)"
    r"|\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|[表图第前]\s*\d+|(?<!\d)12(?:315|345)(?!\d)|3·15|\d+\s*(?:个月|[年日天时月])"
)
IN_WORDS = re.compile(
    r"百分之[一二三四五六七八九十百零点]+|[一二三四五六七八九十近超]+成(?:[以左]|[多半]|(?=[，。、；]))"
    r"|[一二三四五六七八九十百千两]+(?:万|亿)?(?:余|多)?(?:件|个百分点|人次|万元)"
)
SCALES = {"": 0, "万": 4, "亿": 8}


@dataclass(frozen=True)
class Figure:
    """A figure as it stands in a text: its value in the unit's own size, and its decimals."""

    start: int
    end: int
    text: str
    value: Decimal
    scale: int
    unit: str


def figures(text: str) -> list[Figure]:
    """Return every figure of a text in Arabic digits, in order; dates and captions left out."""
    plain = text.translate(WIDE)
    taken = [match.span() for match in APART.finditer(plain)]
    return [
        _figure(match)
        for match in FIGURE.finditer(plain)
        if not any(
            first < match.end("number") and match.start("number") < last for first, last in taken
        )
    ]


def _figure(match: re.Match[str]) -> Figure:
    scale, unit = match["scale"], match["unit"] or ""
    unit = PER_CENT if match["of"] else _unit(scale, unit)
    number = match["number"]
    value = Decimal(number.replace(",", ""))
    start, end = match.span("number")
    return Figure(start, end, number, value, 0 if unit == WAN else SCALES[scale], unit)


def _unit(scale: str, unit: str) -> str:
    if unit.endswith(POINTS):
        return POINTS
    if unit == "元":
        return WAN if scale == "万" else "元"
    return {"人": PERSONS, "起": CASES, "名": "位"}.get(unit, unit)
