"""One-time codes sent to a phone, kept only as hashes."""

from django.db import models
from django.db.models import F, Q


MAX_TRIES = 5


class OneTimeCode(models.Model):
    """A code that proves possession of a phone for one purpose.

    It lives until it is confirmed, replaced by a newer one, or its tries are used up.
    """

    phone_hash = models.CharField(max_length=64)
    # Keyed hash of the address from which the code was asked for; empty when unknown.
    client_hash = models.CharField(max_length=64, default="", blank=True)
    purpose = models.CharField(max_length=40)
    salt = models.CharField(max_length=32)
    code_hash = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="code_tries_bounded", condition=Q(tries__lte=MAX_TRIES)),
            models.CheckConstraint(
                name="code_expires_after_sending", condition=Q(expires_at__gt=F("sent_at"))
            ),
            models.UniqueConstraint(
                name="code_one_alive",
                fields=["phone_hash", "purpose"],
                condition=Q(retired_at=None),
            ),
        )
        indexes = (
            models.Index(name="code_by_phone", fields=["phone_hash", "sent_at"]),
            models.Index(name="code_by_client", fields=["client_hash", "sent_at"]),
        )

    class Privacy:
        public = frozenset({"id", "purpose", "tries", "sent_at", "expires_at", "retired_at"})
        personal = frozenset({"salt"})
        sensitive = frozenset({"phone_hash", "client_hash", "code_hash"})

    def __str__(self) -> str:
        return f"{self.purpose} {self.sent_at:%Y-%m-%d %H:%M}"
