"""Lifecycles as tables: which moves there are, and which are lawful now."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class UnlawfulMove(Exception):  # noqa: N818 - reads as a sentence
    """A move was made from a stage that does not allow it: a bug, never a user's mistake."""


@dataclass(frozen=True)
class Move:
    """One kind of step: its number in the rules, its name, where it may start, where it ends."""

    code: str
    name: str
    sources: frozenset[Enum]
    target: Enum


def move(code: str, name: str, sources: Iterable[Enum], target: Enum) -> Move:
    """Write one row of a table."""
    return Move(code, name, frozenset(sources), target)


class Machine:
    """A lifecycle: an initial stage and its moves, each known by a unique name.

    >>> Door = Enum("Door", "OPEN SHUT")
    >>> door = Machine(Door.OPEN, move("D1", "shut", [Door.OPEN], Door.SHUT))
    >>> door.after("shut", Door.OPEN)
    <Door.SHUT: 2>
    >>> door.allows("shut", Door.SHUT)
    False
    """

    def __init__(self, initial: Enum, *moves: Move) -> None:
        """Raise ValueError when two moves share a name or a code."""
        self.initial = initial
        self.moves = {each.name: each for each in moves}
        if len(self.moves) != len(moves) or len({each.code for each in moves}) != len(moves):
            raise ValueError("Two moves share a name or a code.")

    @property
    def stages(self) -> frozenset[Enum]:
        """Return every stage that the table mentions."""
        ends = {each.target for each in self.moves.values()}
        return frozenset({self.initial}).union(ends, *(m.sources for m in self.moves.values()))

    def allows(self, name: str, stage: Enum) -> bool:
        """Tell whether the move may start at the stage."""
        return stage in self.moves[name].sources

    def lawful(self, stage: Enum) -> tuple[Move, ...]:
        """Return the moves that may start at the stage, in the table's order."""
        return tuple(each for each in self.moves.values() if stage in each.sources)

    def after(self, name: str, stage: Enum) -> Enum:
        """Return where the move leads; raise UnlawfulMove when it may not start here."""
        if not self.allows(name, stage):
            raise UnlawfulMove(f"{name} may not start at {stage.name}")
        return self.moves[name].target
