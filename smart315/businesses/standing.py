"""Which entry stands for which: reads follow the merges in force, in one step.

`Business.survivor` always names the last one of a chain, so that nobody follows it twice.
"""

from collections.abc import Iterable

from django.db.models import Q

from smart315.businesses.models import Business


def standing(business_id: int) -> int:
    """Return the entry that stands for this one: itself, unless it was merged."""
    found = Business.objects.filter(pk=business_id).values_list("survivor_id", flat=True).first()
    return found or business_id


def all_merged() -> dict[int, int]:
    """Return every entry that was merged, with the one that stands for it."""
    merged = Business.objects.filter(survivor__isnull=False)
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
