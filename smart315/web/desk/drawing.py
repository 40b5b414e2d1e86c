"""Small pictures drawn as SVG in the page itself: nothing to load, and legible in grey."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from smart315.regions import queries as regions
from smart315.regions.queries import Outline


WIDTH, HEIGHT, FOOT = 720, 150, 28  # units of the picture
MARKS = 6  # days that are written below
SHADES = 4
WIDEST = 48.0  # units of one bar: a single day is no wall


@dataclass(frozen=True)
class Bar:
    """One day's bar; `mark` says whether its day is written below."""

    day: date
    count: int
    x: float
    y: float
    width: float
    height: float
    mark: bool


@dataclass(frozen=True)
class Bars:
    """A row of bars, and the height of the highest."""

    bars: list[Bar]
    most: int
    width: int = WIDTH
    height: int = HEIGHT
    ground: int = HEIGHT - FOOT


def bars(days: Sequence[tuple[date, int]]) -> Bars:
    """Return the bars of counts by day, without gaps between the days."""
    most = max((count for _day, count in days), default=0)
    step = WIDTH / max(len(days), 1)
    scale = (HEIGHT - 2 * FOOT) / max(most, 1)
    every = max(1, -(-len(days) // MARKS))
    found = [
        Bar(
            day,
            count,
            round(number * step, 2),
            round(HEIGHT - FOOT - count * scale, 2),
            round(min(step * 0.8, WIDEST), 2),
            round(count * scale, 2),
            number % every == 0,
        )
        for number, (day, count) in enumerate(days)
    ]
    return Bars(found, most)


@dataclass(frozen=True)
class Area:
    """One prefecture on the map: its count, and how dark it is, 0 to 4."""

    outline: Outline
    short: str
    count: int
    shade: int


@dataclass(frozen=True)
class Map:
    """The prefectures of the province."""

    areas: list[Area]
    width: int
    height: int


def map_of(counts: Mapping[str, int]) -> Map:
    """Return the map of counts by prefecture; darker is more, and the number stands in it."""
    most = max(counts.values(), default=0)
    areas = []
    for outline in regions.outlines():
        count = counts.get(outline.code, 0)
        shade = -(-SHADES * count // most) if most else 0
        areas.append(Area(outline, outline.name[:2], count, shade))
    return Map(areas, regions.MAP_WIDTH, regions.MAP_HEIGHT)
