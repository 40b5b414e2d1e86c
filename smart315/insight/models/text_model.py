"""Models learnt from confirmed cases; private to the room."""

from django.db import models
from django.db.models import Q

from smart315.insight.subjects import Subject


class TextModel(models.Model):
    """A classifier of one subject, with the card that says how good it is.

    The one in use is the last that was promoted. None is deleted: an older one can be taken back,
    and what was suggested in its time can be understood.
    """

    subject = models.CharField(max_length=10, choices=Subject)
    version = models.PositiveIntegerField()
    learnt_at = models.DateTimeField()
    promoted_at = models.DateTimeField(null=True, blank=True)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    # See `actions.learning.card`.
    card = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "version"], name="text_model_version_once"),
            models.CheckConstraint(
                condition=Q(subject__in=[each.value for each in Subject]),
                name="text_model_subject_is_known",
            ),
        ]

    class Privacy:
        """Nothing here says anything about a person: the file holds numbers and hashed words."""

        public = frozenset({"id", "subject", "version", "learnt_at", "promoted_at", "file", "card"})
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.subject} {self.version}"
