"""Several cells as one: numerators and denominators are added, never the rates themselves."""

from collections.abc import Iterable

from smart315.insight.catalogue import Measure, Row
from smart315.measures.intervals import wilson


def summed(measure: Measure, rows: Iterable[Row]) -> Row:
    """Return the figure of all complaints that the cells tell of; no cell is nought."""
    found = list(rows)
    numerator = sum(each.numerator or 0 for each in found)
    if measure.denominator is None:
        return Row((), numerator, None, float(numerator))
    denominator = sum(each.denominator or 0 for each in found)
    if not denominator:
        return Row((), numerator, denominator)
    low, high = wilson(numerator, denominator) if measure.is_rate else (None, None)
    return Row((), numerator, denominator, numerator / denominator, low, high)
