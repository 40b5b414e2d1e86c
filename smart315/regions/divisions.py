"""The table of divisions as shipped, read once per process: the standard, not the database."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from smart315.regions.models import Level


PROVINCE = "630000"
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Division:
    """One division of the standard; `parent` is a code, blank for the province."""

    code: str
    name: str
    level: Level
    parent: str


@cache
def table() -> Mapping[str, Division]:
    """Return all divisions by code, every parent before its children."""
    return MappingProxyType({division.code: division for division in _read()})


@cache
def children(code: str) -> tuple[Division, ...]:
    """Return the divisions right below one, by code."""
    return tuple(division for division in table().values() if division.parent == code)


@cache
def line(code: str) -> tuple[Division, ...]:
    """Return a division and all above it, the province first; empty when unknown."""
    division = table().get(code)
    return (*line(division.parent), division) if division else ()


def _read() -> Iterator[Division]:
    yield Division(PROVINCE, "青海省", Level.PROVINCE, "")
    for row in _rows("qinghai_cities.csv"):
        yield Division(f"{row['code']}00", row["name"], Level.PREFECTURE, PROVINCE)
    for row in _rows("qinghai_areas.csv"):
        yield Division(row["code"], row["name"], Level.COUNTY, f"{row['cityCode']}00")
    for row in _rows("qinghai_streets.csv"):
        yield Division(row["code"], row["name"], Level.TOWNSHIP, row["areaCode"])


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as lines:
        return sorted(csv.DictReader(lines), key=lambda row: row["code"])
