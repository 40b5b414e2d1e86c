"""Analyses that were ordered at the desk and are compiled by the worker."""

from django.db import models
from django.db.models import Q

from smart315.insight.analyses.compilations import PENDING, CompilationState
from smart315.insight.analyses.steps import Step


class Compilation(models.Model):
    """One order: what is to be compiled, how far it has come, and what came of it.

    Beside `again` the draft that gets fresh figures. A worker that died holds an order no longer
    than its lease, counted from `claimed_at`.
    """

    kind = models.CharField(max_length=20)
    period = models.CharField(max_length=8)
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    basis = models.CharField(max_length=10)
    convention = models.CharField(max_length=10)
    places = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300, blank=True)
    again = models.ForeignKey(
        "insight.Analysis", models.PROTECT, related_name="+", null=True, blank=True
    )
    state = models.CharField(
        max_length=10, choices=CompilationState, default=CompilationState.WAITING
    )
    step = models.PositiveSmallIntegerField(choices=Step, null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)
    analysis = models.ForeignKey(
        "insight.Analysis", models.PROTECT, related_name="+", null=True, blank=True
    )
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "period", "region", "basis"],
                condition=Q(state__in=PENDING),
                name="one_compilation_pending",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in CompilationState]),
                name="compilation_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, state__in=PENDING)
                | (Q(ended_at__isnull=False) & ~Q(state__in=PENDING)),
                name="compilation_ended_with_its_state",
            ),
            models.CheckConstraint(
                condition=~Q(state=CompilationState.DONE) | Q(analysis__isnull=False),
                name="compilation_done_with_analysis",
            ),
        ]
        indexes = [models.Index(fields=["state", "ordered_at"], name="compilation_queue")]

    class Privacy:
        """Which columns say something about a person."""

        personal = frozenset({"ordered_by"})
        sensitive: frozenset[str] = frozenset()
        public = frozenset(
            {
                "id", "kind", "period", "region", "organisation", "basis", "convention", "places",
                "reason", "again", "state", "step", "attempts", "trouble", "analysis",
                "ordered_at", "claimed_at", "ended_at",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.period} {self.region_id}: {self.state}"

    @property
    def stream(self) -> str:
        """Return the stream of the record."""
        return f"compilation:{self.pk}"

    @property
    def pending(self) -> bool:
        """Tell whether nothing has come of it yet."""
        return self.state in PENDING
