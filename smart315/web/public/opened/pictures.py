"""The two pictures of a release: its map, and the columns of its quarters."""

from collections.abc import Sequence
from typing import Any

from smart315.insight.queries import OpenRow, Release
from smart315.measures.periods import Period
from smart315.web.desk import maps
from smart315.web.figures import drawing


QUARTERS = 12
SIGN = "※"  # a cell that is withheld: of few, or needed to hide one


def map_of(rows: Sequence[OpenRow]) -> dict[str, Any]:
    """Return the map of a table by prefecture; what is withheld has the sign, and no shade."""
    found = maps.map_of({row.codes[0]: row.count or 0 for row in rows})
    gone = {row.codes[0] for row in rows if row.count is None}
    areas = [
        (each, SIGN if each.outline.code in gone else f"{each.count:,}",
         "gone" if each.outline.code in gone else f"shade-{each.shade}")
        for each in found.areas
    ]  # fmt: skip
    return {"width": found.width, "height": found.height, "areas": areas}


def quarters(others: Sequence[Release]) -> dict[str, Any]:
    """Return the columns of what was accepted in the last quarters, and their numbers."""
    shown = [
        (each.period, each.frozen.figures["accepted"].numerator)
        for each in reversed(others[:QUARTERS])
    ]
    cells = [
        (
            code,
            code[2:],
            SIGN if count is None else f"{count:,}",
            float(count or 0),
            count is not None,
        )
        for code, count in shown
    ]
    lines = [(Period.read(code).title, SIGN if n is None else f"{n:,}") for code, n in shown]
    return {"chart": drawing.columns(cells), "lines": lines}
