"""Which questions are answered in one pass over the facts: by all their dimensions at once.

Every measure is a sum, so what was counted by more dimensions is added up to fewer. A pass is as
wide as its cells stay few; what each dimension has at most, and what follows from what, is said
where it is declared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

from smart315.insight.catalogue.dimensions import DIMENSIONS
from smart315.insight.catalogue.measures import MEASURES, Measure
from smart315.insight.catalogue.tables import Asked


MOST = 50_000
"""How many cells a pass may have; a question that alone has more gets a pass of its own."""

Codes = tuple[str, ...]


def codes_of(asked: Asked) -> dict[str, Codes]:
    """Return what is counted, each code in a tuple."""
    return {
        name: (codes,) if isinstance(codes, str) else tuple(codes)
        for name, codes in sorted(asked.where.items())
    }


@dataclass
class Pass:
    """Measures of one date over one part of the complaints, by dimensions."""

    where: Mapping[str, Codes]
    by: list[str] = field(default_factory=list)
    measures: dict[str, Measure] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)

    def takes(self, by: Sequence[str]) -> bool:
        """Tell whether these dimensions may join."""
        return not self.by or cells(sorted({*self.by, *by})) <= MOST

    def take(self, place: int, asked: Asked) -> None:
        """Let a question join."""
        self.by += [name for name in asked.by if name not in self.by]
        self.measures[asked.measure] = MEASURES[asked.measure]
        self.places.append(place)


def cells(by: Sequence[str]) -> int:
    """Return how many cells there are at most: what follows from another adds none.

    >>> cells(["category", "kind"]) == cells(["category"])
    True
    """
    implied = {above for name in by for above in _above(name)}
    return prod(DIMENSIONS[name].size for name in by if name not in implied)


def passes(asked: Sequence[Asked]) -> list[Pass]:
    """Return the passes that answer all questions.

    Dimensions by which most measures are asked come first; those by which few are asked find room
    there or make a pass of their own, in which only these few are summed.
    """
    alike: dict[tuple[object, ...], list[Pass]] = {}
    for key, places in _by_dimensions(asked).items():
        open_ones = alike.setdefault(key[:-1], [])
        first = asked[places[0]]
        wanted = {asked[place].measure for place in places}
        fitting = [one for one in open_ones if one.takes(first.by)]
        fitting.sort(key=lambda one: not wanted <= one.measures.keys())
        if not fitting:
            open_ones.append(Pass(codes_of(first)))
        chosen = fitting[0] if fitting else open_ones[-1]
        for place in places:
            chosen.take(place, asked[place])
    return [one for open_ones in alike.values() for one in open_ones]


def _by_dimensions(asked: Sequence[Asked]) -> dict[tuple[object, ...], list[int]]:
    """Return where what is asked by the same dimensions stands, the most asked ones first."""
    found: dict[tuple[object, ...], list[int]] = {}
    for place, each in enumerate(asked):
        where = tuple(codes_of(each).items())
        found.setdefault((MEASURES[each.measure].dated, where, each.by), []).append(place)
    order = sorted(found, key=lambda key: (-len(found[key]), -cells(asked[found[key][0]].by)))
    return {key: found[key] for key in order}


def _above(name: str) -> list[str]:
    above = DIMENSIONS[name].above
    return [above, *_above(above)] if above else []
