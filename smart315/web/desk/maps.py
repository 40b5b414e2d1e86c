"""The map of prefectures, drawn as SVG in the page itself: darker is more."""

from collections.abc import Mapping
from dataclasses import dataclass

from smart315.regions import queries as regions
from smart315.regions.queries import Outline
from smart315.web.figures.shades import shade_of


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
        shade = shade_of(count, most)
        areas.append(Area(outline, outline.name[:2], count, shade))
    return Map(areas, regions.MAP_WIDTH, regions.MAP_HEIGHT)
