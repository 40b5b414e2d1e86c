"""What is counted of groups and incidents, read from the rows by key."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import TypeVar

from smart315.insight.models import Share, Tally


T = TypeVar("T")
Key = tuple[str, int]  # whose, and the complaint
AT_ONCE = 400  # values of one look-up, and rows of one statement


def values(whose: Collection[str], kind: str) -> dict[str, dict[str, int]]:
    """Return the values of a kind that are there, and how much of each."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for some in parts(sorted(whose)):
        rows = Tally.objects.filter(whose__in=some, kind=kind)
        for each, value, amount in rows.values_list("whose", "value", "amount"):
            found[each][value] = amount
    return found


def most(whose: str, kind: str, many: int) -> dict[str, int]:
    """Return the `many` values of most, and all that are equal to the last of them."""
    rows = Tally.objects.filter(whose=whose, kind=kind).values_list("value", "amount")
    found = dict(rows.order_by("-amount")[:many])
    if len(found) < many:
        return found
    return found | dict(rows.filter(amount=min(found.values())))


def span(whose: str) -> tuple[datetime, datetime]:
    """Return when the first and the last of the members was received."""
    times = Share.objects.filter(whose=whose).values_list("received_at", flat=True)
    return times.order_by("received_at")[0], times.order_by("-received_at")[0]


def shares_of(complaints: Collection[int]) -> dict[Key, Share]:
    """Return what each of some complaints was counted as, wherever it was."""
    found: dict[Key, Share] = {}
    for some in parts(sorted(complaints)):
        rows = Share.objects.filter(complaint__in=some)
        found |= {(row.whose, row.complaint_id): row for row in rows}
    return found


def amounts(keys: Collection[str]) -> dict[str, int]:
    """Return the sums with these keys that there are."""
    found: dict[str, int] = {}
    for some in parts(list(keys)):
        found |= dict(Tally.objects.filter(pk__in=some).values_list("key", "amount"))
    return found


def parts(rows: list[T]) -> list[list[T]]:
    """Return rows in parts that one statement can take."""
    return [rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)]
