"""What the scan of the province has learnt of its spread and of chance."""

from django.db import models


class ScanModel(models.Model):
    """The spread of counts and the recurrence of rare ones, learnt weekly; all are kept."""

    learnt_at = models.DateTimeField()
    # Whole days of the past that it was learnt from.
    days = models.PositiveIntegerField()
    cases = models.PositiveIntegerField()
    # See `signals.surveillance.province.written`.
    values = models.JSONField()

    class Privacy:
        """Nothing here says anything about a person."""

        public = frozenset({"id", "learnt_at", "days", "cases", "values"})
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"scan model {self.pk}"
