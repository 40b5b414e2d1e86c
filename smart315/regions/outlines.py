"""Coarse outlines of the prefectures and counties, for small maps in the page itself."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from smart315.regions.divisions import DATA, table


WIDTH, HEIGHT = 450, 320  # units of the picture of prefectures
COUNTY_WIDTH, COUNTY_HEIGHT = 1800, 1239  # of that of counties


@dataclass(frozen=True)
class Outline:
    """One division: its SVG path, and where its name stands."""

    code: str
    name: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Box:
    """A part of a picture."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Return how wide it is."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Return how high it is."""
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@cache
def outlines() -> tuple[Outline, ...]:
    """Return the outlines of all prefectures."""
    return tuple(_outline(row) for row in _rows("qinghai_outlines.csv"))


@cache
def county_outlines() -> tuple[tuple[Outline, Box], ...]:
    """Return the outlines of all counties, each with the box that holds it."""
    return tuple((_outline(row), _box(row)) for row in _rows("qinghai_county_outlines.csv"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _outline(row: dict[str, str]) -> Outline:
    code = row["code"]
    return Outline(code, table()[code].name, row["path"], float(row["x"]), float(row["y"]))


def _box(row: dict[str, str]) -> Box:
    return Box(*(int(row[each]) for each in ("left", "top", "right", "bottom")))
