"""Which daily task ran on which day: several workers, one run."""

from django.db import models
from django.db.models import Q


class TaskRun(models.Model):
    """One daily task on one local day; `started_at` is the last attempt's."""

    name = models.CharField(max_length=100)
    day = models.DateField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=1)
    last_error = models.CharField(max_length=100, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "day"], name="task_run_once_a_day"),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=models.F("started_at")),
                name="task_run_finished_after_start",
            ),
        ]

    class Privacy:
        public = frozenset(
            {"id", "name", "day", "started_at", "finished_at", "attempts", "last_error"}
        )
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.name} on {self.day}"
