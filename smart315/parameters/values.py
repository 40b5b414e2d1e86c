"""Parameter values: how they are stored, and which may take whose place."""

import re
from typing import Any

from smart315.kernel.workdays import Limit, Unit


CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
# Shortest and longest a unit can be, in hours: enough to tell whether one limit may undercut
# another of a different unit.
HOURS = {
    Unit.HOURS: 1,
    Unit.DAYS: 24,
    Unit.WORKDAYS: 24,
    Unit.MONTHS: 28 * 24,
    Unit.YEARS: 365 * 24,
}


def stored(value: Any) -> dict[str, Any]:
    """Return the JSON of a limit or of any plain value."""
    if isinstance(value, Limit):
        return {"length": value.length, "unit": value.unit.value}
    return {"value": value}


def loaded(column: dict[str, Any]) -> Any:
    """Return the limit or the plain value; raise ValueError for a unit that is none."""
    if "unit" in column:
        return Limit(column["length"], Unit(column["unit"]))
    return column["value"]


def same_shape(value: Any, pattern: Any) -> bool:
    """Tell whether a value may take the place of the other: same kinds, keys and lengths.

    Numbers must be whole and not negative, an hour of the day stays one (18:00); a list of numbers
    keeps its length and ascending order, a list of names is a choice from those of the pattern.
    """
    if type(value) is not type(pattern):
        return False
    if isinstance(pattern, dict):
        return value.keys() == pattern.keys() and all(
            same_shape(value[key], pattern[key]) for key in pattern
        )
    if isinstance(pattern, list):
        return _same_list(value, pattern)
    if isinstance(pattern, int):
        return bool(value >= 0)
    if isinstance(pattern, str) and CLOCK.fullmatch(pattern):
        return bool(CLOCK.fullmatch(value))
    return not isinstance(pattern, str) or bool(value.strip())


def _same_list(value: list[Any], pattern: list[Any]) -> bool:
    if all(isinstance(each, str) for each in pattern):
        return all(each in pattern and value.count(each) == 1 for each in value)
    return (
        len(value) == len(pattern)
        and all(same_shape(*pair) for pair in zip(value, pattern, strict=True))
        and value == sorted(value)
    )


def shorter(limit: Limit, floor: Limit) -> bool:
    """Tell whether the limit may end before the floor does."""
    if limit.unit is floor.unit:
        return limit.length < floor.length
    return limit.length * HOURS[limit.unit] < floor.length * HOURS[floor.unit]
