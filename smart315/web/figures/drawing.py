"""Columns and bars as SVG in the page itself: nothing to load, and legible in grey.

Documents have theirs drawn by Vega; docs/decisions/0011 says why pages do not.
"""

from collections.abc import Sequence
from dataclasses import dataclass


WIDTH, HEIGHT, HEAD, FOOT = 720, 180, 22, 24  # units of the picture
FILLED = 0.72
MARKS = 8
BAR = 100.0


@dataclass(frozen=True)
class Column:
    """One column; `whole` is False for a period that is not complete: it is drawn hatched."""

    code: str
    label: str
    words: str
    x: float
    y: float
    width: float
    height: float
    middle: float
    whole: bool
    marked: bool


@dataclass(frozen=True)
class Columns:
    """A row of columns on one ground; `most` is what the highest stands for."""

    columns: list[Column]
    most: str
    width: int = WIDTH
    height: int = HEIGHT
    ground: int = HEIGHT - FOOT


def columns(cells: Sequence[tuple[str, str, str, float, bool]]) -> Columns:
    """Return columns of (code, label, words, value, whole); labels stand below every few."""
    most = max((value for _c, _l, _w, value, _whole in cells), default=0.0)
    step = WIDTH / max(len(cells), 1)
    scale = (HEIGHT - HEAD - FOOT) / (most or 1)
    every = max(1, -(-len(cells) // MARKS))
    found = [
        Column(
            code, label, words,
            round((place + (1 - FILLED) / 2) * step, 1),
            round(HEIGHT - FOOT - value * scale, 1),
            round(step * FILLED, 1),
            round(value * scale, 1),
            round((place + 0.5) * step, 1),
            whole,
            (len(cells) - 1 - place) % every == 0,
        )
        for place, (code, label, words, value, whole) in enumerate(cells)
    ]  # fmt: skip
    highest = max(cells, key=lambda cell: cell[3], default=("", "", "", 0.0, True))
    return Columns(found, highest[2])


def length(value: float | None, most: float | None) -> float:
    """Return how long a bar is, of a hundred."""
    return round(BAR * value / most, 1) if value and most else 0.0
