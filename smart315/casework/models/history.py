"""What happened in a case, what waits for a second pair of eyes, which documents are owed."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from smart315.casework.codes import Audience
from smart315.casework.states import Stage


class Entry(models.Model):
    """One line of the case's history, for those whom it concerns."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="entries")
    move = models.CharField(max_length=24, blank=True)
    stage = models.CharField(max_length=16, choices=Stage)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    by_kind = models.CharField(max_length=10)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.ALL)
    note = models.TextField(blank=True)

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset({"id", "complaint", "move", "stage", "at", "by_kind", "audience"})
        personal = frozenset({"by", "note"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.move or 'note'} on {self.complaint_id}"


class ApprovalState(TextChoices):
    """What became of a proposal."""

    PENDING = "pending", _("待审批")
    APPROVED = "approved", _("已同意")
    REFUSED = "refused", _("未同意")
    CANCELLED = "cancelled", _("已失效")


class Approval(models.Model):
    """A move that one officer proposes and another must confirm (handbook T09, T10, T16, T20)."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="approvals")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    move = models.CharField(max_length=24)
    arguments = models.JSONField(default=dict)
    proposed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ApprovalState, default=ApprovalState.PENDING)
    decided_by = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    remark = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(state="pending"), name="one_pending_approval"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="approval_decided_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | ~Q(state="approved")
                | ~Q(decided_by=models.F("proposed_by")),
                name="approval_by_another_person",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset(
            {"id", "complaint", "organisation", "move", "proposed_at", "state", "decided_at"}
        )
        personal = frozenset({"arguments", "proposed_by", "decided_by", "remark"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.move} of {self.complaint_id}: {self.state}"


class OwedDocument(models.Model):
    """A document that a move obliges the association to issue (handbook §2.8)."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="documents")
    code = models.CharField(max_length=4)
    move = models.CharField(max_length=24)
    owed_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_at=None, issued_by="")
                | (Q(issued_at__isnull=False) & ~Q(issued_by="")),
                name="document_issued_at_with_by",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset({"id", "complaint", "code", "move", "owed_at", "issued_at"})
        personal = frozenset({"issued_by"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.code} of {self.complaint_id}"
