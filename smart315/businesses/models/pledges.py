"""What a business promised all consumers, word for word as it was signed."""

from django.db import models
from django.db.models import F, Q

from smart315.businesses.states import PledgeKind


class Pledge(models.Model):
    """One signed text. A later one of the same kind takes its place; none is ever changed.

    `respond_hours` and `solve_hours` are hours from when a complaint reaches the business.
    """

    business = models.ForeignKey(
        "businesses.Business", on_delete=models.PROTECT, related_name="pledges"
    )
    kind = models.CharField(max_length=8, choices=PledgeKind.choices)
    version = models.CharField(max_length=24)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    respond_hours = models.PositiveSmallIntegerField()
    solve_hours = models.PositiveSmallIntegerField()
    advance_compensation = models.BooleanField(default=False)
    signed_by = models.CharField(max_length=60)
    signed_as = models.CharField(max_length=60, blank=True)
    on_paper = models.BooleanField(default=False)
    signed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        public = frozenset(
            {
                "id", "business", "kind", "version", "text", "sha256", "respond_hours",
                "solve_hours", "advance_compensation", "on_paper", "signed_at", "withdrawn_at",
            }
        )  # fmt: skip
        personal = frozenset({"signed_by", "signed_as"})
        sensitive: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="pledge_in_force_once",
                fields=["business", "kind"],
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="pledge_kind_known", condition=Q(kind__in=PledgeKind.values)
            ),
            models.CheckConstraint(
                name="pledge_answers_before_it_solves",
                condition=Q(respond_hours__gte=1, solve_hours__gte=F("respond_hours")),
            ),
            models.CheckConstraint(name="pledge_is_signed", condition=~Q(signed_by="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version} of {self.business_id}"
