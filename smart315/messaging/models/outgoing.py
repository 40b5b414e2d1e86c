"""The outbox: one row for each message that somebody is owed."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from smart315.messaging import pace
from smart315.messaging.states import Channel, Withheld
from smart315.vault.fields import EncryptedTextField


PENDING = Q(sent_at=None, failed_at=None, withheld_at=None)


class OutgoingQuerySet(models.QuerySet["Outgoing"]):
    """Adjectives of messages."""

    def pending(self) -> Self:
        """Keep the messages that are neither sent, nor given up, nor withheld."""
        return self.filter(PENDING)

    def claimable(self, at: datetime) -> Self:
        """Keep the pending ones that are due and that no living worker holds."""
        free = Q(claimed_at=None) | Q(claimed_at__lte=at - pace.LEASE)
        return self.pending().filter(free, due_at__lte=at)


class Outgoing(models.Model):
    """A message owed: written with the change that owes it, delivered by a worker.

    `claimed_at` and `sent_at` are apart, so that a crash between the two is seen and retried.
    `held` says why it waits, `withheld` why it was never sent by itself, `arrived` what the
    provider has reported of a text message.
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
    language = models.CharField(max_length=10, default="", blank=True)
    urgent = models.BooleanField(default=False)
    held = models.CharField(max_length=10, default="", blank=True)
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=100, default="", blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=100, default="", blank=True)
    withheld_at = models.DateTimeField(null=True)
    withheld = models.CharField(max_length=20, default="", blank=True)
    bundle = models.ForeignKey("self", models.PROTECT, null=True, related_name="bundled")
    parts = models.PositiveSmallIntegerField(default=0)
    provider_id = models.CharField(max_length=100, default="", blank=True)
    report_due_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    arrived = models.BooleanField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=[channel.value for channel in Channel]),
                name="outgoing_channel_known",
            ),
            models.CheckConstraint(
                condition=(
                    Q(sent_at=None, failed_at=None)
                    | Q(sent_at=None, withheld_at=None)
                    | Q(failed_at=None, withheld_at=None)
                ),
                name="outgoing_one_ending",
            ),
            models.CheckConstraint(
                condition=Q(withheld_at=None, withheld="")
                | Q(withheld_at__isnull=False, withheld__in=Withheld.values),
                name="outgoing_withheld_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(read_at=None) | Q(sent_at__isnull=False),
                name="outgoing_read_after_sent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-urgent", "due_at", "id"],
                condition=PENDING,
                name="outgoing_owed",
            ),
            models.Index(
                fields=["claimed_by"],
                condition=PENDING & Q(claimed_at__isnull=False),
                name="outgoing_claimed",
            ),
            models.Index(
                fields=["report_due_at"],
                condition=Q(report_due_at__isnull=False),
                name="outgoing_report_due",
            ),
            models.Index(
                fields=["-failed_at", "-id"],
                condition=Q(failed_at__isnull=False),
                name="outgoing_failed",
            ),
            models.Index(fields=["owed_at"], name="outgoing_by_day"),
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
                "language",
                "urgent",
                "held",
                "withheld_at",
                "withheld",
                "bundle",
                "parts",
                "provider_id",
                "report_due_at",
                "reported_at",
                "arrived",
                "read_at",
            }
        )
        personal = frozenset({"address_hash"})
        sensitive = frozenset({"address", "context"})

    def __str__(self) -> str:
        return f"{self.channel} {self.template} #{self.pk}"
