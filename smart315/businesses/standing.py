"""Which entry stands for which: reads follow the merges in force, in one step.

`Business.survivor` always names the last one of a chain, so that nobody follows it twice.
"""

from collections.abc import Collection, Iterable

from django.core.cache import cache
from django.db.models import Q

from smart315.businesses.models import Business


MARK = "businesses:merges"  # in the cache; another after each merge and each undoing


def merges_mark() -> str:
    """Return what differs once a merge or an undoing is committed: what was kept before is old."""
    return str(cache.get(MARK, ""))


def standing(business_id: int) -> int:
    """Return the entry that stands for this one: itself, unless it was merged."""
    found = Business.objects.filter(pk=business_id).values_list("survivor_id", flat=True).first()
    return found or business_id


def all_merged(among: Collection[int] | None = None) -> dict[int, int]:
    """Return every entry, or every one of these, that was merged, with who stands for it."""
    if among is not None and not among:
        return {}
    merged = Business.objects.filter(survivor__isnull=False)
    merged = merged if among is None else merged.filter(pk__in=among)
    return {pk: survivor for pk, survivor in merged.values_list("pk", "survivor_id") if survivor}


def same_as(business_id: int) -> frozenset[int]:
    """Return every entry that is this business, itself among them."""
    near = Business.objects.filter(Q(pk=business_id) | Q(survivor=business_id))
    found = dict(near.values_list("pk", "survivor_id"))
    above = found.get(business_id)
    return frozenset({business_id, *found}) if above is None else with_merged([above])


def with_merged(ids: Iterable[int]) -> frozenset[int]:
    """Return these entries and all that they stand for."""
    own = frozenset(ids)
    return own | frozenset(
        Business.objects.filter(survivor__in=own).values_list("pk", flat=True) if own else ()
    )
