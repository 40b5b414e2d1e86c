"""Share cases out among people so that nobody has more than the others."""

from collections.abc import Mapping, Sequence


def spread(cases: Sequence[int], loads: Mapping[int, int]) -> dict[int, int]:
    """Return the person of each case: the next case goes to whoever has least, first named first.

    `loads` says how many open cases each already has, in the order in which they were named.

    >>> spread([7, 8, 9], {1: 0, 2: 2})
    {7: 1, 8: 1, 9: 1}
    """
    have = dict(loads)
    shared: dict[int, int] = {}
    for case in cases:
        person = min(have, key=lambda each: have[each])
        shared[case] = person
        have[person] += 1
    return shared
