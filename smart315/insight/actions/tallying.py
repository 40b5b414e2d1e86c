"""Keep sums true when members come, leave or change: what it costs hangs on these alone.

Each member's share is written down, so that what it added is taken off again exactly. The sums
of everything that is counted, of a group or an incident, are rows found by what is added.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from smart315.insight.holdings import Holding, What
from smart315.insight.models import Share, Tally


T = TypeVar("T")
Key = tuple[str, int]  # whose, and the complaint
Holdings = Mapping[Key, Holding | None]
AT_ONCE = 400  # values of one look-up, and rows of one statement


@dataclass
class Change:
    """By how much the sums of a kind, and the values that are there at all, have changed."""

    sums: Counter[str] = field(default_factory=Counter)
    distinct: Counter[str] = field(default_factory=Counter)
    new: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    lost: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    came: list[datetime] = field(default_factory=list)
    went: list[datetime] = field(default_factory=list)


def change(
    holdings: Holdings, *, moved: Collection[int] = (), within: str = ""
) -> dict[str, Change]:
    """Let each complaint add what it adds now, None for nothing; return what became of the sums.

    Whatever else was counted of the `moved` in streams that begin with `within`, is so no more.
    """
    before = _shares({*moved, *(complaint for _whose, complaint in holdings)})
    others = {key: None for key in before if key[1] in moved and key[0].startswith(within)}
    every: dict[Key, Holding | None] = {**(others if within else {}), **holdings}
    changes: defaultdict[str, Change] = defaultdict(Change)
    sums: Counter[tuple[str, What]] = Counter()
    for (whose, complaint), now in every.items():
        old = before.get((whose, complaint))
        if old is not None:
            changes[whose].went.append(old.received_at)
            _count(sums, whose, {(kind, value): -n for kind, value, n in old.adds})
        if now is not None:
            changes[whose].came.append(now.received_at)
            _count(sums, whose, now.adds)
    _write_shares(every, before)
    _add_up({key: n for key, n in sums.items() if n}, changes)
    return changes


def forget(whose: Collection[str]) -> None:
    """Let nothing be counted of these."""
    Share.objects.filter(whose__in=whose).delete()
    Tally.objects.filter(whose__in=whose).delete()


def forget_groups() -> None:
    """Let nothing be counted of any group."""
    Share.objects.filter(whose__startswith="group:").delete()
    Tally.objects.filter(whose__startswith="group:").delete()


def values(whose: Collection[str], kind: str) -> dict[str, dict[str, int]]:
    """Return the values of a kind that are there, and how much of each."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for some in _parts(sorted(whose)):
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


def _shares(complaints: Collection[int]) -> dict[Key, Share]:
    found: dict[Key, Share] = {}
    for some in _parts(sorted(complaints)):
        rows = Share.objects.filter(complaint__in=some)
        found |= {(row.whose, row.complaint_id): row for row in rows}
    return found


def _count(moved: Counter[tuple[str, What]], whose: str, adds: Mapping[What, int]) -> None:
    for what, n in adds.items():
        moved[whose, what] += n


def _write_shares(holdings: Holdings, before: Mapping[Key, Share]) -> None:
    gone = [before[key].pk for key, now in holdings.items() if now is None and key in before]
    if gone:
        Share.objects.filter(pk__in=gone).delete()
    rows = [
        Share(
            whose=whose,
            complaint_id=complaint,
            received_at=now.received_at,
            adds=[(kind, value, n) for (kind, value), n in now.adds.items()],
        )
        for (whose, complaint), now in holdings.items()
        if now is not None
    ]
    Share.objects.bulk_create(
        rows,
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["whose", "complaint"],
        update_fields=["received_at", "adds"],
    )


def _add_up(moved: Mapping[tuple[str, What], int], changes: Mapping[str, Change]) -> None:
    keys = {each: Tally.key_of(each[0], *each[1]) for each in moved}
    before: dict[str, int] = {}
    for some in _parts(list(keys.values())):
        rows = Tally.objects.filter(pk__in=some)
        before |= dict(rows.values_list("key", "amount"))
    now, gone = [], []
    for (whose, (kind, value)), n in moved.items():
        key = keys[whose, (kind, value)]
        was = before.get(key, 0)
        _note(changes[whose], kind, value, was, was + n)
        if was + n:
            now.append(Tally(key=key, whose=whose, kind=kind, value=value, amount=was + n))
        else:
            gone.append(key)
    if gone:
        Tally.objects.filter(pk__in=gone).delete()
    Tally.objects.bulk_create(
        now,
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["amount"],
    )


def _note(change: Change, kind: str, value: str, was: int, now: int) -> None:
    change.sums[kind] += now - was
    change.distinct[kind] += bool(now) - bool(was)
    if now and not was:
        change.new[kind].add(value)
    if was and not now:
        change.lost[kind].add(value)


def _parts(rows: list[T]) -> list[list[T]]:
    return [rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)]
