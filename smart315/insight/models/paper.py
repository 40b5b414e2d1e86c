"""Papers that follow from an incident: what was drafted, what became of it, what went out."""

from functools import cached_property

from django.db import models
from django.db.models import Q

from smart315.insight.analyses.snapshots import Snapshot
from smart315.insight.papers.lifecycle import UNDER_WAY, WENT_OUT, PaperKind, PaperState


class Paper(models.Model):
    """One writing of a paper of a consequence; one that went out is never changed.

    `words` is what was filled in, by the names of the declaration, `texts` its parts. `sha256` is
    that of the frozen figures, `pdf_sha256` that of the paper that went out. `ended` says that its
    going out ended the consequence.
    """

    consequence = models.ForeignKey(
        "insight.Consequence", models.CASCADE, related_name="papers", db_index=False
    )
    kind = models.CharField(max_length=12, choices=PaperKind)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=PaperState, default=PaperState.DRAFT)
    replaces = models.ForeignKey(
        "self", models.PROTECT, related_name="replaced_by", null=True, blank=True
    )
    # Why one that went out is made anew; empty for the first.
    reason = models.CharField(max_length=300, blank=True)
    snapshot = models.TextField()
    sha256 = models.CharField(max_length=64)
    texts = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=80)
    # Everybody who drafted, wrote or submitted: none of them issues.
    writers = models.JSONField(default=list)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.CharField(max_length=80, blank=True)
    returned_why = models.CharField(max_length=300, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.CharField(max_length=80, blank=True)
    word = models.CharField(max_length=8, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    sequence = models.PositiveIntegerField(null=True, blank=True)
    number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=120, blank=True)
    verify_code = models.CharField(max_length=16, unique=True, null=True, blank=True)
    pdf = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, related_name="+", null=True, blank=True
    )
    docx = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, related_name="+", null=True, blank=True
    )
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    seal = models.ForeignKey(
        "accounts.Seal", models.PROTECT, related_name="+", null=True, blank=True
    )
    ended = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=80, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consequence", "kind"],
                condition=Q(state__in=UNDER_WAY),
                name="one_paper_under_way",
            ),
            models.UniqueConstraint(
                fields=["consequence", "kind"],
                condition=Q(state=PaperState.ISSUED),
                name="one_paper_in_force",
            ),
            models.UniqueConstraint(
                fields=["organisation", "word", "year", "sequence"],
                condition=Q(sequence__isnull=False),
                name="paper_number_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in PaperState]),
                name="paper_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WENT_OUT)
                | (Q(issued_at__isnull=False) & Q(verify_code__isnull=False) & ~Q(pdf_sha256="")),
                name="paper_went_out_with_proof",
            ),
            models.CheckConstraint(
                condition=~Q(state=PaperState.WITHDRAWN)
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
                name="paper_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(reason=""), name="paper_made_anew_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["consequence", "kind", "-id"], name="paper_of")]

    class Privacy:
        """Which columns say something about a person."""

        personal = frozenset(
            {
                "texts", "words", "reason", "drafted_by", "writers", "submitted_by",
                "returned_why", "issued_by", "title", "withdrawn_by", "withdrawn_why",
            }
        )  # fmt: skip
        sensitive: frozenset[str] = frozenset()
        public = frozenset(
            {
                "id", "consequence", "kind", "organisation", "state", "replaces", "snapshot",
                "sha256", "drafted_at", "submitted_at", "issued_at", "word", "year", "sequence",
                "number", "verify_code", "pdf", "docx", "pdf_sha256", "seal", "ended",
                "withdrawn_at",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} of {self.consequence_id}"

    @cached_property
    def frozen(self) -> Snapshot:
        """Return the figures and the draft as they were frozen."""
        return Snapshot(self.snapshot)
