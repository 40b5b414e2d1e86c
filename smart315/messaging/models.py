"""The outbox: one row for each message that somebody is owed."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from smart315.messaging import pace
from smart315.messaging.states import Channel
from smart315.messaging.webhooks import models as webhooks
from smart315.vault.fields import EncryptedTextField


# Django finds a room's tables through this module.
__all__ = ["Outgoing", "OutgoingQuerySet", "webhooks"]


class OutgoingQuerySet(models.QuerySet["Outgoing"]):
    """Adjectives of messages."""

    def pending(self) -> Self:
        """Keep the messages that are neither sent nor given up."""
        return self.filter(sent_at=None, failed_at=None)

    def claimable(self, at: datetime) -> Self:
        """Keep the pending ones that are due and that no living worker holds."""
        free = Q(claimed_at=None) | Q(claimed_at__lte=at - pace.LEASE)
        return self.pending().filter(free, due_at__lte=at)


class Outgoing(models.Model):
    """A message owed: written with the change that owes it, delivered by a worker.

    `claimed_at` and `sent_at` are apart, so that a crash between the two is seen and retried.
    """

    key = models.CharField(max_length=200, null=True, unique=True)  # noqa: DJ001 - NULL is not equal to NULL
    channel = models.CharField(max_length=10)
    address = EncryptedTextField()
    address_hash = models.CharField(max_length=64)
    template = models.CharField(max_length=100)
    context = EncryptedTextField()
    stream = models.CharField(max_length=100, db_index=True)
    owed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=100, default="", blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=100, default="", blank=True)
    read_at = models.DateTimeField(null=True)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=[channel.value for channel in Channel]),
                name="outgoing_channel_known",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(failed_at=None),
                name="outgoing_sent_or_failed",
            ),
            models.CheckConstraint(
                condition=Q(read_at=None) | Q(sent_at__isnull=False),
                name="outgoing_read_after_sent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=Q(sent_at=None, failed_at=None),
                name="outgoing_pending",
            ),
            models.Index(fields=["address_hash", "-owed_at", "-id"], name="outgoing_inbox"),
        ]

    class Privacy:
        public = frozenset(
            {
                "id",
                "key",
                "channel",
                "template",
                "stream",
                "owed_at",
                "due_at",
                "claimed_at",
                "claimed_by",
                "attempts",
                "sent_at",
                "failed_at",
                "last_error",
                "read_at",
            }
        )
        personal = frozenset({"address_hash"})
        sensitive = frozenset({"address", "context"})

    def __str__(self) -> str:
        return f"{self.channel} {self.template} #{self.pk}"
