"""How dark a part of a map is, and which counts each shade stands for."""

from dataclasses import dataclass


SHADES = 4


@dataclass(frozen=True)
class Shade:
    """One line of the legend: a shade and the counts it stands for."""

    shade: int
    least: int
    most: int


def shade_of(count: int, most: int) -> int:
    """Return the shade of a count, 0 for none.

    >>> [shade_of(count, 8) for count in (0, 1, 2, 3, 8)]
    [0, 1, 1, 2, 4]
    """
    return -(-SHADES * count // most) if most else 0


def legend(most: int) -> list[Shade]:
    """Return which counts each shade stands for; shades that no count can have are left out."""
    found = [Shade(0, 0, 0)]
    for shade in range(1, SHADES + 1):
        least, last = (shade - 1) * most // SHADES + 1, shade * most // SHADES
        if least <= last:
            found.append(Shade(shade, least, last))
    return found
