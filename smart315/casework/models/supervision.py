"""A superior watches over a case of another organisation (handbook §2.12)."""

from django.db import models
from django.db.models import Q

from smart315.casework.parts import SupervisionLevel, SupervisionState


class Supervision(models.Model):
    """One reminder or order, answered by the supervised unit, closed by the superior."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="supervisions")
    superior = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    level = models.CharField(max_length=8, choices=SupervisionLevel)
    state = models.CharField(max_length=10, choices=SupervisionState, default=SupervisionState.OPEN)
    # The limit that was missed, when the clock opened it by itself; empty when a person did.
    clock = models.ForeignKey(
        "casework.Clock", models.SET_NULL, related_name="+", null=True, blank=True
    )
    by_itself = models.BooleanField(default=False)
    reason = models.TextField()
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    watch_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=80, blank=True)
    late = models.BooleanField(default=False)
    remark = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "superior", "unit"],
                condition=Q(state__in=["open", "answered"]),
                name="one_supervision_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["clock", "level"],
                condition=Q(clock__isnull=False),
                name="supervised_once_for_a_clock",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by="")
                | (Q(answered_at__isnull=False) & ~Q(answered_by="")),
                name="supervision_answered_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "answered"], ended_at=None, ended_by="")
                | (Q(state__in=["closed", "escalated"], ended_at__isnull=False) & ~Q(ended_by="")),
                name="supervision_ended_at_with_by",
            ),
        ]
        indexes = [
            models.Index(fields=["superior", "state", "due_at"], name="supervision_above"),
            models.Index(fields=["unit", "state", "due_at"], name="supervision_below"),
            models.Index(
                fields=["watch_at", "id"],
                condition=Q(watch_at__isnull=False),
                name="supervision_to_watch",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        personal = frozenset({"reason", "opened_by", "answer", "answered_by", "remark", "ended_by"})
        sensitive: frozenset[str] = frozenset()
        public = frozenset(
            {
                "id",
                "complaint",
                "superior",
                "unit",
                "level",
                "state",
                "clock",
                "by_itself",
                "opened_at",
                "due_at",
                "watch_at",
                "answered_at",
                "late",
                "ended_at",
            }
        )

    def __str__(self) -> str:
        return f"{self.level} of {self.complaint_id}: {self.state}"
