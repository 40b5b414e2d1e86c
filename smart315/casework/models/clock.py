"""Running clocks: when a limit started, how long it was that day, when it is due."""

from datetime import datetime

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from smart315.kernel.workdays import Limit, Unit


class ClockState(TextChoices):
    """What became of a clock."""

    RUNNING = "running", _("计时中")
    PAUSED = "paused", _("已暂停")
    MET = "met", _("按期")
    MISSED = "missed", _("逾期")


class Clock(models.Model):
    """One limit at work in one complaint. `length` and `unit` are those of the day of receipt."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="clocks")
    key = models.CharField(max_length=24)
    length = models.PositiveIntegerField()
    unit = models.CharField(max_length=10)
    basis = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    provisional = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=ClockState, default=ClockState.RUNNING)
    ended_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    # When the watcher looks next, usually when the limit ends; empty when all is done.
    watch_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "key"],
                condition=Q(state__in=["running", "paused"]),
                name="one_clock_of_a_kind_at_work",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["running", "paused"], ended_at=None)
                | Q(state__in=["met", "missed"], ended_at__isnull=False),
                name="clock_ended_with_state",
            ),
        ]
        indexes = [
            models.Index(
                fields=["watch_at", "id"],
                condition=Q(state="running", watch_at__isnull=False),
                name="clock_to_watch",
            ),
            models.Index(
                fields=["key", "due_at"],
                condition=Q(state="running"),
                name="clock_running",
            ),
        ]

    class Privacy:
        """Nothing here says anything about a person."""

        public = frozenset(
            {
                "id",
                "complaint",
                "key",
                "length",
                "unit",
                "basis",
                "started_at",
                "due_at",
                "provisional",
                "state",
                "ended_at",
                "reminded_at",
                "watch_at",
            }
        )
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.key} of {self.complaint_id}"

    @property
    def limit(self) -> Limit:
        """Return the limit that was in force when the clock started."""
        return Limit(self.length, Unit(self.unit))

    def end(self, at: datetime) -> None:
        """Stop for good: met when still in time or paused, missed otherwise."""
        in_time = self.state == ClockState.PAUSED or at <= self.due_at
        self.state = ClockState.MET if in_time else ClockState.MISSED
        self.ended_at = at
        self.watch_at = None


class Pause(models.Model):
    """Time that does not count."""

    clock = models.ForeignKey("casework.Clock", models.CASCADE, related_name="pauses")
    paused_at = models.DateTimeField()
    resumed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clock"], condition=Q(resumed_at=None), name="one_open_pause"
            ),
        ]

    class Privacy:
        """Nothing here says anything about a person."""

        public = frozenset({"id", "clock", "paused_at", "resumed_at", "reason"})
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"pause of clock {self.clock_id}"
