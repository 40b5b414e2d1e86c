"""Groups that are written elsewhere, taken up again as they stand there, and corrected."""

from collections.abc import Collection

import numpy as np

from smart315.signals.grouping.complaint import Complaint
from smart315.signals.grouping.engine import FORGOTTEN, Grouping, Unknown
from smart315.signals.grouping.known import NOTHING
from smart315.signals.grouping.reading import read
from smart315.signals.grouping.sums import Sum
from smart315.signals.grouping.terms import terms_of


class Seating(Grouping):
    """A grouping that can also be told where complaints are, without comparing them."""

    def seat(self, complaint: Complaint, group: int | None = None) -> int:
        """Put a complaint where it is known to belong, in a group or alone; return its group.

        Nothing is compared: so are groups taken up again that are written elsewhere. Raises
        Unknown for a group that never was.
        """
        terms = terms_of(complaint)
        what = read(terms, self.rarity, self.settings)
        number = self.memory.add(complaint, what.signature)
        self.memory.keep(number, what.vector)
        self.rarity.learn(terms)
        if what.tells:
            self.postings.add(number, what.looked_up)
        if group is None:
            return number
        joined = self._united(self._known_group(group), number)
        members = self.table.groups[joined].members
        self.memory.rows["copy_of"][number] = self._copies(number, members)
        return joined

    def retell(self, complaint: Complaint) -> bool:
        """Take note of other facts about a known complaint; False where its words are others.

        It stays where it is. `add_up` its group afterwards. Raises Unknown.
        """
        number = self._number(complaint.id)
        terms = terms_of(complaint)
        what = read(terms, self.rarity, self.settings)
        if (what.signature != self.memory.rows["signature"][number]).any():
            return False
        self.memory.tell(number, complaint)
        if self.memory.has_vector(number):
            self.memory.keep(number, what.vector)
            if what.tells:
                self.postings.add(number, np.array(list(terms.facts), dtype=np.int32))
        return True

    def add_up(self, group: int) -> None:
        """Add a group up anew from its members. Raises Unknown."""
        group = self._known_group(group)
        if group in self.table.groups:
            gathered = self.table.groups[group]
            gathered.sum, gathered.known = self._summed(gathered.members, gathered.sum)

    def bring(self, complaints: Collection[int], group: int) -> int:
        """Put known complaints of one group into another; return its number. Raises Unknown."""
        taken = self.take_out(complaints)
        group = self._known_group(group)
        return group if taken == group else self._united(group, taken)

    def take_out(self, complaints: Collection[int]) -> int:
        """Let complaints of one group be a group of their own; return its number.

        It may join others again. Raises Unknown for those that are not of one group.
        """
        taken = {self._number(each) for each in complaints}
        group = self.group_of(next(iter(complaints)))
        members = set(self._gathered(group).members)
        if not taken <= members:
            raise Unknown(f"not all are in group {group}")
        return group if taken == members else self._parted(group, taken)

    def forget(self, complaint: int) -> None:
        """Let a complaint be none of ours: nothing is like it, and its id may be put anew.

        Raises Unknown.
        """
        group = self.take_out([complaint])
        number = self.memory.numbers.pop(complaint)
        rows = self.memory.rows
        nothing = Sum.of(self._nothing(), float(rows["day"][number]))
        self.table.write(group, [number], nothing, NOTHING)
        rows["id"][number] = FORGOTTEN
