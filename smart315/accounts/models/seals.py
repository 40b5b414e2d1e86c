"""The seal of an organisation: which picture was it from when until when."""

from django.db import models
from django.db.models import F, Q


class Seal(models.Model):
    """The picture of an official seal (公章) while it was in use; the earlier ones stay."""

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="seals")
    picture = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    since = models.DateTimeField()
    set_by = models.CharField(max_length=80)
    until = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="seal_one_in_use", fields=["organisation"], condition=Q(until=None)
            ),
            models.CheckConstraint(
                name="seal_ends_after_it_began", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
        )

    class Privacy:
        public = frozenset({"id", "organisation", "picture", "since", "until"})
        personal = frozenset({"set_by", "ended_by"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"seal of {self.organisation_id}"
