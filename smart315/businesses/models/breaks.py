"""When a business itself wants no complaints for some days, or none any more."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from smart315.businesses.states import BreakEnd, BreakKind


class Break(models.Model):
    """One wish of a business to pause from a day to a day, both included, or to leave on a day.

    Until it has begun it can be taken back; one is open at a time.
    """

    business = models.ForeignKey(
        "businesses.Business", on_delete=models.PROTECT, related_name="breaks"
    )
    kind = models.CharField(max_length=8, choices=BreakKind.choices)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200)
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    over_at = models.DateTimeField(null=True, blank=True)
    over_as = models.CharField(max_length=12, choices=BreakEnd.choices, blank=True)

    class Privacy:
        public = frozenset(
            {
                "id", "business", "kind", "begins_on", "ends_on", "asked_at", "begun_at",
                "over_at", "over_as",
            }
        )  # fmt: skip
        personal = frozenset({"reason", "asked_by"})
        sensitive: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="break_open_once", fields=["business"], condition=Q(over_at=None)
            ),
            models.CheckConstraint(name="break_kind_known", condition=Q(kind__in=BreakKind.values)),
            models.CheckConstraint(
                name="break_ends_after_it_begins",
                condition=Q(kind="leave", ends_on=None)
                | Q(kind="pause", ends_on__gte=F("begins_on")),
            ),
            models.CheckConstraint(
                name="break_over_at_with_how",
                condition=Q(over_at=None, over_as="") | (Q(over_at__isnull=False) & ~Q(over_as="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.business_id} from {self.begins_on}"

    def has_run_out(self, today: date) -> bool:
        """Tell whether its last day has passed."""
        return self.ends_on is not None and self.ends_on < today
