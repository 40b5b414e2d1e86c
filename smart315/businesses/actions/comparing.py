"""Find entries of the register that may be one business; a person decides whether they are.

Only what is new or has changed is compared with all the rest, each entry once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.businesses import policies, written
from smart315.businesses.actions.recording import stream_of
from smart315.businesses.models import Business, Merge
from smart315.businesses.states import State
from smart315.signals.names.answers import Asked, Candidate, Reason
from smart315.signals.names.comparing import is_slip
from smart315.signals.names.register import Register


# From so many entries on, all names are held in memory once instead of asked for one by one.
MANY = 500
BATCH = 1000
# A candidate of the same mark, or with one character wrong, reaches it in the same place only.
LEAST = 0.84
MOST = 3
_AGAINST = frozenset(
    {
        Reason.CODE_DIFFERS,
        Reason.PLACE_DIFFERS,
        Reason.FORM_DIFFERS,
        Reason.OTHER_BRANCH,
        Reason.BRANCH_OF,
    }
)


@dataclass(frozen=True)
class Comparison:
    """How many entries were compared, and how many pairs are suggested that were not before."""

    compared: int
    suggested: int


@dataclass(frozen=True)
class _Pair:
    one: Business
    other: int
    score: float
    reasons: tuple[Reason, ...]


def compare_register(*, by: Actor, at: datetime) -> Comparison:
    """Compare what is new in the register with all of it; a batch is one transaction.

    For many new entries it holds the whole register in memory (docs/reference/detection.md says
    what that costs). Raises Refused.
    """
    policies.may_manage(by).require()
    waiting = Business.objects.filter(compared_at=None, survivor=None)
    register = written.whole_register() if waiting.count() >= MANY else None
    compared = suggested = 0
    while some := list(waiting.order_by("pk").prefetch_related("aliases")[:BATCH]):
        suggested += _compared(some, register, by, at)
        compared += len(some)
    return Comparison(compared, suggested)


@transaction.atomic
def _compared(some: Sequence[Business], register: Register | None, by: Actor, at: datetime) -> int:
    found = {Merge.pair_of(each.one.pk, each.other): each for each in _pairs(some, register)}
    known = set(Merge.objects.filter(pair__in=found).values_list("pair", flat=True))
    fresh = {pair: each for pair, each in found.items() if pair not in known}
    others = Business.objects.in_bulk({each.other for each in fresh.values()})
    rows = [
        _suggestion(pair, each, others[each.other], at)
        for pair, each in fresh.items()
        if each.other in others
    ]
    Merge.objects.bulk_create(rows, ignore_conflicts=True)
    audit.record_many(_events(rows, by, at))
    Business.objects.filter(pk__in=[each.pk for each in some]).update(compared_at=at)
    return len(rows)


def _pairs(some: Sequence[Business], register: Register | None) -> Iterator[_Pair]:
    for one in some:
        best: dict[int, Candidate] = {}
        for name in (one.name, *(each.name for each in one.aliases.all())):
            asked = Asked(name, code=one.uscc, place=one.region_id or "")
            for each in _candidates(asked, one.pk, register):
                if each.id not in best or best[each.id].score < each.score:
                    best[each.id] = each
        ranked = sorted(best.values(), key=lambda each: (-each.score, each.id))
        for each in ranked[:MOST]:
            yield _Pair(one, each.id, each.score, each.reasons)


def _candidates(asked: Asked, own: int, register: Register | None) -> Iterable[Candidate]:
    if register is None:
        register = written.small_register(asked)
    found = register.alike(asked, {own}, most=2 * MOST)
    core = written.core_of(asked.name)
    return (each for each in found if written.is_near(each) and _is_strong(core, each))


def _is_strong(core: str, candidate: Candidate) -> bool:
    if candidate.score < LEAST or not _AGAINST.isdisjoint(candidate.reasons):
        return False
    other = candidate.core
    if Reason.SAME_MARK in candidate.reasons:
        # 大美 may be 大美汽贸; 大美百货 is another.
        return core.startswith(other) or other.startswith(core)
    # 第一建筑 and 第二建筑 are two businesses.
    return Reason.ONE_CHARACTER not in candidate.reasons or is_slip(core, other)


def _suggestion(pair: str, found: _Pair, other: Business, at: datetime) -> Merge:
    merged, survivor = sorted((found.one, other), key=_stays)
    return Merge(
        merged=merged,
        survivor=survivor,
        pair=pair,
        state_at=at,
        score=found.score,
        reasons=[str(each) for each in found.reasons],
    )


def _stays(business: Business) -> tuple[bool, bool, int]:
    """Return what speaks for an entry to be the one that stays: it takes part, a code, its age."""
    takes_part = business.state in {State.JOINED, State.PAUSED}
    return takes_part, bool(business.uscc), -business.pk


def _events(rows: Iterable[Merge], by: Actor, at: datetime) -> Iterator[audit.Entry]:
    for each in rows:
        data = {"merged": each.merged_id, "survivor": each.survivor_id}
        stream = stream_of(each.merged_id)
        yield audit.Entry("business.merge_suggested", stream, by.name, at, data)
