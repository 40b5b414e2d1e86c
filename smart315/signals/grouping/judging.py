"""How good groups are: what each known event's best group holds, B-cubed, and pairs.

A known event is a set of complaints; those that are disputed count for nothing, all others in a
group count as wrong. Figures are means over the events, so that a large one does not drown others.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Set
from dataclasses import dataclass
from typing import TypeVar


Id = TypeVar("Id", bound=Hashable)


@dataclass(frozen=True)
class EventJudgement:
    """The group that fits an event best, and B-cubed and pair F1 of the event; shares of one."""

    event: str
    complaints: int
    group: Hashable
    group_size: int
    precision: float
    recall: float
    f1: float
    b3: float
    pairs: float


@dataclass(frozen=True)
class GroupsJudgement:
    """All events, the means over them, and the size of the largest group of all."""

    events: tuple[EventJudgement, ...]
    f1: float
    b3: float
    pairs: float
    largest: int


def judged(
    groups: Mapping[Id, Hashable], events: Mapping[str, Set[Id]], disputed: Set[Id] = frozenset()
) -> GroupsJudgement:
    """Judge groups (complaint to group) by known events.

    Complaints of an event that no group holds count as alone. Raises ValueError without events.
    """
    sizes = Counter(groups.values())
    counted = Counter(group for each, group in groups.items() if each not in disputed)
    found = tuple(
        _event(name, members - disputed, groups, counted, sizes)
        for name, members in events.items()
        if members - disputed
    )
    if not found:
        raise ValueError("no events to judge by")
    many = len(found)
    return GroupsJudgement(
        events=found,
        f1=sum(each.f1 for each in found) / many,
        b3=sum(each.b3 for each in found) / many,
        pairs=sum(each.pairs for each in found) / many,
        largest=max(sizes.values(), default=0),
    )


def _event(
    name: str,
    members: Set[Id],
    groups: Mapping[Id, Hashable],
    counted: Mapping[Hashable, int],
    sizes: Mapping[Hashable, int],
) -> EventJudgement:
    inside: Counter[Hashable] = Counter(groups.get(each, ("alone", each)) for each in members)
    size = {group: counted.get(group, 1) for group in inside}
    best = max(
        inside, key=lambda group: (_f1(inside[group], size[group], len(members)), inside[group])
    )
    held = sum(many * many for many in inside.values())
    precision = sum(many * many / size[group] for group, many in inside.items()) / len(members)
    recall = held / len(members) ** 2
    right = sum(many * (many - 1) / 2 for many in inside.values())
    said = right + sum(many * (size[group] - many) for group, many in inside.items())
    truth = len(members) * (len(members) - 1) / 2
    return EventJudgement(
        name,
        len(members),
        best,
        sizes.get(best, 1),
        inside[best] / size[best],
        inside[best] / len(members),
        _f1(inside[best], size[best], len(members)),
        _harmonic(precision, recall),
        2 * right / (said + truth) if said + truth else 1.0,
    )


def _f1(right: int, said: int, truth: int) -> float:
    return 2 * right / (said + truth)


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0
