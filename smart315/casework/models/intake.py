"""What comes in: drafts, evidence, requests for more material."""

from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from smart315.casework.codes import Audience
from smart315.vault.fields import EncryptedTextField


class Draft(models.Model):
    """A filing form that is not sent yet; the whole form is one encrypted column."""

    token_hash = models.CharField(max_length=64, unique=True)
    form = EncryptedTextField(blank=True)
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset({"id", "saved_at", "expires_at"})
        personal: frozenset[str] = frozenset()
        sensitive = frozenset({"token_hash", "form"})

    def __str__(self) -> str:
        return f"draft {self.pk}"


class EvidenceFrom(TextChoices):
    """Who brought a piece of evidence."""

    CONSUMER = "consumer", _("投诉人")
    BUSINESS = "business", _("经营者")
    STAFF = "staff", _("工作人员")


class Evidence(models.Model):
    """A stored file as part of a complaint."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="evidence")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    brought_by = models.CharField(max_length=10, choices=EvidenceFrom)
    purpose = models.CharField(max_length=80, blank=True)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.ALL)
    at = models.DateTimeField()
    # The task of another organisation in the course of which it was brought.
    assignment = models.ForeignKey(
        "casework.Assignment", models.SET_NULL, related_name="files", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint", "file"], name="evidence_once"),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset(
            {"id", "complaint", "file", "brought_by", "audience", "at", "assignment"}
        )
        personal = frozenset({"purpose"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"evidence {self.pk} of {self.complaint_id}"


class SupplementRequest(models.Model):
    """What is missing, until when, and what came (handbook T02-T04)."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="supplements")
    missing = models.JSONField(default=list)
    note = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset({"id", "complaint", "missing", "asked_at", "due_at", "answered_at"})
        personal = frozenset({"note", "answer"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"supplement of {self.complaint_id}"
