"""What an officer made of hints that a complaint may serve another end than redress."""

from django.db import models
from django.db.models import Q

from smart315.casework.codes import AbuseDecision


class AbuseReview(models.Model):
    """One decision on the hints of a case, with its reason and the hints as they stood."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="reviews")
    decision = models.CharField(max_length=12, choices=AbuseDecision)
    reason = models.TextField()
    # Codes and counts alone: who the others are stays where it stands.
    hints = models.JSONField(default=dict)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="abuse_review_has_a_reason"),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset({"id", "complaint", "at"})
        personal = frozenset({"decision", "reason", "hints", "by"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"review {self.pk} of {self.complaint_id}"
