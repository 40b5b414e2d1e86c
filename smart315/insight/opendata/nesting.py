"""Which published counts are parts of which: what a reader can take away from what.

A cell is named by a tuple: ("accepted",) the whole, ("nature", "N01") a cell of a table,
("close_on_time", "m") the complaints that a rate is of. Two measures over the same complaints
have one cell.
"""

from smart315.insight.catalogue import MEASURES
from smart315.measures.withholding import Key


ACCEPTED, RECEIVED = ("accepted",), ("received",)
RESOLVED = ("resolved",)
ALIASES: dict[Key, Key] = {
    ("resolve_rate", "n"): RESOLVED,
    ("resolve_rate", "m"): ACCEPTED,
    ("satisfied_rate", "m"): ("satisfaction", "m"),
}
INSIDE: tuple[tuple[Key, Key], ...] = (
    (ACCEPTED, RESOLVED),
    (ACCEPTED, ("close_on_time", "m")),
    (("close_on_time", "m"), ("close_on_time", "n")),
    (ACCEPTED, ("avg_days", "m")),
    (ACCEPTED, ("satisfaction", "m")),
    (("satisfaction", "m"), ("satisfied_rate", "n")),
    (RECEIVED, ("taken_on",)),
    (RECEIVED, ("mediated",)),
    (("taken_on",), ("mediated",)),
    (RECEIVED, ("agreed",)),
    (RECEIVED, ("performed",)),
    (("agreed",), ("performed",)),
    (RECEIVED, ("accept_on_time", "m")),
    (("accept_on_time", "m"), ("accept_on_time", "n")),
)
"""(whole, part): what is left of the whole is a number that a reader knows. A pair that does not
hold of the complaints at hand is no relation there."""

CROSSED: tuple[tuple[str, Key], ...] = (
    ("outcome", RESOLVED),
    ("outcome", ("avg_days", "m")),
)
"""(table, part): the rows of the table decide most of the part, so its remainders by row matter."""


def key_of(measure: str, letter: str) -> Key:
    """Return the cell of a measure's count (n) or of what a rate or a mean is of (m)."""
    alone = MEASURES[measure].denominator is None
    return ALIASES.get((measure, letter), (measure,) if alone else (measure, letter))
