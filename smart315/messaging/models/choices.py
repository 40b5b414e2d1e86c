"""What readers have chosen: no more of these, or copies of those by mail."""

from django.db import models
from django.db.models import Q

from smart315.messaging.states import Channel, Topic
from smart315.vault.fields import EncryptedTextField


class OptOut(models.Model):
    """An address that wants no more messages by a channel; kept when it is taken back."""

    channel = models.CharField(max_length=10)
    address_hash = models.CharField(max_length=64)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=[Channel.SMS.value, Channel.MAIL.value]),
                name="opt_out_channel_leaves_the_house",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("since")),
                name="opt_out_ended_after_since",
            ),
            models.UniqueConstraint(
                fields=["channel", "address_hash"],
                condition=Q(ended_at=None),
                name="opt_out_once",
            ),
        ]

    class Privacy:
        public = frozenset({"id", "channel", "since", "ended_at"})
        personal = frozenset({"address_hash"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.channel} opt-out #{self.pk}"


class Subscription(models.Model):
    """Somebody who signs in and wants unread messages of a topic by mail as well."""

    reader = models.CharField(max_length=40)
    topic = models.CharField(max_length=20, choices=Topic)
    mail = EncryptedTextField()
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reader", "topic"], name="subscription_once"),
        ]

    class Privacy:
        public = frozenset({"id", "topic", "since"})
        personal = frozenset({"reader"})
        sensitive = frozenset({"mail"})

    def __str__(self) -> str:
        return f"{self.topic} #{self.pk}"
