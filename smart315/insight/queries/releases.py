"""Reads of the open data: everybody's, so nobody is asked for."""

from collections.abc import Sequence

from django.db.models import OuterRef, Subquery

from smart315.insight.models import Release


WITHOUT = ("hidden", "few")


def release(period: str = "", version: int | None = None) -> Release | None:
    """Return a version of a quarter, the newest of it without one; of the newest without either."""
    found = Release.objects.defer(*WITHOUT).order_by("-first_day", "-version")
    if period:
        found = found.filter(period=period)
    if version is not None:
        found = found.filter(version=version)
    return found.first()


def newest_releases(names: Sequence[str] = ()) -> list[Release]:
    """Return the newest version of every quarter, the newest quarter first; or of those named."""
    same = Release.objects.filter(period=OuterRef("period")).order_by("-version")
    found = Release.objects.filter(pk=Subquery(same.values("pk")[:1])).defer(*WITHOUT)
    if names:
        found = found.filter(period__in=names)
    return list(found.order_by("-first_day"))


def versions(period: str) -> list[Release]:
    """Return every version of a quarter, the newest first."""
    return list(Release.objects.filter(period=period).defer(*WITHOUT).order_by("-version"))
