"""Small pictures drawn as SVG in the page itself: nothing to load, and legible in grey."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


WIDTH, HEIGHT, FOOT = 720, 150, 28  # units of the picture
MARKS = 6  # days that are written below
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
