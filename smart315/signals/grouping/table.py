"""Which complaints are together: groups, what became part of what, and what must stay apart.

Each complaint begins as a group of its own, whose number is the complaint's; only groups of more
are written down here. Parts that were split off are numbered from `SPLIT` up.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from smart315.signals.grouping.known import Known
from smart315.signals.grouping.sums import Sum


SPLIT = 1 << 40


@dataclass
class Gathered:
    """A group: the numbers of its members, their sum, what is known of them beside the text."""

    members: "array[int]"
    sum: Sum
    known: Known


class Table:
    """Groups by number; one that became part of another leaves its number pointing there."""

    def __init__(self) -> None:
        self.groups: dict[int, Gathered] = {}
        self.became: dict[int, int] = {}
        self.apart: defaultdict[int, set[int]] = defaultdict(set)
        self.settled: set[int] = set()  # looked at: no other group becomes part by itself
        self.splits = 0

    def root(self, group: int) -> int:
        """Return the group that this one has become part of, or itself."""
        path = []
        while group in self.became:
            path.append(group)
            group = self.became[group]
        for each in path:
            self.became[each] = group
        return group

    def write(self, group: int, members: Iterable[int], total: Sum, known: Known) -> None:
        """Write a group down."""
        self.groups[group] = Gathered(array("q", members), total, known)

    def split_off(self, members: Iterable[int], total: Sum, known: Known) -> int:
        """Begin a group of what was split off another; return its number."""
        number = SPLIT + self.splits
        self.splits += 1
        self.write(number, members, total, known)
        return number

    def separate(self, one: int, other: int) -> bool:
        """Whether an officer has said that the two are different matters."""
        return one in self.apart and other in self.apart[one]

    def may_unite(self, one: int, other: int) -> bool:
        """Whether two groups may become one without an officer."""
        return not self.separate(one, other) and not {one, other} & self.settled

    def keep_apart(self, one: int, other: int) -> None:
        """Keep two groups apart from now on."""
        self.apart[one].add(other)
        self.apart[other].add(one)

    def part_of(self, part: int, whole: int) -> None:
        """Note that a group became part of another, which is kept apart from as much."""
        self.became[part] = whole
        self.groups.pop(part, None)
        if part in self.settled:
            self.settled.remove(part)
            self.settled.add(whole)
        for other in self.apart.pop(part, set()):
            self.apart[other].discard(part)
            if other != whole:
                self.keep_apart(whole, other)
