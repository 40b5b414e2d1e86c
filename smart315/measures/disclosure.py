"""What a public table may not show: cells about few, and those that would give them away.

Source: Hundepool et al., Statistical Disclosure Control (2012), ch. 4: a threshold rule for
single cells, then secondary suppression along every line whose total is known.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping


Key = tuple[str, ...]


def suppressed(cells: Mapping[Key, int], k: int) -> frozenset[Key]:
    """Return the cells to leave out of a table whose totals along every dimension are published.

    `cells` says of how many each cell tells; one of 1 to k - 1 is left out. Where what is left
    out of a line sums to fewer than k, or is a single cell, the next smallest of the line goes
    too, until no total gives any away. A line without another cell keeps its one: its total is the
    same number, so the total goes wherever that line is shown. Raises ValueError for k below 1.

    >>> sorted(suppressed({("a",): 2, ("b",): 7, ("c",): 90}, 5))
    [('a',), ('b',)]
    """
    if k < 1:
        raise ValueError(f"k is {k}; write 1 or more.")
    hidden = {key for key, count in cells.items() if 0 < count < k}
    lines = list(_lines(cells))
    grew = True
    while grew:
        grew = False
        for line in lines:
            more = _next(line, cells, hidden, k)
            if more is not None:
                hidden.add(more)
                grew = True
    return frozenset(hidden)


def _lines(cells: Mapping[Key, int]) -> Iterator[list[Key]]:
    """Yield the cells that differ in one dimension alone, for each of the dimensions."""
    for place in range(len(next(iter(cells), ()))):
        found: defaultdict[Key, list[Key]] = defaultdict(list)
        for key in cells:
            found[key[:place] + key[place + 1 :]].append(key)
        yield from (sorted(line) for line in found.values())


def _next(line: list[Key], cells: Mapping[Key, int], hidden: set[Key], k: int) -> Key | None:
    gone = [key for key in line if key in hidden]
    if not gone or (len(gone) > 1 and sum(cells[key] for key in gone) >= k):
        return None
    rest = [key for key in line if key not in hidden and cells[key] > 0]
    return min(rest, key=lambda key: (cells[key], key)) if rest else None
