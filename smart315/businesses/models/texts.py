"""The texts that businesses are asked to sign, as the province's office publishes them."""

from django.db import models
from django.db.models import Q

from smart315.businesses.states import PledgeKind


class PledgeText(models.Model):
    """One version: a draft until it is published from a day on, and then never changed.

    The first version of each kind is shipped as a file and has no row.
    """

    kind = models.CharField(max_length=8, choices=PledgeKind.choices)
    version = models.CharField(max_length=24, blank=True)
    text = models.TextField()
    drafted_by = models.CharField(max_length=80)
    drafted_at = models.DateTimeField()
    begins_on = models.DateField(null=True, blank=True)
    published_by = models.CharField(max_length=80, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        public = frozenset(
            {"id", "kind", "version", "text", "drafted_at", "begins_on", "published_at"}
        )
        personal = frozenset({"drafted_by", "published_by"})
        sensitive: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="pledge_text_one_draft", fields=["kind"], condition=Q(published_at=None)
            ),
            models.UniqueConstraint(
                name="pledge_text_version_once", fields=["version"], condition=~Q(version="")
            ),
            models.CheckConstraint(
                name="pledge_text_published_whole",
                condition=Q(published_at=None, version="", begins_on=None)
                | (Q(published_at__isnull=False, begins_on__isnull=False) & ~Q(version="")),
            ),
        ]

    def __str__(self) -> str:
        return self.version or f"draft of {self.kind}"
