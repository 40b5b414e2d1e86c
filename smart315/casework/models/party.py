"""The people in a complaint."""

from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from smart315.casework.codes import Language
from smart315.vault.fields import EncryptedTextField


class PartyRole(TextChoices):
    """In which capacity somebody takes part."""

    COMPLAINANT = "complainant", _("投诉人")
    AGENT = "agent", _("代理人")
    REPRESENTATIVE = "representative", _("代表人")


class Party(models.Model):
    """One person on the consumer's side."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="parties")
    role = models.CharField(max_length=16, choices=PartyRole, default=PartyRole.COMPLAINANT)
    name = models.CharField(max_length=40)
    phone = EncryptedTextField(blank=True)
    phone_hash = models.CharField(max_length=64, blank=True)
    phone_verified = models.BooleanField(default=False)
    region = models.ForeignKey(
        "regions.Region", models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    address = EncryptedTextField(blank=True)
    language = models.CharField(max_length=8, choices=Language, default=Language.CHINESE)
    is_elder = models.BooleanField(default=False)
    registered_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["phone_hash"], condition=~models.Q(phone_hash=""), name="party_phone"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"],
                condition=models.Q(role=PartyRole.COMPLAINANT),
                name="one_complainant",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset({"id", "complaint", "role", "phone_verified"})
        personal = frozenset({"name", "region", "language", "is_elder", "registered_by"})
        sensitive = frozenset({"phone", "phone_hash", "address"})

    def __str__(self) -> str:
        return f"{self.role} of {self.complaint_id}"
