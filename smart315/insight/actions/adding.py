"""Add to sums, and tell what became of them."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from smart315.insight.holdings import What
from smart315.insight.models import Tally
from smart315.insight.tallies import AT_ONCE, amounts


@dataclass
class Change:
    """By how much the sums of a kind, and the values that are there at all, have changed."""

    sums: Counter[str] = field(default_factory=Counter)
    distinct: Counter[str] = field(default_factory=Counter)
    new: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    lost: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    came: list[datetime] = field(default_factory=list)
    went: list[datetime] = field(default_factory=list)


def add_up(moved: Mapping[tuple[str, What], int], changes: Mapping[str, Change]) -> None:
    """Add what moved to the sums; note of each stream what became of them."""
    keys = {each: Tally.key_of(each[0], *each[1]) for each in moved}
    before = amounts(keys.values())
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
