"""Why a complaint is in a group: what both hold, in words one can read, with its share."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from smart315.signals.grouping.complaint import Reason
from smart315.signals.grouping.rarity import Vector
from smart315.signals.grouping.sums import Sum
from smart315.signals.grouping.terms import RUNS, Flags, Floats, Keys, Runs, Terms


SHOWN = 6
LONGEST = 12  # characters of one reason
TELLING = 0.12  # of the weightiest term: what weighs less is not shown


@dataclass(frozen=True)
class Shared:
    """The terms that a complaint shares with its group, sorted, and what each weighs."""

    keys: Keys
    weight: Floats


NOTHING_SHARED = Shared(np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32))


def shared_by(vector: Vector, group: Sum, issue_share: float) -> Shared:
    """Return what a complaint shares with a group.

    Weights are shares of the likeness of subject and issue; slight ones are left out.
    """
    its = np.searchsorted(group.keys[:-1], vector.keys)
    mine = np.flatnonzero(group.keys[its] == vector.keys)
    subject = vector.subject[mine] * group.subject[its[mine]]
    issue = vector.issue[mine] * group.issue[its[mine]]
    if not subject.any() or not issue.any():
        return NOTHING_SHARED
    weight = subject * ((1 - issue_share) / subject.sum()) + issue * (issue_share / issue.sum())
    telling = weight >= TELLING * weight.max()
    return Shared(vector.keys[mine][telling], weight[telling])


def in_words(terms: Terms, shared: Shared) -> tuple[Reason, ...]:
    """Return what is shared as it is read in the complaint, the weightiest first.

    Each term is read where it first stands, the title first; terms that overlap are shown as one.
    """
    if not len(shared.keys):
        return ()
    keys, weight = shared.keys, shared.weight.copy()
    found = _facts(terms, keys, weight) + _words(terms, *_read(terms.runs, keys, weight))
    ranked = sorted(found, key=lambda each: (-each.weight, each.shared))
    return tuple(Reason(each.kind, each.shared, round(each.weight, 4)) for each in ranked[:SHOWN])


def _facts(terms: Terms, shared: Keys, weight: Floats) -> list[Reason]:
    """Return the facts that are shared; a fact's weight is no longer left to words."""
    found = []
    for key, (kind, value) in terms.facts.items():
        place = int(np.searchsorted(shared, key))
        if place < len(shared) and shared[place] == key:
            found.append(Reason(kind, value, float(weight[place])))
            weight[place] = 0
    return found


def _read(part: Runs, shared: Keys, weight: Floats) -> tuple[Floats, Flags]:
    """Return how much each character of the text speaks, and whether it is of a name."""
    speaks = np.zeros(len(part.text) + 1, dtype=np.float32)
    named = np.zeros(len(part.text) + 1, dtype=bool)
    there = np.flatnonzero(shared[np.searchsorted(shared[:-1], part.keys)] == part.keys)
    there = there[np.argsort(part.starts[there], kind="stable")]
    distinct, first = np.unique(part.keys[there], return_index=True)
    runs, each = there[first], weight[np.searchsorted(shared, distinct)]
    for step in range(max(RUNS)):
        inside = part.lengths[runs] > step
        at = part.starts[runs[inside]] + step
        np.add.at(speaks, at, each[inside] / part.lengths[runs[inside]])
        named[at] |= part.named[runs[inside]]
    return speaks, named


def _words(terms: Terms, speaks: Floats, named: Flags) -> list[Reason]:
    """Return stretches of the text that speak, as reasons."""
    total: dict[tuple[str, str], float] = defaultdict(float)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], speaks > 0, [False]]).astype(np.int8)))
    for start, end in edges.reshape(-1, 2).tolist():
        for begin in range(start, end, LONGEST):
            until = min(end, begin + LONGEST)
            kind = "name" if named[begin:until].all() else "words"
            total[kind, terms.runs.text[begin:until]] += float(speaks[begin:until].sum())
    return [Reason(kind, words, weight) for (kind, words), weight in total.items()]
