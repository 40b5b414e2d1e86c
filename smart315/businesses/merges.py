"""What may be asked of merges: which wait, what is said of a pair, who stands for whom."""

from collections.abc import Collection

from django.db.models import Q

from smart315.businesses.merge_states import TO_REVIEW, MergeState
from smart315.businesses.models import Business, Merge


# A page of the list.
SHOWN = 100
_BOTH = ("merged__region", "survivor__region", "merged__survivor", "survivor__survivor")


def merges(states: Collection[str]) -> list[Merge]:
    """Return pairs in these states, a page of them: the likeliest, then the latest, first."""
    found = Merge.objects.filter(state__in=states).select_related(*_BOTH)
    return list(found.order_by("-score", "-state_at", "-pk")[:SHOWN])


def merges_to_review() -> int:
    """Count what a second person has to decide."""
    return Merge.objects.filter(state__in=TO_REVIEW).count()


def merges_suggested() -> int:
    """Count the pairs that the resolver found and nobody has looked at."""
    return Merge.objects.filter(state=MergeState.SUGGESTED).count()


def merge(merge_id: int) -> Merge | None:
    """Return one pair with both entries, or None."""
    return Merge.objects.select_related(*_BOTH).filter(pk=merge_id).first()


def merge_between(one: int, other: int) -> Merge | None:
    """Return what is said of the two, whichever survives, or None."""
    return Merge.objects.select_related(*_BOTH).filter(pair=Merge.pair_of(one, other)).first()


def merges_about(business_id: int) -> list[Merge]:
    """Return every pair of which the entry is one, the latest first; dismissed ones too."""
    either = Q(merged=business_id) | Q(survivor=business_id)
    return list(
        Merge.objects.filter(either).select_related(*_BOTH).order_by("-state_at", "-pk")[:SHOWN]
    )


def stood_for(business_id: int) -> list[Business]:
    """Return the entries for which this one stands, with their other names."""
    found = Business.objects.filter(survivor=business_id).prefetch_related("aliases")
    return list(found.order_by("pk"))
