"""Ask about divisions: names, lines of parents, select boxes, and what a text means.

Everything but `region` is answered from the shipped table, without a statement.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from smart315.regions import divisions
from smart315.regions.divisions import Division
from smart315.regions.models import Level as Level, Region
from smart315.regions.outlines import (
    COUNTY_HEIGHT as COUNTY_HEIGHT,
    COUNTY_WIDTH as COUNTY_WIDTH,
    HEIGHT,
    WIDTH,
    Box as Box,
    Outline as Outline,
    county_outlines as county_outlines,
    outlines as outlines,
)


TOWNSHIP_DIGITS = 9
COUNTY_DIGITS = 6
PREFECTURE_DIGITS = 4
AUTONOMOUS = re.compile(r"^(.+?)(?:回族|土族|藏族|蒙古族|撒拉族)+自治([州县])$")
ENDING = re.compile(r"(?:省|市|区|县|州|街道|镇|乡|行政委员会)$")
SHORTEST_NAME = 2

PROVINCE = divisions.PROVINCE
MAP_WIDTH, MAP_HEIGHT = WIDTH, HEIGHT


def region(code: str) -> Region | None:
    """Return the stored division, or None when it is unknown."""
    return Region.objects.filter(pk=code).first()


def known(code: str) -> bool:
    """Tell whether a code is one of the shipped divisions."""
    return code in divisions.table()


def division(code: str) -> Division | None:
    """Return the shipped division with its level and parent, without a statement."""
    return divisions.table().get(code)


def every_division() -> tuple[Division, ...]:
    """Return the shipped divisions, every parent before its children, without a statement."""
    return tuple(divisions.table().values())


def children(code: str) -> tuple[Division, ...]:
    """Return the divisions right below, in the order of their codes."""
    return divisions.children(code)


def options(parent_code: str = divisions.PROVINCE) -> list[tuple[str, str]]:
    """Return (code, name) of the divisions right below, for a select box."""
    return [(child.code, child.name) for child in divisions.children(parent_code)]


def name(code: str) -> str:
    """Return a division's own name, blank when unknown."""
    return next((one.name for one in divisions.line(code)[-1:]), "")


def full_name(code: str) -> str:
    """Return the name with all above it, as in 青海省西宁市城东区; blank when unknown."""
    return "".join(one.name for one in divisions.line(code))


def county_of(code: str) -> str:
    """Return the code of the county a division lies in or is; blank above counties."""
    return _at_level(code, Level.COUNTY)


def prefecture_of(code: str) -> str:
    """Return the code of the prefecture a division lies in or is; blank for the province."""
    return _at_level(code, Level.PREFECTURE)


def is_street(code: str) -> bool:
    """Tell whether a code is a street of a town (街道), not a township."""
    place = division(code)
    return place is not None and place.level == Level.TOWNSHIP and place.name.endswith("街道")


@cache
def townships() -> frozenset[str]:
    """Return the codes of what lies in the countryside: every township that is no street."""
    here = (code for code, one in divisions.table().items() if one.level == Level.TOWNSHIP)
    return frozenset(code for code in here if not is_street(code))


def search(text: str, limit: int = 20) -> list[Division]:
    """Return divisions whose name holds the text, the higher levels first."""
    wanted = "".join(text.split())
    if not wanted:
        return []
    order = list(Level)
    found = [one for one in divisions.table().values() if wanted in full_name(one.code)]
    # A text inside the own name is nearer than one inside a parent's.
    found.sort(key=lambda one: (wanted not in one.name, order.index(one.level), one.code))
    return found[:limit]


@cache
def spellings() -> Mapping[str, str]:
    """Return how divisions are written, townships in full only, each with the code it means.

    Of several the highest level is meant; of several there, the division that holds them all.
    """
    meant: dict[str, list[str]] = {}
    for code, one in divisions.table().items():
        ways = (one.name,) if one.level == Level.TOWNSHIP else _spellings(one.name)
        for way in ways:
            known = meant.setdefault(way, [code])
            if divisions.table()[known[0]].level == one.level and code not in known:
                known.append(code)
    return MappingProxyType({way: _held_by(codes) for way, codes in meant.items()})


@lru_cache(maxsize=4096)
def resolve(text: str) -> str | None:
    """Return the code that a code or a Chinese name means; None when unknown or ambiguous.

    Codes have 2, 4, 6, 9 or 12 digits; names may leave out levels and endings
    (西宁市, 城东区, 青海省西宁市城东区, 海北州); of several the highest level wins.
    """
    wanted = "".join(text.split())
    if wanted.isascii() and wanted.isdigit():
        return _by_digits(wanted)
    found = {code for code in divisions.table() if wanted and _spells(wanted, code)}
    for level in Level:
        here = [code for code in found if divisions.table()[code].level == level]
        if here:
            return here[0] if len(here) == 1 else None
    return None


def _held_by(codes: list[str]) -> str:
    lines = [[one.code for one in divisions.line(code)] for code in codes]
    return [code for code in lines[0] if all(code in line for line in lines)][-1]


def _by_digits(digits: str) -> str | None:
    if len(digits) <= PREFECTURE_DIGITS:
        code = digits.ljust(COUNTY_DIGITS, "0")
    elif digits[COUNTY_DIGITS:].strip("0"):
        # A village's twelve digits begin with its township's nine.
        code = digits[:TOWNSHIP_DIGITS]
    else:
        code = digits[:COUNTY_DIGITS]
    lengths = {2, PREFECTURE_DIGITS, COUNTY_DIGITS, TOWNSHIP_DIGITS, 12}
    return code if len(digits) in lengths and known(code) else None


def _spells(text: str, code: str) -> bool:
    """Tell whether a text is the division's name, with any of its parents before it."""
    *above, own = divisions.line(code)
    for spelling in _spellings(own.name):
        if text.endswith(spelling) and _is_parents(text.removesuffix(spelling), above):
            return True
    return False


def _is_parents(text: str, above: list[Division]) -> bool:
    if not text:
        return True
    for position, parent in enumerate(above):
        for spelling in _spellings(parent.name):
            if text.startswith(spelling) and _is_parents(
                text.removeprefix(spelling), above[position + 1 :]
            ):
                return True
    return False


@cache
def _spellings(full: str) -> tuple[str, ...]:
    """Return the ways a name is written: 海北藏族自治州, 海北州, 海北."""
    autonomous = AUTONOMOUS.match(full)
    ways = [full]
    if autonomous:
        ways += ["".join(autonomous.groups()), autonomous.group(1)]
    stem = ENDING.sub("", full)
    if len(stem) >= SHORTEST_NAME:
        ways.append(stem)
    return tuple(dict.fromkeys(way for way in ways if len(way) >= SHORTEST_NAME))


def _at_level(code: str, level: Level) -> str:
    return next((one.code for one in divisions.line(code) if one.level == level), "")
