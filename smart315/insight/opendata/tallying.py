"""From complaints to linked tables: every cell with its people, every sum that a reader knows."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from smart315.insight.catalogue import MEASURES
from smart315.insight.opendata import nesting
from smart315.insight.opendata.declared import INDICATORS, TABLES, OpenTable
from smart315.insight.opendata.nesting import ACCEPTED
from smart315.insight.opendata.rows import Line
from smart315.measures.withholding import Cell, Key, Relation, Tables


@dataclass
class Tally:
    """Counts, whose they are, and what was seen outside the whole that it should be a part of."""

    counts: Counter[Key] = field(default_factory=Counter)
    people: defaultdict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    outside: set[tuple[Key, Key]] = field(default_factory=set)
    hidden: set[Key] = field(default_factory=set)

    def add(self, key: Key, line: Line) -> None:
        """Count a complaint in a cell."""
        self.counts[key] += 1
        self.people[key] |= line.people

    def add_remainder(self, key: Key, line: Line) -> None:
        """Count a complaint in a cell that is never published."""
        self.hidden.add(key)
        self.add(key, line)


def tallied(
    accepted: Iterable[Line], received: Iterable[Line], names: Collection[str] = tuple(TABLES)
) -> Tables:
    """Return the named tables of a quarter, and its indicators, as one problem of disclosure."""
    tally = Tally()
    tables = [table for name, table in TABLES.items() if name in names]
    for line in accepted:
        flags = _flags(line)
        _add(tally, line, flags)
        for key in _cells(line, tables):
            tally.add(key, line)
        for table, part in nesting.CROSSED:
            side = "in" if part in flags else "out"
            key = ("crossed", *part, side, line.codes[TABLES[table].by[0]])
            tally.add_remainder(key, line)
    for line in received:
        _add(tally, line, _flags(line))
    cells = {
        key: Cell(count, len(tally.people[key]), key not in tally.hidden)
        for key, count in tally.counts.items()
    }
    return Tables(cells, list(_relations(tally, tables)))


def _flags(line: Line) -> set[Key]:
    """Return the cells of indicators in which a complaint counts."""
    found = set[Key]()
    for name in INDICATORS:
        measure = MEASURES[name]
        if measure.of_whom != "k" and (measure.denominator is None or measure.is_rate):
            found |= {nesting.key_of(name, "n")} if line.adds.get(f"n_{name}") else set()
        if measure.denominator is not None and line.adds.get(f"m_{name}"):
            found.add(nesting.key_of(name, "m"))
    return found


def _add(tally: Tally, line: Line, flags: set[Key]) -> None:
    for key in flags:
        tally.add(key, line)
    for whole, part in nesting.INSIDE:
        if whole in flags and part not in flags:
            tally.add_remainder(("rest", *whole, "without", *part), line)
        elif part in flags and whole not in flags:
            tally.outside.add((whole, part))


def _cells(line: Line, tables: Iterable[OpenTable]) -> Iterator[Key]:
    for table in tables:
        yield (table.name, *(line.codes[name] for name in table.by))


def _relations(tally: Tally, tables: Iterable[OpenTable]) -> Iterator[Relation]:
    keys = sorted(tally.counts)
    for table in tables:
        cells = [key for key in keys if key[0] == table.name]
        if len(table.by) == 1:
            yield ACCEPTED, tuple(cells)
            continue
        for place, name in enumerate(table.by, start=1):
            for line in [key for key in keys if key[0] == name]:
                yield line, tuple(key for key in cells if key[place] == line[1])
    for whole, part in nesting.INSIDE:
        if (whole, part) not in tally.outside and whole in tally.counts:
            yield whole, (part, ("rest", *whole, "without", *part))
    for name, part in nesting.CROSSED:
        yield from _crossed(name, part, keys)


def _crossed(name: str, part: Key, keys: list[Key]) -> Iterator[Relation]:
    inside = ("crossed", *part, "in")
    yield part, tuple(key for key in keys if key[:-1] == inside)
    for line in [key for key in keys if key[0] == name]:
        yield line, ((*inside, line[1]), ("crossed", *part, "out", line[1]))
