"""Which businesses a name as people write it may mean: with a score, and what speaks for it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.db.models import Q

from smart315.businesses import search
from smart315.businesses.models import Alias, AliasKind, Business
from smart315.businesses.names import normal_name
from smart315.businesses.reasons import in_words
from smart315.regions import queries as regions
from smart315.signals.names.answers import Asked, Candidate, Entry, Kind, Reason, Why
from smart315.signals.names.parts import parts
from smart315.signals.names.places import Places
from smart315.signals.names.register import Register
from smart315.signals.names.rows import place_code
from smart315.signals.names.vocabulary import mark_length


SHORTEST = 2  # characters of what is left of the name
POOL = 60  # businesses compared
AT_ONCE = 10_000
_NEAR = frozenset({Reason.SAME_CORE, Reason.SAME_MARK, Reason.ONE_CHARACTER})
# What decides without a person: the code, and a name that one business alone bears. A spelling
# that was put right is mistaken in some seven of a hundred (docs/reference/detection.md).
_SURE = frozenset({Why.CODE, Why.NAME})


@dataclass(frozen=True)
class Likely:
    """A business that may be meant; `score` from 0 to 1, `reasons` in the words of the page."""

    business: Business
    score: float
    reasons: Sequence[str]
    why: tuple[Reason, ...]


@cache
def places() -> Places:
    """Return the places of the shipped table, as names spell them."""
    return Places({way: place_code(code) for way, code in regions.spellings().items()})


def may_mean(text: str, limit: int) -> list[Business]:
    """Return businesses with the same name but for desk, shop, branch, place and trade.

    拼多多客户服务 leads to whose alias 拼多多 is. The likeliest first.
    """
    found, _whole = _pool(text, near=False)
    answer = _register(found.values()).resolve(Asked(text), most=limit)
    return [found[each.id] for each in answer.candidates if not _NEAR.isdisjoint(each.reasons)]


def likely(asked: Asked, *, but: Iterable[int] = (), limit: int = 5) -> list[Likely]:
    """Return the businesses that may be meant, the likeliest first; a misspelt name too.

    Left out are `but`, and what is merely similar.
    """
    found, _whole = _pool(asked.name, near=True, code=asked.code)
    candidates = _register(found.values()).alike(asked, frozenset(but), most=POOL)
    near = [each for each in candidates if is_near(each)]
    return [
        Likely(found[each.id], each.score, in_words(each.reasons), each.reasons)
        for each in near[:limit]
    ]


def is_near(candidate: Candidate) -> bool:
    """Tell whether more than likeness speaks for a candidate."""
    return not (_NEAR | {Reason.CODE_AGREES}).isdisjoint(candidate.reasons)


def core_of(name: str) -> str:
    """Return what is left of a name without place, form, branch, desk and shop.

    >>> core_of("青海大美汽车贸易有限公司西宁分公司")
    '大美汽贸'
    """
    return parts(name, places()).core


def surely(asked: Collection[Asked]) -> dict[Asked, int]:
    """Return the business of each name that means one without a doubt; three statements.

    A name decides only by its whole core, so the names with these cores are all that count.
    """
    cores = _telling(asked)
    register = _bearing(cores.values())
    sure = {each: _sure_of(each, register) for each in cores}
    return {each: business for each, business in sure.items() if business is not None}


def told_already(asked: Collection[Asked]) -> dict[Asked, Asked]:
    """Return which of names that the register does not know mean another of them, and which.

    Each is asked as if those that say more had been entered, in whatever order they come; one with
    a code is a business of its own.
    """
    cores = _telling(asked)
    register = _bearing(cores.values())
    entered: dict[int, Asked] = {}
    found = {}
    for each in sorted(cores, key=_says_less):
        sure = None if each.code else _sure_of(each, register)
        if sure is not None and sure in entered:
            found[each] = entered[sure]
            continue
        # No entry of the register has such a number.
        number = -1 - len(entered)
        entered[number] = each
        register.add(Entry(number, each.name, code=each.code, place=each.place))
    return found


def _says_less(asked: Asked) -> tuple[bool, bool, bool, int, str]:
    """Return what brings names into order: those with a code first, then those with a place."""
    branch = bool(parts(asked.name, places()).branch)
    return not asked.code, not asked.place, branch, -len(asked.name), asked.name


def _telling(asked: Iterable[Asked]) -> dict[Asked, str]:
    """Return the core of each name that is long enough to say which business is meant."""
    cores = {each: core_of(each.name) for each in asked}
    return {
        each: core for each, core in cores.items() if len(core) >= SHORTEST and mark_length(core)
    }


def _sure_of(asked: Asked, register: Register) -> int | None:
    answer = register.resolve(asked) if len(register) else None
    return answer.id if answer is not None and answer.why in _SURE else None


def _bearing(cores: Iterable[str]) -> Register:
    """Return a register of the names with these cores."""
    register = Register(places())
    some = set(cores)
    register.extend(_with_cores(some) if some else [])
    return register


def _with_cores(cores: Collection[str]) -> Iterator[Entry]:
    """Yield the names with these cores, each with the entry that stands for it."""
    own = Business.objects.filter(core__in=cores).order_by("pk")
    yield from _entries(own.values_list("pk", "survivor_id", "name", "uscc", "region_id"))
    others = Alias.objects.filter(core__in=cores).order_by("pk")
    through = ("pk", "survivor_id", "uscc", "region_id")
    columns = ("name", "kind", *(f"business__{each}" for each in through))
    for name, kind, pk, survivor, code, place in others.values_list(*columns):
        yield Entry(survivor or pk, name, code=code, place=place or "", kind=_kind(kind))


def _entries(rows: Iterable[tuple[int, int | None, str, str, str | None]]) -> Iterator[Entry]:
    for pk, survivor, name, code, place in rows:
        yield Entry(survivor or pk, name, code=code, place=place or "")


def whole_register() -> Register:
    """Return all names of all businesses; at 1,000,000 names it takes a minute."""
    register = Register(places())
    register.extend(all_names())
    return register


def small_register(asked: Asked) -> Register:
    """Return the names among which those that are like this one are."""
    found, _whole = _pool(asked.name, near=True, code=asked.code)
    return _register(found.values())


def all_names() -> Iterator[Entry]:
    """Yield every name of the register with the entry that stands for it, in any order."""
    rows = Business.objects.order_by("pk").values_list(
        "pk", "survivor_id", "name", "uscc", "region_id"
    )
    yield from _entries(rows.iterator(chunk_size=AT_ONCE))
    others = Alias.objects.order_by("pk").values_list(
        "business_id", "business__survivor_id", "name", "kind"
    )
    for pk, survivor, name, kind in others.iterator(chunk_size=AT_ONCE):
        yield Entry(survivor or pk, name, kind=_kind(kind))


def _pool(text: str, *, near: bool, code: str = "") -> tuple[dict[int, Business], bool]:
    """Return the businesses to compare, with who stands for them; and whether none was left out."""
    mark = parts(text, places()).mark
    if len(mark) < SHORTEST:
        return {}, True
    ways = [search.containing(mark)]
    ways += [search.nearly(normal_name(text)), search.nearly(mark)] if near else []
    ways += [Q(uscc=code)] if code else []
    found: dict[int, Business] = {}
    whole = True
    for way in ways:
        some = list(Business.objects.filter(way).order_by("pk")[: POOL + 1])
        whole = whole and len(some) <= POOL
        found |= {each.pk: each for each in some[:POOL]}
    above = {each.survivor_id for each in found.values() if each.survivor_id} - found.keys()
    return found | (Business.objects.in_bulk(above) if above else {}), whole


def _register(businesses: Iterable[Business]) -> Register:
    """Return a register of these businesses; what was merged goes by who stands for it."""
    some = {each.pk: each for each in businesses}
    register = Register(places())
    if some:
        register.extend([*_names(some), *_aliases(some)])
    return register


def _names(some: Mapping[int, Business]) -> list[Entry]:
    return [
        Entry(each.survivor_id or pk, each.name, code=each.uscc, place=each.region_id or "")
        for pk, each in some.items()
    ]


def _aliases(some: Mapping[int, Business]) -> list[Entry]:
    named = Alias.objects.filter(business__in=list(some)).order_by("pk")
    return [
        Entry(
            some[each.business_id].survivor_id or each.business_id, each.name, kind=_kind(each.kind)
        )
        for each in named
    ]


def _kind(kind: str) -> Kind:
    return Kind.BRAND if kind == AliasKind.BRAND else Kind.ALIAS
