"""How a business comes to take part: what it handed in, and how far that has come."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from smart315.businesses.models.register import Kind
from smart315.businesses.states import ONBOARDING, ApplicationState, PledgeKind
from smart315.vault.fields import EncryptedTextField


class Application(models.Model):
    """One request to take part, from the applicant's form to the account (EN-02, EN-05)."""

    client_key = models.UUIDField(unique=True)
    pledge_kind = models.CharField(
        max_length=8, choices=PledgeKind.choices, default=PledgeKind.DIRECT
    )
    name = models.CharField(max_length=200)
    uscc = models.CharField(max_length=32, blank=True)
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.COMPANY)
    region = models.ForeignKey(
        "regions.Region", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    address = models.CharField(max_length=300, blank=True)
    contact_name = models.CharField(max_length=60)
    contact_phone = EncryptedTextField()
    contact_phone_hash = models.CharField(max_length=64, db_index=True)
    email = models.EmailField(blank=True)
    licence = models.ForeignKey(
        "documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    authority = models.ForeignKey(
        "documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(
        max_length=12, choices=ApplicationState.choices, default=ApplicationState.APPLIED
    )
    state_at = models.DateTimeField()
    applied_at = models.DateTimeField()
    reasons = models.JSONField(default=list)
    note = models.CharField(max_length=300, blank=True)
    handled_by = models.CharField(max_length=80, blank=True)
    business = models.ForeignKey(
        "businesses.Business",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Privacy:
        public = frozenset(
            {
                "id", "client_key", "pledge_kind", "name", "uscc", "kind", "region", "address",
                "licence", "authority", "state", "state_at", "applied_at", "reasons", "business",
            }
        )  # fmt: skip
        personal = frozenset({"contact_name", "email", "note", "handled_by", "user"})
        sensitive = frozenset({"contact_phone", "contact_phone_hash"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="application_state_known", condition=Q(state__in=ApplicationState.values)
            ),
            models.CheckConstraint(
                name="application_has_business_once_verified",
                condition=Q(business__isnull=False)
                | ~Q(state__in=["verified", "signed", "activated"]),
            ),
        ]
        indexes = [
            models.Index(name="application_waiting", fields=["state", "applied_at", "id"]),
        ]

    def __str__(self) -> str:
        return f"application {self.pk}: {self.state}"

    @property
    def stream(self) -> str:
        """Return the name under which audit and documents know the application."""
        return f"application:{self.client_key}"

    def advance(self, name: str, *, at: datetime) -> None:
        """Make one move of the table; raise UnlawfulMove when it may not start here."""
        self.state = str(ONBOARDING.after(name, ApplicationState(self.state)).value)
        self.state_at = at
