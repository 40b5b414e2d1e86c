"""Analyses of complaints (投诉分析报告): a frozen snapshot, the text over it, and its life."""

from functools import cached_property

from django.db import models
from django.db.models import Q

from smart315.insight.analyses.lifecycle import UNDER_WAY, AnalysisState
from smart315.insight.analyses.snapshots import Snapshot


class Analysis(models.Model):
    """One version of the analysis of a period and a place; a correction is the next version."""

    kind = models.CharField(max_length=20)
    period = models.CharField(max_length=8)
    # The first day of the period: what lists are ordered by.
    first_day = models.DateField()
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    basis = models.CharField(max_length=10)
    convention = models.CharField(max_length=10)
    places = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField()
    corrects = models.ForeignKey(
        "self", models.PROTECT, related_name="corrections", null=True, blank=True
    )
    # Why a version follows another; empty for the first.
    reason = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=AnalysisState, default=AnalysisState.DRAFT)
    title = models.CharField(max_length=120)
    # The canonical text, never changed once submitted, and its hash.
    snapshot = models.TextField()
    sha256 = models.CharField(max_length=64)
    # The text of each section as an editor left it, by key.
    texts = models.JSONField(default=dict)
    # What an editor decided of each typical case, by its place: kept, or left out.
    exemplars = models.JSONField(default=dict)
    compiled_at = models.DateTimeField()
    compiled_by = models.CharField(max_length=80)
    # Everybody who compiled, wrote or submitted: none of them approves.
    writers = models.JSONField(default=list)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.CharField(max_length=80, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=80, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=80, blank=True)
    returned_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "period", "region", "basis", "version"],
                name="analysis_version_once",
            ),
            models.UniqueConstraint(
                fields=["kind", "period", "region", "basis"],
                condition=Q(state__in=UNDER_WAY),
                name="one_analysis_under_way",
            ),
            models.UniqueConstraint(
                fields=["kind", "period", "region", "basis"],
                condition=Q(state=AnalysisState.PUBLISHED),
                name="one_analysis_published",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in AnalysisState]),
                name="analysis_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason=""), name="analysis_correction_with_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-first_day", "-id"], name="analysis_here"),
        ]

    class Privacy:
        """Which columns say something about a person."""

        personal = frozenset(
            {"compiled_by", "writers", "submitted_by", "approved_by", "published_by"}
        )
        sensitive: frozenset[str] = frozenset()
        public = frozenset(
            {
                "id", "kind", "period", "first_day", "region", "organisation", "basis",
                "convention", "places", "version", "corrects", "reason", "state", "title",
                "snapshot", "sha256", "texts", "exemplars", "compiled_at", "submitted_at",
                "approved_at", "published_at", "returned_why",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.period} {self.region_id} v{self.version}"

    @property
    def stream(self) -> str:
        """Return the stream of the record."""
        return f"analysis:{self.pk}"

    @cached_property
    def frozen(self) -> Snapshot:
        """Return the snapshot, to be read."""
        return Snapshot(self.snapshot)
