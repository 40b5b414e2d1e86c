"""What an officer made of hints that a complaint may serve another end than redress."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _


class AbuseDecision(TextChoices):
    """What the officer decided; none of them declines the complaint (handbook ABUSE-01)."""

    ORDINARY = "ordinary", _("未见异常，按正常投诉办理")
    VERIFY = "verify", _("需进一步核实消费关系和证据")
    NO_INCREASE = "no_increase", _("核实有夹带、掉包、造假等情形，不支持增加赔偿")
    REPORT = "report", _("涉嫌敲诈勒索，按程序报告、移送公安机关")


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
