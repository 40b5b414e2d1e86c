"""Which association stands above several: the one to which a group or an incident belongs."""

from collections.abc import Iterable, Set as AbstractSet

from smart315.accounts import queries as accounts
from smart315.accounts.levels import Level
from smart315.accounts.queries import Organisation


class Lines:
    """The associations above each organisation, each asked for once."""

    def __init__(self) -> None:
        self._known: dict[int, Organisation] = {}
        self._lines: dict[int, list[int]] = {}

    def shared(self, ids: AbstractSet[int]) -> int:
        """Return the lowest association that all of these stand under; the province for none."""
        if not ids:
            return accounts.province().pk
        self._ask(ids)
        lines = [self._line(each) for each in ids]
        shared = set(lines[0]).intersection(*lines[1:])
        return next(each for each in lines[0] if each in shared)

    def _ask(self, ids: Iterable[int]) -> None:
        """Ask for associations and those above them, a level in one query."""
        wanted = {each for each in ids if each not in self._known}
        while wanted:
            found = accounts.organisations(frozenset(wanted))
            self._known |= found
            above = {each.parent_id for each in found.values() if each.parent_id is not None}
            wanted = above - self._known.keys()

    def _line(self, organisation_id: int) -> list[int]:
        """Return an association and those above it, from the bottom; stations are no handlers."""
        if organisation_id not in self._lines:
            place = self._known[organisation_id]
            above = [] if place.parent_id is None else self._line(place.parent_id)
            handles = place.level in {Level.COUNTY, Level.PREFECTURE, Level.PROVINCE}
            self._lines[organisation_id] = [place.pk, *above] if handles else above
        return self._lines[organisation_id]
