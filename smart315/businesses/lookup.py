"""Find businesses while a name or code is being typed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import Left
from rapidfuzz import fuzz, process

from smart315.businesses import search, written
from smart315.businesses.models import Alias, Business
from smart315.businesses.names import typed_name
from smart315.businesses.states import State
from smart315.businesses.uscc import normal_uscc
from smart315.regions import queries as regions
from smart315.signals import words


SHORTEST_CODE = 6
# How many candidates each way of looking contributes before all are ranked.
POOL = 40
# Names compared with a misspelled one, for which the words alone say little.
DOUBTED = 2000
_CODE = re.compile(rf"[0-9A-Z]{{{SHORTEST_CODE},18}}")


class How(IntEnum):
    """How a name answers to what was typed; the smaller, the surer."""

    EXACT = 0
    BEGINS = 1
    CONTAINS = 2
    WORDS = 3
    NEAR = 4
    TOO_FAR = 5


class Match(NamedTuple):
    """The better match sorts first."""

    how: How
    distance: int
    alias: str


@dataclass(frozen=True)
class Candidate:
    """One line of the list under the field; `why` is the alias meant, when the name is not."""

    id: int
    name: str
    uscc: str
    region_name: str
    joined: bool
    why: str


def look_up(text: str, limit: int = 8, region: str = "") -> list[Candidate]:
    """Return the likeliest businesses first; `region` is the consumer's own, a code.

    Found are: the first characters of the code (six or more), the beginning of the name, any
    part of it, an alias, all words in any order, and a name with one character wrong; if
    nothing is, whose name it is but for desk, shop, branch and place (拼多多客户服务). Among
    equals joined businesses come first, then those of the region. Those that left are shown
    too: they may still be complained about. What was merged is shown as whoever stands for it.
    """
    code = normal_uscc(text)
    if _CODE.fullmatch(code):
        by_code = _pool(Q(uscc__begins=code), region)
        if by_code:
            ranked = sorted(by_code, key=lambda each: _rank(each, region))
            return _candidates([(each, "") for each in ranked], limit)
    typed = typed_name(text)
    if not typed:
        return []
    found = _found(typed, text, limit, region)
    names = _names(found)
    judged = [(_judge(typed, names[each.pk]), each) for each in found]
    judged = [(match, each) for match, each in judged if match.how < How.TOO_FAR]
    if not judged:
        return [candidate(each, "") for each in written.may_mean(text, limit)]
    judged.sort(key=lambda pair: (pair[0].how, *_rank(pair[1], region, pair[0].distance)))
    return _candidates([(each, match.alias) for match, each in judged], limit)


def _found(typed: str, text: str, limit: int, region: str) -> list[Business]:
    """Ask the cheap ways first, and the dearer ones only while the list is not full."""
    found = _pool(Q(normal_name__begins=typed), region)
    called = Alias.objects.filter(normal_name__begins=typed).values_list("business_id", flat=True)
    found += Business.objects.filter(pk__in=list(called[:POOL]))
    if len(found) < limit:
        found += _pool(search.containing(typed), region)
    misspelt = not found
    if len(found) < limit:
        found += _pool(search.with_words(text), region)
    if misspelt and len(found) < limit:
        found += _nearest(search.nearly(typed), typed)
    return list({each.pk: each for each in found}.values())


def _pool(way: Q, region: str) -> list[Business]:
    """Return up to POOL businesses; when there are more, joined and near ones among them."""
    asked = Business.objects.filter(way)
    found = list(asked[:POOL])
    if len(found) < POOL:
        return found
    found += asked.filter(state=State.JOINED)[:POOL]
    if region:
        # Through a function, or the index on region would be tried first: too many rows.
        at_home = asked.annotate(prefecture=Left("region_id", 4))
        found += at_home.filter(prefecture=region[:4])[:POOL]
    return list({each.pk: each for each in found}.values())


def _nearest(way: Q, typed: str) -> list[Business]:
    """Return those of many whose names come nearest; the names alone are cheap to compare."""
    names = list(Business.objects.filter(way).values_list("pk", "normal_name")[:DOUBTED])
    ids = [pk for pk, _normal in names]
    names += Alias.objects.filter(business__in=ids).values_list("business_id", "normal_name")
    best = process.extract(
        typed, [normal for _pk, normal in names], scorer=fuzz.partial_ratio, limit=POOL
    )
    return list(Business.objects.filter(pk__in={names[place][0] for _n, _score, place in best}))


def _names(businesses: Iterable[Business]) -> dict[int, list[tuple[str, str]]]:
    """Return for each business its normal names with the alias to show ("" for the name)."""
    names = {each.pk: [(each.normal_name, "")] for each in businesses}
    for alias in Alias.objects.filter(business__in=list(names)).order_by("pk"):
        names[alias.business_id].append((alias.normal_name, alias.name))
    return names


def _judge(typed: str, names: Sequence[tuple[str, str]]) -> Match:
    """Return the best match among the names of one business."""
    matches = [Match(*_closeness(typed, normal), alias) for normal, alias in names]
    own_words = set(words.query_text(typed).split())
    held = " ".join(normal for normal, _alias in names)
    if all(word in held for word in own_words):
        matches.append(Match(How.WORDS, 0, ""))
    return min(matches)


def _closeness(typed: str, normal: str) -> tuple[How, int]:
    """Return how the name answers, and its distance: the smaller of two is the nearer."""
    longer = max(0, len(normal) - len(typed))
    if normal == typed:
        return How.EXACT, 0
    if normal.startswith(typed):
        return How.BEGINS, longer
    if typed in normal:
        return How.CONTAINS, longer
    # One wrong character of n leaves a likeness of (n - 1) / n.
    enough = 100 * (len(typed) - 1) / len(typed) - 1
    alike = max(fuzz.partial_ratio(typed, normal), fuzz.ratio(typed, normal))
    near = len(normal) >= len(typed) - 1 and alike >= enough
    return (How.NEAR if near else How.TOO_FAR), round(100 - alike) * 100 + longer


def _rank(business: Business, region: str, distance: int = 0) -> tuple[bool, int, int, int]:
    place = business.region_id or ""
    far = 0 if region and place == region else 1 if region and place[:4] == region[:4] else 2
    return business.state != State.JOINED, far, distance, business.pk


def _candidates(ranked: Sequence[tuple[Business, str]], limit: int) -> list[Candidate]:
    """Return each business once, in this order; of a merged entry the one that stands for it."""
    wanted = {each.survivor_id for each, _alias in ranked} - {None}
    survivors = Business.objects.in_bulk(wanted) if wanted else {}
    found: dict[int, Candidate] = {}
    for each, alias in ranked:
        stands = survivors[each.survivor_id] if each.survivor_id else each
        if stands.pk not in found:
            found[stands.pk] = candidate(stands, alias or (each.name if stands != each else ""))
        if len(found) == limit:
            break
    return list(found.values())


def candidate(business: Business, alias: str = "") -> Candidate:
    """Return a business as a line of the list."""
    return Candidate(
        id=business.pk,
        name=business.name,
        uscc=business.uscc,
        region_name=regions.full_name(business.region_id or ""),
        joined=business.state == State.JOINED,
        why=alias,
    )
