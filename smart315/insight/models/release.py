"""Releases of open data: each one compiled text, kept as it was published."""

from functools import cached_property

from django.db import models
from django.db.models import Q

from smart315.insight.opendata.bodies import Body


class Release(models.Model):
    """One version of a quarter's open data; never changed, a revision is the next version."""

    period = models.CharField(max_length=8)
    # The first day of the quarter: what lists are ordered by.
    first_day = models.DateField()
    version = models.PositiveIntegerField()
    # Why a version follows another; empty for the first.
    reason = models.CharField(max_length=300, blank=True)
    # The canonical text, and its hash.
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    # Which cells this and the earlier versions withheld, and which of them tell of few; for nobody
    # but the next version.
    hidden = models.JSONField(default=list)
    few = models.JSONField(default=list)
    released_at = models.DateTimeField()
    released_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "version"], name="release_version_once"),
            models.CheckConstraint(
                condition=Q(version=1, reason="") | (Q(version__gt=1) & ~Q(reason="")),
                name="release_revised_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["-first_day", "-version"], name="release_newest")]

    class Privacy:
        """Which columns say something about a person."""

        personal = frozenset({"released_by"})
        sensitive: frozenset[str] = frozenset()
        public = frozenset(
            {
                "id", "period", "first_day", "version", "reason", "body", "sha256", "hidden",
                "few", "released_at",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.period} v{self.version}"

    @property
    def stream(self) -> str:
        """Return the stream of the record: one a quarter."""
        return f"open_data:{self.period}"

    @cached_property
    def frozen(self) -> Body:
        """Return the text, to be read."""
        return Body(self.body)
