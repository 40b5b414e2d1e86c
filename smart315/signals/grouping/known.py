"""Facts that can tell matters apart: another business, another product, another fault."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from smart315.signals.grouping.settings import Settings


KINDS = ("business", "product", "issues")
ISSUES = 4  # of one complaint that are compared


@dataclass(frozen=True)
class Known:
    """For each kind, how many members hold each value (a hash), and how many hold any."""

    values: tuple[Counter[int], ...]
    members: tuple[int, ...]


NOTHING = Known((Counter(), Counter(), Counter()), (0, 0, 0))


def known_of(rows: NDArray[Any]) -> Known:
    """Return what is known of rows of `memory.ROW`, where zero says nothing."""
    if not any(rows[kind].any() for kind in KINDS):
        return NOTHING
    columns = [rows[kind].reshape(len(rows), -1) for kind in KINDS]
    values = tuple(Counter(each[each != 0].tolist()) for each in columns)
    return Known(values, tuple(int((each != 0).any(axis=1).sum()) for each in columns))


def together(one: Known, other: Known) -> Known:
    """Return what is known of two groups that became one."""
    if one is other is NOTHING:
        return NOTHING
    pairs = zip(one.values, other.values, strict=True)
    values = tuple(mine + its for mine, its in pairs)
    return Known(values, tuple(map(sum, zip(one.members, other.members, strict=True))))


def factors(settings: Settings) -> tuple[float, float, float]:
    """Return what likeness is multiplied by where both know a kind and share no value of it."""
    return settings.other_business, settings.other_product, settings.other_issue


def agreement(one: Known, other: Known, settings: Settings) -> float:
    """Return what to multiply likeness by.

    A kind that both know counts against them, the less the more of the members share a value;
    from half of the members on it no longer does.
    """
    result = 1.0
    if one is NOTHING or other is NOTHING:
        return result
    for kind, least in enumerate(factors(settings)):
        if one.members[kind] and other.members[kind]:
            mine, its = sorted((one.values[kind], other.values[kind]), key=len)
            shares = (
                min(
                    mine[each] / _of(one, other, kind, mine), its[each] / _of(one, other, kind, its)
                )
                for each in mine
                if each in its
            )
            result *= least + (1 - least) * min(1.0, 2 * max(shares, default=0.0))
    return result


def of_lone(one: Known, rows: NDArray[Any], settings: Settings) -> NDArray[np.float64]:
    """Return the same for single complaints, a row each."""
    result = np.ones(len(rows))
    if one is NOTHING:
        return result
    for kind, least in enumerate(factors(settings)):
        if one.members[kind]:
            its = rows[KINDS[kind]].reshape(len(rows), -1)
            shared = np.isin(its, list(one.values[kind])).any(axis=1)
            result[(its != 0).any(axis=1) & ~shared] *= least
    return result


def _of(one: Known, other: Known, kind: int, values: Counter[int]) -> int:
    return one.members[kind] if values is one.values[kind] else other.members[kind]
