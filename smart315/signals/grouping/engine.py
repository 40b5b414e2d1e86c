"""Put each complaint, as it arrives, into the group of the same matter.

The rarest terms of a complaint find the newest complaints that hold them; their groups are
compared by mean cosine (average linkage); the likest is joined if it is like enough, and groups
that the complaint is like too, and that are like each other, become one. What an officer has
split is never put together again, but by an officer.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from smart315.signals.grouping import counting
from smart315.signals.grouping.complaint import DAY, Complaint, Group, Placed
from smart315.signals.grouping.copies import resemblance
from smart315.signals.grouping.known import Known, agreement, known_of, of_lone, together
from smart315.signals.grouping.memory import Memory
from smart315.signals.grouping.postings import Postings
from smart315.signals.grouping.rarity import Rarity, Vector
from smart315.signals.grouping.reading import Read, read, weighed
from smart315.signals.grouping.reasons import NOTHING_SHARED, Shared, in_words, shared_by
from smart315.signals.grouping.settings import Settings
from smart315.signals.grouping.sums import Comparing, Lone, Sum
from smart315.signals.grouping.table import Gathered, Table
from smart315.signals.grouping.terms import Keys, terms_of


COPIES_COMPARED = 256  # newest members among which a copied text is looked for
FORGOTTEN = -1  # the id of a complaint that is none of ours any more
CENTRAL_AMONG = 256  # newest members among which the central one is looked for
Likest = list[tuple[float, int, Gathered]]


class Unknown(LookupError):  # noqa: N818 - reads as a sentence
    """No such complaint or group."""


class Grouping:
    """All groups, and what is needed to go on. One process writes; nothing here is thread-safe."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.memory = Memory(self.settings)
        self.rarity = Rarity()
        self.postings = Postings(self.settings.newest)
        self.table = Table()
        self.comparing = Comparing(self.settings)

    def put(self, complaint: Complaint, apart_from: Iterable[int] = ()) -> Placed:
        """Put a complaint into a group; one that is known already stays where it is.

        `apart_from` are complaints that it is never to be together with, as an officer said.
        """
        if complaint.id in self.memory.numbers:
            return self.placed(complaint)
        terms = terms_of(complaint)
        what = read(terms, self.rarity, self.settings)
        put, shared = self.place(complaint, what, apart_from)
        self.rarity.learn(terms)
        return replace(put, reasons=in_words(terms, shared))

    def place(
        self, complaint: Complaint, what: Read, apart_from: Iterable[int] = ()
    ) -> tuple[Placed, Shared]:
        """Put a complaint that was read, and is not known; return what it shares with its group.

        Its terms are not counted here, and nothing is said in words yet.
        """
        number = self.memory.add(complaint, what.signature)
        self.memory.keep(number, what.vector)
        for other in apart_from:
            self.table.keep_apart(number, self.group_of(other))
        likest = self._likest(number, what.looked_up) if what.tells else []
        joined = self._join(number, likest)
        if what.tells:
            self.postings.add(number, what.looked_up)
        if not likest:
            return Placed(complaint.id, number, None, (), None), NOTHING_SHARED
        likeness, group, before = likest[0]
        root = self.table.root(group)
        copied = self._copied(number)
        put = Placed(complaint.id, root, round(likeness, 6), (), copied, joined)
        return put, shared_by(what.vector, before.sum, self.settings.issue_share)

    def placed(self, complaint: Complaint) -> Placed:
        """Return where a known complaint is and why, by its text and by what the group is now.

        Raises Unknown for a complaint that was never put.
        """
        number = self._number(complaint.id)
        group = self._root(number)
        gathered = self._gathered(group)
        if gathered.sum.size == 1:
            return Placed(complaint.id, group, None, (), None)
        terms = terms_of(complaint)
        vector = weighed(terms, self.rarity, self.settings)
        one = Sum.of(vector, complaint.day)
        self.comparing.lay(one)
        likeness = self.comparing.likeness(one, gathered.sum)
        self.comparing.clear(one)
        why = in_words(terms, shared_by(vector, gathered.sum, self.settings.issue_share))
        return Placed(complaint.id, group, round(likeness, 6), why, self._copied(number))

    def group_of(self, complaint: int) -> int:
        """Return the group of a complaint; raises Unknown for one that was never put."""
        return self._root(self._number(complaint))

    def group(self, group: int) -> Group:
        """Return a group as it stands, also by the number of one that became part of it.

        Raises Unknown where no group ever had the number.
        """
        group = self._known_group(group)
        gathered = self._gathered(group)
        numbers = np.sort(np.array(gathered.members, dtype=np.int64))
        rows = self.memory.rows[numbers]
        return Group(
            group,
            tuple(rows["id"].tolist()),
            _moment(gathered.sum.first),
            _moment(gathered.sum.last),
            counting.people(rows),
            counting.copies(rows),
            self._identity(self._central(numbers, gathered.sum)),
        )

    def central(self, group: int) -> int:
        """Return the newest member most like the group; it costs no more in a large group.

        Raises Unknown.
        """
        gathered = self._gathered(self._known_group(group))
        newest = np.array(gathered.members[-CENTRAL_AMONG:], dtype=np.int64)
        return self._identity(self._central(newest, gathered.sum))

    def groups(self, at_least: int = 1) -> Iterator[Group]:
        """Return all groups of that size or larger, by when they began to be."""
        written = {
            number for number, each in self.table.groups.items() if each.sum.size >= at_least
        }
        if at_least <= 1:
            grouped = {each for group in self.table.groups.values() for each in group.members}
            written |= set(range(self.memory.count)) - grouped
        for number in sorted(written):
            if self.memory.rows["id"][self._gathered(number).members[0]] != FORGOTTEN:
                yield self.group(number)

    def merge(self, one: int, other: int) -> int:
        """Put two groups together because an officer says so; return the number that stays.

        An earlier split between the two no longer holds. Raises Unknown.
        """
        one, other = self._known_group(one), self._known_group(other)
        return one if one == other else self._united(one, other)

    def split(self, group: int, complaints: Iterable[int]) -> int:
        """Take complaints out of a group because an officer says so; return their new group.

        What was taken out and what stays are never put together again, but by `merge`. Raises
        Unknown for complaints that are not in the group, and ValueError unless some of it is
        taken and some stays.
        """
        group = self._known_group(group)
        members = set(self._gathered(group).members)
        taken = {self._number(each) for each in complaints}
        if not taken <= members:
            raise Unknown(f"not all are in group {group}")
        if not taken or taken == members:
            raise ValueError("a split takes out some complaints and leaves some")
        out = self._parted(group, taken)
        for other in [*self.table.apart.get(group, ()), group]:
            self.table.keep_apart(out, other)
        return out

    def _parted(self, group: int, taken: set[int]) -> int:
        """Make a group of what is taken out of another; return its number."""
        gathered = self._gathered(group)
        stay = [each for each in gathered.members if each not in taken]
        out = self.table.split_off(sorted(taken), *self._summed(sorted(taken), gathered.sum))
        self.table.write(group, stay, *self._summed(stay, gathered.sum))
        self.memory.rows["group"][list(taken)] = out
        self.memory.rows["group"][stay] = group
        self._forget_copies(taken, stay)
        return out

    def _likest(self, number: int, rarest: Keys) -> Likest:
        """Return the groups like enough, the likest first: likeness, number, group.

        None where no group may be joined; otherwise also those that may be united with it.
        """
        one = self._gathered(number)
        near = self.postings.nearest(rarest, self.settings.nearest)
        written, apart = self.table.groups, self.table.apart.get(number, ())
        found = map(self.table.root, self.memory.rows["group"][near].tolist())
        roots = [each for each in dict.fromkeys(found) if each not in apart]
        self.comparing.lay(one.sum)
        scores = self._of_written(one, [each for each in roots if each in written])
        lone = [each for each in roots if each not in written and self.memory.has_vector(each)]
        scores |= self._of_lone(one, lone)
        self.comparing.clear(one.sum)
        if max(scores.values(), default=0.0) < self.settings.join:
            return []
        enough = [(like, group) for group, like in scores.items() if like >= self.settings.unite]
        enough.sort(key=lambda each: (-each[0], each[1]))
        return [(like, group, self._gathered(group)) for like, group in enough]

    def _of_written(self, one: Gathered, groups: list[int]) -> dict[int, float]:
        """Return the likeness of groups to the one laid out; less where known facts differ."""
        if not groups:
            return {}
        gathered = [self.table.groups[each] for each in groups]
        found = self.comparing.likenesses(one.sum, [each.sum for each in gathered]).tolist()
        agreed = [agreement(one.known, each.known, self.settings) for each in gathered]
        return {
            group: like * share for group, like, share in zip(groups, found, agreed, strict=True)
        }

    def _of_lone(self, one: Gathered, lone: list[int]) -> dict[int, float]:
        """Return the same of complaints that are no group yet."""
        if not lone:
            return {}
        found = self.comparing.of_lone(one.sum, self._lone(lone))
        found *= of_lone(one.known, self.memory.rows[lone], self.settings)
        return dict(zip(lone, found.tolist(), strict=True))

    def _lone(self, numbers: list[int]) -> Lone:
        memory = self.memory
        places = memory.places(numbers)
        days = memory.rows["day"][numbers]
        return Lone(memory.keys[places], places, memory.subject, memory.issue, days)

    def _join(self, number: int, likest: Likest) -> tuple[int, ...]:
        """Join the likest group, and unite it with others that are like it too."""
        if not likest:
            return ()
        group, gathered = likest[0][1:]
        joined = []
        for _likeness, other, its in likest[1 : 1 + self.settings.most_merged]:
            if not self.table.may_unite(group, other) or not self._alike(gathered, its):
                continue
            kept = self._united(group, other)
            joined.append(other if kept == group else group)
            group, gathered = kept, self._gathered(kept)
        self._united(group, number)
        rows = self.memory.rows
        rows["group"][number] = group
        del self.table.became[number]  # the row says so itself
        rows["copy_of"][number] = self._copies(number, self._gathered(group).members)
        return tuple(joined)

    def _alike(self, one: Gathered, other: Gathered) -> bool:
        self.comparing.lay(one.sum)
        likeness = self.comparing.likeness(one.sum, other.sum)
        self.comparing.clear(one.sum)
        return likeness * agreement(one.known, other.known, self.settings) >= self.settings.merge

    def _united(self, one: int, other: int) -> int:
        """Make the smaller group part of the larger; return the larger, or the older of equals."""
        one, other = sorted((one, other), key=self._standing, reverse=True)
        first, second = self._gathered(one), self._gathered(other)
        known = together(first.known, second.known)
        total = self.comparing.added(first.sum, second.sum)
        if one not in self.table.groups:
            self.table.write(one, first.members, total, known)
        kept = self.table.groups[one]
        kept.sum, kept.known = total, known
        kept.members = _in_order(kept.members, second.members)
        self.table.part_of(other, one)
        return one

    def _standing(self, group: int) -> tuple[int, bool, int]:
        written = self.table.groups.get(group)
        return written.sum.size if written else 1, bool(written), -group

    def _gathered(self, group: int) -> Gathered:
        """Return a group, also one of a single complaint that is not written down."""
        if group in self.table.groups:
            return self.table.groups[group]
        rows = self.memory.rows[group : group + 1]
        total = Sum.of(self._kept(group), float(rows["day"][0]))
        return Gathered(array("q", [group]), total, known_of(rows))

    def _kept(self, number: int) -> Vector:
        """Return the vector of a complaint, an empty one if it is no longer held."""
        if self.memory.has_vector(number):
            return self.memory.vector(number)
        return self._nothing()

    def _nothing(self) -> Vector:
        nothing = np.empty(0, dtype=np.float32)
        return Vector(nothing.astype(np.int32), nothing, nothing)

    def _summed(self, numbers: Sequence[int], earlier: Sum) -> tuple[Sum, Known]:
        """Return the sum of some members; one no longer held counts as the mean of the group."""
        rows = self.memory.rows[list(numbers)]
        known = known_of(rows)
        total: Sum | None = None
        for number, day in zip(numbers, rows["day"].tolist(), strict=True):
            held = self.memory.has_vector(number)
            one = Sum.of(self.memory.vector(number), day) if held else earlier.share(1, day, day)
            total = self.comparing.added(total, one) if total else one
        assert total is not None  # noqa: S101 - a split leaves both parts at least one
        return total, known

    def _copies(self, number: int, members: Sequence[int]) -> int:
        """Return the number of the member that a complaint copies, or -1."""
        newest = [each for each in members[-COPIES_COMPARED:] if each != number]
        others = np.array(newest, dtype=np.int64)
        rows = self.memory.rows
        alike = resemblance(rows["signature"][number], rows["signature"][others])
        copied = others[alike >= self.settings.copy]
        if not len(copied):
            return -1
        first = int(copied.min())
        return int(rows["copy_of"][first]) if rows["copy_of"][first] >= 0 else first

    def _forget_copies(self, taken: Iterable[int], stay: Iterable[int]) -> None:
        """What copies a complaint of the other part copies nothing in its own."""
        rows = self.memory.rows
        for part in (set(taken), set(stay)):
            for number in part:
                if rows["copy_of"][number] >= 0 and int(rows["copy_of"][number]) not in part:
                    rows["copy_of"][number] = self._copies(
                        number, sorted(each for each in part if each < number)
                    )

    def _copied(self, number: int) -> int | None:
        copied = int(self.memory.rows["copy_of"][number])
        return self._identity(copied) if copied >= 0 else None

    def _central(self, numbers: NDArray[np.int64], total: Sum) -> int:
        """Return the newest member most like the group, among those whose vectors are held."""
        held = [int(each) for each in numbers[-CENTRAL_AMONG:] if self.memory.has_vector(int(each))]
        if not held:
            return int(numbers[0])
        self.comparing.lay(total)
        likeness = self.comparing.products(total, self._lone(held))
        self.comparing.clear(total)
        return held[int(np.argmax(np.round(likeness, 5)))]

    def _identity(self, number: int) -> int:
        return int(self.memory.rows["id"][number])

    def _number(self, complaint: int) -> int:
        if complaint not in self.memory.numbers:
            raise Unknown(f"complaint {complaint}")
        return self.memory.numbers[complaint]

    def _root(self, number: int) -> int:
        return self.table.root(int(self.memory.rows["group"][number]))

    def _known_group(self, group: int) -> int:
        root = self.table.root(group)
        if root in self.table.groups:
            return root
        if not 0 <= root < self.memory.count:
            raise Unknown(f"group {group}")
        return self._root(root)


def _in_order(one: "array[int]", other: "array[int]") -> "array[int]":
    """Return the members of two groups, the older first; what is new comes last as it is."""
    older = bool(one) and bool(other) and other[0] < one[-1]
    one.extend(other)
    if older:
        np.frombuffer(one, dtype=np.int64).sort(kind="stable")
    return one


def _moment(day: float) -> datetime:
    return datetime.fromtimestamp(round(day * DAY, 3), tz=UTC)
