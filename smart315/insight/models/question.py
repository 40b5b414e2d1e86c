"""Questions that analysts keep."""

from functools import cached_property

from django.db import models
from django.db.models import Q

from smart315.insight.questions.keeping import Shared
from smart315.insight.questions.question import Question
from smart315.insight.questions.reading import read


class SavedQuestion(models.Model):
    """A question under a title; whoever reads it gets the figures of their own scope."""

    owner = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    # Where the owner shares it from.
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    title = models.CharField(max_length=100)
    note = models.CharField(max_length=300, blank=True)
    # The values by name that `questions.reading.read` takes; read anew each time.
    asked = models.JSONField()
    shared = models.CharField(max_length=12, choices=Shared, default=Shared.ME)
    saved_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "title"],
                condition=Q(deleted_at=None),
                name="question_title_once",
            ),
            models.CheckConstraint(
                condition=Q(shared__in=Shared.values), name="question_shared_is_known"
            ),
        ]

    class Privacy:
        """Only whose question it is says anything about a person."""

        personal = frozenset({"owner"})
        sensitive: frozenset[str] = frozenset()
        public = frozenset(
            {
                "id", "organisation", "title", "note", "asked", "shared", "saved_at",
                "changed_at", "deleted_at",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """Return the stream of the record."""
        return f"question:{self.pk}"

    @cached_property
    def question(self) -> Question:
        """Return what is asked; raise Refused for what no form would take any more."""
        return read(self.asked)
