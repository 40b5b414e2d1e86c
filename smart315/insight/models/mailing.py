"""Who has a question mailed, how often, and on what condition."""

from django.db import models
from django.db.models import Q

from smart315.insight.models.question import SavedQuestion
from smart315.insight.questions.keeping import Ended, Every, Rule
from smart315.vault.fields import EncryptedTextField


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
