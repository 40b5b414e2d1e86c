"""A case before a committee: given to it, a panel seated, given back (人民调解法 §18-19)."""

from django.db import models
from django.db.models import Q

from smart315.casework.proceedings import PanelState


class Panel(models.Model):
    """One committee's work on a case; the case stays with the association."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="panels")
    committee = models.ForeignKey("community.Committee", models.PROTECT, related_name="+")
    members = models.ManyToManyField("community.Member", related_name="+")
    presiding = models.ForeignKey(
        "community.Member", models.PROTECT, related_name="+", null=True, blank=True
    )
    state = models.CharField(max_length=10, choices=PanelState, default=PanelState.ASKED)
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=80)
    seated_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    report = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(state__in=["asked", "seated"]),
                name="one_panel_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="seated") | Q(presiding__isnull=False),
                name="panel_seated_with_chair",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset(
            {"id", "complaint", "committee", "state", "asked_at", "seated_at", "ended_at"}
        )
        personal = frozenset({"presiding", "reason", "asked_by", "report"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"panel of {self.complaint_id}: {self.state}"
