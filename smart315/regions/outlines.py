"""Coarse outlines of the prefectures, for small maps in the page itself."""

import csv
from dataclasses import dataclass
from functools import cache

from smart315.regions.divisions import DATA, table


WIDTH, HEIGHT = 450, 320  # units of the picture


@dataclass(frozen=True)
class Outline:
    """One prefecture: its SVG path, and where its name stands."""

    code: str
    name: str
    path: str
    x: float
    y: float


@cache
def outlines() -> tuple[Outline, ...]:
    """Return the outlines of all prefectures."""
    with (DATA / "qinghai_outlines.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(_outline(row) for row in csv.DictReader(lines))


def _outline(row: dict[str, str]) -> Outline:
    code = row["code"]
    return Outline(code, table()[code].name, row["path"], float(row["x"]), float(row["y"]))
