"""Questions that analysts keep, and who has one mailed."""

from functools import cached_property

from django.db import models
from django.db.models import Q

from smart315.insight.questions.keeping import Ended, Every, Rule, Shared
from smart315.insight.questions.question import Question
from smart315.insight.questions.reading import read
from smart315.vault.fields import EncryptedTextField


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


class Mailing(models.Model):
    """Somebody has a question mailed to themselves, after each time that is over."""

    question = models.ForeignKey(SavedQuestion, models.PROTECT, related_name="mailings")
    reader = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    mail = EncryptedTextField()
    every = models.CharField(max_length=5, choices=Every)
    # On what condition: of which measure, of any row or of the whole, in the unit shown.
    rule = models.CharField(max_length=10, choices=Rule, blank=True)
    measure = models.CharField(max_length=40, blank=True)
    limit = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    of_rows = models.BooleanField(default=False)
    since = models.DateTimeField()
    # The last day that was told of, or was not worth a mail.
    done_until = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=10, choices=Ended, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "reader"], condition=Q(ended_at=None), name="mailing_once"
            ),
            models.CheckConstraint(
                condition=Q(rule="", limit=None, measure="")
                | (~Q(rule="") & Q(limit__isnull=False) & ~Q(measure="")),
                name="mailing_rule_with_limit",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_why="")
                | (Q(ended_at__isnull=False) & ~Q(ended_why="")),
                name="mailing_ended_with_reason",
            ),
        ]

    class Privacy:
        """Whose mail goes where."""

        personal = frozenset({"reader"})
        sensitive = frozenset({"mail"})
        public = frozenset(
            {
                "id", "question", "every", "rule", "measure", "limit", "of_rows", "since",
                "done_until", "ended_at", "ended_why",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.every} of question {self.question_id}"
