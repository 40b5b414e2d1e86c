"""The map of counties, drawn in the page: darker is more, with a legend, and legible in grey.

Around Xining counties are small: that part is drawn once more, larger, from the same paths.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from smart315.regions import queries as regions
from smart315.regions.queries import Box, Outline
from smart315.web.figures.shades import Shade, legend, shade_of


PATCH = Box(1535, 320, 1755, 480)  # Xining and the valley east of it
SMALL = 30  # units: a county narrower than this bears its number alone
ROOM = 12  # units around a prefecture that is shown by itself


@dataclass(frozen=True)
class Area:
    """One county: its count, how dark it is (0 to 4), and what stands in it."""

    outline: Outline
    count: int
    shade: int
    label: str


@dataclass(frozen=True)
class Sheet:
    """A part of the map with the counties whose words stand in it; `size` is that of the words."""

    box: Box
    words: list[Area]
    size: float

    @property
    def view(self) -> str:
        """Return the part as SVG writes it."""
        return f"{self.box.left} {self.box.top} {self.box.width} {self.box.height}"


@dataclass(frozen=True)
class CountyMap:
    """The counties of the province or of one prefecture; the first sheet holds the paths."""

    areas: list[Area]
    sheets: list[Sheet]
    legend: list[Shade]


def county_map(counts: Mapping[str, int], prefecture: str = "") -> CountyMap:
    """Return the map of counts by county, of one prefecture or of all."""
    found = [
        (outline, box)
        for outline, box in regions.county_outlines()
        if regions.prefecture_of(outline.code) == prefecture or not prefecture
    ]
    most = max((counts.get(outline.code, 0) for outline, _box in found), default=0)
    areas = [_area(outline, box, counts.get(outline.code, 0), most) for outline, box in found]
    return CountyMap(areas, _sheets(areas, _around(found) if prefecture else None), legend(most))


def _area(outline: Outline, box: Box, count: int, most: int) -> Area:
    small = box.width < SMALL
    return Area(
        outline,
        count,
        shade_of(count, most),
        str(count) if small else f"{outline.name[:2]} {count}",
    )


def _sheets(areas: list[Area], own: Box | None) -> list[Sheet]:
    told = [each for each in areas if each.count]
    if own is not None:
        return [Sheet(own, told, round(own.width / 28, 1))]
    inside = [each for each in told if PATCH.holds(each.outline.x, each.outline.y)]
    outside = [each for each in told if each not in inside]
    whole = Box(0, 0, regions.COUNTY_WIDTH, regions.COUNTY_HEIGHT)
    return [Sheet(whole, outside, 40), Sheet(PATCH, inside, 7.5)]


def _around(found: Sequence[tuple[Outline, Box]]) -> Box:
    boxes = [box for _outline, box in found]
    return Box(
        min(each.left for each in boxes) - ROOM,
        min(each.top for each in boxes) - ROOM,
        max(each.right for each in boxes) + ROOM,
        max(each.bottom for each in boxes) + ROOM,
    )
