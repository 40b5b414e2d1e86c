"""Which cells of linked tables to withhold, so that none of few can be worked out from the rest.

Every cell of every table is one variable, margins and shared totals too, and every sum that a
reader knows is one relation between them; so several tables over the same total are one problem.

- A cell that tells of fewer than k people is withheld (threshold rule; Hundepool et al.,
  Statistical Disclosure Control, 2012, ch. 4; Willenborg and de Waal, Elements of Statistical
  Disclosure Control, 2001, ch. 6).
- For each of them another set of tables is found that agrees with all that is shown, in which the
  cell is as high as one of enough people, and one in which it is as low as can be; every cell in
  which they differ from the true one is withheld too. The cheapest such set is an integer
  programme (Kelly, Golden and Assad, Networks 22, 1992; Fischetti and Salazar, Management Science
  47, 2001). A reader who knows all relations can exclude neither set, so the cell stays open from
  its least to k at least.

An empty cell is always shown: that nobody complained of something tells nothing of anybody. So a
reader knows of every withheld cell that it is at least 1, and is given that here.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack


Key = tuple[str, ...]
Relation = tuple[Key, tuple[Key, ...]]
"""A whole and its parts: the parts add up to the whole."""

HALF = 0.5  # of a whole number: what lies nearer to nought is nought
SLIGHT = 1e-6  # the error of a programme's answer


@dataclass(frozen=True)
class Cell:
    """A count and of how many people it tells. One that is not `published` is known to nobody.

    Remainders are such: what is left of a whole when a published part is taken away.
    """

    count: int
    people: int
    published: bool = True


@dataclass(frozen=True)
class Tables:
    """Cells and the relations between them."""

    cells: Mapping[Key, Cell]
    relations: Sequence[Relation]

    def few(self, k: int) -> frozenset[Key]:
        """Return the cells that tell of fewer than k people, but of somebody."""
        return frozenset(key for key, each in self.cells.items() if 0 < each.people < k)


@dataclass(frozen=True)
class Withheld:
    """The cells that tell of few, and all that nobody is shown, to protect them."""

    few: frozenset[Key]
    hidden: frozenset[Key]


class Unprotected(Exception):  # noqa: N818 - says what is the matter
    """No other set of tables agrees with what is shown; `key` could be worked out."""

    def __init__(self, key: Key) -> None:
        super().__init__(f"{key} cannot be protected.")
        self.key = key


@dataclass
class _Programme:
    """The relations as a matrix over the cells that may differ."""

    tables: Tables
    hidden: set[Key]
    keys: list[Key] = field(init=False)
    counts: Any = field(init=False)
    matrix: Any = field(init=False)

    def __post_init__(self) -> None:
        cells = self.tables.cells
        self.keys = [key for key in sorted(cells) if cells[key].count or key in self.hidden]
        self.counts = np.array([cells[key].count for key in self.keys], float)
        self.matrix = _matrix(self.keys, self.tables.relations)

    def moved(self, key: Key, by: int) -> Iterator[Key]:
        """Yield the cells that differ in the cheapest other tables where one differs by so much."""
        up, down = np.full(len(self.keys), np.inf), np.maximum(self.counts - 1, 0.0)
        free = np.array([each in self.hidden for each in self.keys])
        costs = np.where(free, SLIGHT, np.maximum(self.counts, 1.0))
        place = self.keys.index(key)
        up[place], down[place] = max(by, 0), max(-by, 0)
        least = np.zeros(2 * len(self.keys))
        least[place], least[len(self.keys) + place] = up[place], down[place]
        found = milp(
            np.concatenate([costs, costs]),
            constraints=LinearConstraint(hstack([self.matrix, -self.matrix]), 0, 0),
            bounds=Bounds(least, np.concatenate([up, down])),
            integrality=np.ones(2 * len(self.keys), int),
        )
        if found.x is None:
            raise Unprotected(key)
        change = found.x[: len(self.keys)] - found.x[len(self.keys) :]
        yield from (each for each, by in zip(self.keys, change, strict=True) if abs(by) > HALF)


def withheld(
    tables: Tables,
    k: int,
    *,
    before: Collection[Key] = (),
    few_before: Collection[Key] = (),
) -> Withheld:
    """Return what to withhold of tables that a reader can add up.

    `before` was withheld in an earlier version and stays so; `few_before` told of few there and is
    protected still. Raises ValueError for k below 1.

    >>> def cell(count): return Cell(count, count)
    >>> cells = {("all",): cell(99), ("a",): cell(2), ("b",): cell(7), ("c",): cell(90)}
    >>> sums = [(("all",), (("a",), ("b",), ("c",)))]
    >>> sorted(withheld(Tables(cells, sums), 5).hidden)
    [('a',), ('b',)]
    """
    if k < 1:
        raise ValueError(f"k is {k}; write 1 or more.")
    cells = tables.cells
    few = tables.few(k) | {key for key in few_before if key in cells and cells[key].count}
    nobody = {key for key, each in cells.items() if not each.published and each.count}
    hidden = set(few) | nobody | {key for key in before if key in cells}
    programme = _Programme(tables, hidden)
    for key in sorted(few, key=lambda each: (-cells[each].count, each)):
        for by in _moves(tables, key, k):
            hidden.update(programme.moved(key, by))
    return Withheld(few, frozenset(hidden))


def reach(cell: Cell, k: int) -> int:
    """Return how high a reader must be left to think it: as one of k people, each with a case."""
    return max(k, cell.count + max(k - cell.people, 1))


def lowest(tables: Tables, key: Key) -> int:
    """Return the least that a cell can be for whoever is shown nothing but which are empty."""
    return ceil(between(tables, tables.cells, key)[0] - SLIGHT)


def _moves(tables: Tables, key: Key, k: int) -> Iterable[int]:
    count = tables.cells[key].count
    yield reach(tables.cells[key], k) - count
    down = lowest(tables, key) - count if count > 1 else 0
    if down:
        yield down


def _matrix(keys: Sequence[Key], relations: Sequence[Relation]) -> csr_array:
    """Return one row a relation: 1 for the whole, -1 for each part; what is empty has no column."""
    places = {key: place for place, key in enumerate(keys)}
    rows, columns, values = list[int](), list[int](), list[float]()
    for row, (whole, parts) in enumerate(relations):
        for key, value in [(whole, 1.0), *((part, -1.0) for part in parts)]:
            if key in places:
                rows.append(row)
                columns.append(places[key])
                values.append(value)
    shape = (max(len(relations), 1), len(keys))
    return csr_array((values, (rows, columns)), shape=shape)


def exposed(tables: Tables, found: Withheld, k: int) -> dict[Key, tuple[float, float]]:
    """Return the cells of few that a reader can narrow down too far, with what they can be.

    The reader's own view: what is shown is known, what is withheld is at least 1, and every
    relation holds. Two linear programmes a cell; it knows nothing of how the cells were chosen.
    """
    narrow = {}
    for key in sorted(found.few):
        low, high = between(tables, found.hidden, key)
        if low > lowest(tables, key) + HALF or high < reach(tables.cells[key], k) - HALF:
            narrow[key] = (low, high)
    return narrow


def between(tables: Tables, hidden: Collection[Key], key: Key) -> tuple[float, float]:
    """Return the least and the most that a withheld cell can be, as far as a reader can tell."""
    keys = [each for each in sorted(tables.cells) if each in hidden]
    known = [each for each in sorted(tables.cells) if each not in hidden]
    unknown, given = _matrix(keys, tables.relations), _matrix(known, tables.relations)
    right = -(given @ np.array([tables.cells[each].count for each in known], float))
    least = np.array([min(tables.cells[each].count, 1) for each in keys], float)
    wanted = np.array([float(each == key) for each in keys])
    ends = [
        milp(
            sign * wanted,
            constraints=LinearConstraint(unknown, right, right),
            bounds=Bounds(least, np.full(len(keys), np.inf)),
        )
        for sign in (1.0, -1.0)
    ]
    low, high = (float(end.x @ wanted) if end.x is not None else np.inf for end in ends)
    return low, high


def dominated(values: Iterable[int], share: float = 0.1) -> bool:
    """Tell whether a sum gives away its largest part to whoever added the second largest.

    The p % rule (Hundepool et al., 2012, ch. 4.2): what the others leave over is less than p per
    cent of the largest.

    >>> dominated([100, 50, 3]), dominated([100, 50, 30]), dominated([])
    (True, False, False)
    """
    first, _second, *rest = [*sorted(values, reverse=True), 0, 0]
    return first > 0 and sum(rest) < share * first
