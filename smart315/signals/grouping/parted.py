"""Group a long stream in parts: texts are read and reasons put into words apart from one another.

Which group a complaint joins hangs on all that came before it, so that alone is done in order, in
one place. Everything else, more than half of the work, is spread. The groups, likenesses and
reasons are those of putting one complaint after the other.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from smart315.kernel.spreading import Spread
from smart315.signals.grouping.complaint import Complaint, Placed, Reason
from smart315.signals.grouping.engine import Grouping
from smart315.signals.grouping.rarity import Rarity
from smart315.signals.grouping.reading import Read, read
from smart315.signals.grouping.reasons import Shared, in_words
from smart315.signals.grouping.settings import Settings
from smart315.signals.grouping.terms import KEYS, Keys, terms_of


PART = 1_000  # complaints
AT_ONCE = 32_000  # complaints that are read before they are put: what is kept at one time


@dataclass(frozen=True)
class Counted:
    """Which terms some texts hold, and how many of the texts, or of those before, hold each."""

    keys: Keys
    held: NDArray[np.int32]


@dataclass(frozen=True)
class ToRead:
    """Complaints in order, with what was counted of their terms before the first of them."""

    complaints: Sequence[Complaint]
    before: Counted
    texts: int


Told = Sequence[tuple[Complaint, Shared]]


def put_all(
    grouping: Grouping,
    complaints: Iterable[Complaint],
    spread: Spread,
    *,
    part: int = PART,
    at_once: int = AT_ONCE,
) -> Iterator[Placed]:
    """Put complaints, none of them known, in the order in which they come."""
    stream = iter(complaints)
    while some := list(islice(stream, at_once)):
        starts = range(0, len(some), part)
        parts = [some[start : start + part] for start in starts]
        to_read = _to_read(grouping.rarity, parts, spread(_count, None, parts))
        what = chain.from_iterable(spread(_read, grouping.settings, to_read))
        put = [grouping.place(*each) for each in zip(some, what, strict=True)]
        told = list(zip(some, (shared for _placed, shared in put), strict=True))
        worded = spread(_word, None, [told[start : start + part] for start in starts])
        reasons = chain.from_iterable(worded)
        for (placed, _shared), why in zip(put, reasons, strict=True):
            yield replace(placed, reasons=why)


def _to_read(
    rarity: Rarity, parts: Sequence[Sequence[Complaint]], counted: Sequence[Counted]
) -> list[ToRead]:
    """Count all parts, one after the other; return each with what had been counted before it."""
    found = []
    for part, its in zip(parts, counted, strict=True):
        found.append(ToRead(part, Counted(its.keys, rarity.held[its.keys]), rarity.texts))
        rarity.held[its.keys] += its.held
        rarity.texts += len(part)
    return found


def _count(_shared: None, complaints: Sequence[Complaint]) -> Counted:
    terms = np.concatenate([terms_of(each).keys for each in complaints])
    keys, held = np.unique(terms, return_counts=True)
    return Counted(keys, held.astype(np.int32))


def _read(settings: Settings, part: ToRead) -> list[Read]:
    held = np.zeros(KEYS, dtype=np.int32)
    held[part.before.keys] = part.before.held
    rarity = Rarity(held, part.texts)
    found = []
    for complaint in part.complaints:
        terms = terms_of(complaint)
        found.append(read(terms, rarity, settings))
        rarity.learn(terms)
    return found


def _word(_shared: None, told: Told) -> list[tuple[Reason, ...]]:
    return [in_words(terms_of(each), shared) if len(shared.keys) else () for each, shared in told]
