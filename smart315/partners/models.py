"""Tables of the partners room."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from smart315.partners.states import Scope, Step
from smart315.vault.fields import EncryptedTextField


class Platform(models.Model):
    """A business that answers for the shops on its platform."""

    business = models.OneToOneField("businesses.Business", models.PROTECT, related_name="+")
    since = models.DateTimeField()
    # Whether a shop is reminded beside its platform of what the platform owes.
    tells_shops = models.BooleanField(default=False)

    class Privacy:
        public = frozenset({"id", "business", "since", "tells_shops"})
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"platform {self.business_id}"


class Shop(models.Model):
    """A business that sells on a platform, from one day until another."""

    platform = models.ForeignKey(Platform, models.CASCADE, related_name="shops")
    business = models.ForeignKey("businesses.Business", models.PROTECT, related_name="+")
    # How the platform itself calls the shop.
    code = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["platform", "business"], condition=Q(until=None), name="shop_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="shop_until_after_since"
            ),
        ]

    class Privacy:
        public = frozenset({"id", "platform", "business", "code", "since", "until"})
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"shop {self.business_id} on {self.platform_id}"


class Contact(models.Model):
    """Whom a platform names for one step of its ladder; reached by mail."""

    platform = models.ForeignKey(Platform, models.CASCADE, related_name="contacts")
    step = models.CharField(max_length=12, choices=Step)
    name = models.CharField(max_length=40)
    email = EncryptedTextField()
    phone = EncryptedTextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["platform", "step"], name="contact_once_a_step"),
            models.CheckConstraint(condition=Q(step__in=Step.values), name="contact_step_known"),
        ]

    class Privacy:
        public = frozenset({"id", "platform", "step"})
        personal = frozenset({"name"})
        sensitive = frozenset({"email", "phone"})

    def __str__(self) -> str:
        return f"{self.step} of {self.platform_id}"


class KeyQuerySet(models.QuerySet["Key"]):
    """Adjectives of keys."""

    def working(self, at: datetime) -> Self:
        """Keep the keys that open something at the moment."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=at), revoked_at=None)


class Key(models.Model):
    """A key to the interface for one business; the key itself is kept nowhere, only its hash."""

    business = models.ForeignKey("businesses.Business", models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    prefix = models.CharField(max_length=20)
    secret_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    sandbox = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=80)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=80, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = KeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_by="")),
                name="key_revoked_at_with_by",
            ),
        ]

    class Privacy:
        public = frozenset(
            {
                "id", "business", "name", "prefix", "scopes", "sandbox", "created_at",
                "expires_at", "revoked_at", "last_used_at",
            }
        )  # fmt: skip
        personal = frozenset({"created_by", "revoked_by"})
        sensitive = frozenset({"secret_hash"})

    def __str__(self) -> str:
        return f"{self.prefix}… of {self.business_id}"

    def opens(self, scope: Scope) -> bool:
        """Tell whether the key may be used for the deed."""
        return scope in self.scopes


class GivenAnswer(models.Model):
    """What a key was answered under one idempotency key; asked again, the same is said again."""

    key = models.ForeignKey(Key, models.CASCADE, related_name="+")
    token = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "token"], name="answer_once_a_token"),
        ]

    class Privacy:
        # An answer to a deed says which complaint and where it stands, nothing of a person.
        public = frozenset({"id", "key", "token", "fingerprint", "status", "body", "at"})
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.token} of key {self.key_id}"
