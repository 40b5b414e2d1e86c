"""Which businesses a name as people write it may mean, when nothing of the register contains it."""

from functools import cache

from smart315.businesses import search
from smart315.businesses.models import Alias, AliasKind, Business
from smart315.regions import queries as regions
from smart315.signals.names.answers import Asked, Entry, Kind, Reason
from smart315.signals.names.parts import parts
from smart315.signals.names.places import Places
from smart315.signals.names.register import Register
from smart315.signals.names.rows import place_code


SHORTEST = 2  # characters of what is left of the name
POOL = 60  # businesses compared
_NEAR = frozenset({Reason.SAME_CORE, Reason.SAME_MARK, Reason.ONE_CHARACTER})


@cache
def places() -> Places:
    """Return the places of the shipped table, as names spell them."""
    return Places({way: place_code(code) for way, code in regions.spellings().items()})


def may_mean(text: str, limit: int) -> list[Business]:
    """Return businesses with the same name but for desk, shop, branch, place and trade.

    拼多多客户服务 leads to whose alias 拼多多 is. The likeliest first.
    """
    mark = parts(text, places()).mark
    if len(mark) < SHORTEST:
        return []
    found = {each.pk: each for each in Business.objects.filter(search.containing(mark))[:POOL]}
    register = Register(places())
    register.extend([*_names(found), *_aliases(found)])
    answer = register.resolve(Asked(text), most=limit)
    return [found[each.id] for each in answer.candidates if not _NEAR.isdisjoint(each.reasons)]


def _names(found: dict[int, Business]) -> list[Entry]:
    return [
        Entry(pk, one.name, code=one.uscc, place=one.region_id or "") for pk, one in found.items()
    ]


def _aliases(found: dict[int, Business]) -> list[Entry]:
    brand = AliasKind.BRAND
    return [
        Entry(each.business_id, each.name, kind=Kind.BRAND if each.kind == brand else Kind.ALIAS)
        for each in Alias.objects.filter(business__in=list(found)).order_by("pk")
    ]
