"""Keep sums true when members come, leave or change: what it costs hangs on these alone.

Each member's share is written down, so that what it added is taken off again exactly. The sums
of everything that is counted, of a group or an incident, are rows found by what is added.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from smart315.insight.actions.adding import Change, add_up
from smart315.insight.actions.sharing import Holdings, write_shares
from smart315.insight.holdings import Holding, What
from smart315.insight.tallies import Key, shares_of


def change(
    holdings: Holdings, *, moved: Collection[int] = (), within: str = ""
) -> dict[str, Change]:
    """Let each complaint add what it adds now, None for nothing; return what became of the sums.

    Whatever else was counted of the `moved` in streams that begin with `within`, is so no more.
    """
    before = shares_of({*moved, *(complaint for _whose, complaint in holdings)})
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
    write_shares(every, before)
    add_up({key: n for key, n in sums.items() if n}, changes)
    return changes


def _count(moved: Counter[tuple[str, What]], whose: str, adds: Mapping[What, int]) -> None:
    for what, n in adds.items():
        moved[whose, what] += n
