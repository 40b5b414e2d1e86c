"""Endpoints, the events owed to them, and the log of every attempt.

A lane is the queue of one endpoint for one subject: whoever holds the lane sends what waits in
it, one after the other. That alone keeps the order.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from smart315.messaging.webhooks import pace
from smart315.messaging.webhooks.states import State
from smart315.vault.fields import EncryptedTextField


class Endpoint(models.Model):
    """An address of a partner that wants to be called; `events` is empty for all of them."""

    owner = models.CharField(max_length=40, db_index=True)
    url = models.CharField(max_length=500)
    secret = EncryptedTextField()
    old_secret = EncryptedTextField(blank=True)
    old_until = models.DateTimeField(null=True, blank=True)
    events = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=80)
    stopped_at = models.DateTimeField(null=True, blank=True)
    rests_until = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "url"],
                condition=Q(stopped_at=None),
                name="webhook_endpoint_once",
            ),
        ]

    class Privacy:
        public = frozenset(
            {
                "id", "owner", "url", "old_until", "events", "created_at", "stopped_at",
                "rests_until", "failures", "delivered_at",
            }
        )  # fmt: skip
        personal = frozenset({"created_by"})
        sensitive = frozenset({"secret", "old_secret"})

    def __str__(self) -> str:
        return f"webhook endpoint {self.pk} of {self.owner}"

    def wants(self, kind: str) -> bool:
        """Tell whether events of the kind are to be sent here."""
        return not self.events or kind in self.events

    def secrets_in_force(self, at: datetime) -> list[str]:
        """Return the secrets that sign now, the newest first."""
        old = self.old_until is not None and at < self.old_until and self.old_secret
        return [self.secret, self.old_secret] if old else [self.secret]


class Event(models.Model):
    """Something that happened; written with the change, the same for every endpoint and attempt."""

    uid = models.UUIDField(unique=True)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=100, db_index=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Privacy:
        public = frozenset({"id", "uid", "kind", "subject", "data", "at"})
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.kind} of {self.subject}"


class LaneQuerySet(models.QuerySet["Lane"]):
    """Adjectives of lanes."""

    def claimable(self, at: datetime) -> Self:
        """Keep the lanes in which something is due, that nobody holds, to endpoints at work."""
        free = Q(claimed_at=None) | Q(claimed_at__lte=at - pace.LEASE)
        awake = Q(endpoint__rests_until=None) | Q(endpoint__rests_until__lte=at)
        return self.filter(free, awake, due_at__lte=at, endpoint__stopped_at=None)

    def held(self, worker: str, at: datetime) -> Self:
        """Keep the lanes that the worker took at the moment and still holds."""
        return self.filter(claimed_by=worker, claimed_at=at)


class Lane(models.Model):
    """What waits for one endpoint about one subject; `due_at` is empty when nothing does."""

    endpoint = models.ForeignKey(Endpoint, models.CASCADE, related_name="lanes")
    subject = models.CharField(max_length=100)
    last = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=100, default="", blank=True)

    objects = LaneQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "subject"], name="webhook_lane_once"),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=Q(due_at__isnull=False),
                name="webhook_lane_due",
            ),
        ]

    class Privacy:
        public = frozenset(
            {"id", "endpoint", "subject", "last", "due_at", "claimed_at", "claimed_by"}
        )
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"lane {self.subject} of {self.endpoint_id}"


class Delivery(models.Model):
    """One event owed to one endpoint; `sequence` counts without gaps in its lane."""

    lane = models.ForeignKey(Lane, models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(Event, models.PROTECT, related_name="deliveries")
    sequence = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_status = models.PositiveSmallIntegerField(null=True, blank=True)
    last_error = models.CharField(max_length=60, default="", blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lane", "sequence"], name="webhook_sequence_once"),
            models.CheckConstraint(
                condition=Q(state="pending", ended_at=None)
                | Q(state__in=["delivered", "dead"], ended_at__isnull=False),
                name="webhook_ended_with_state",
            ),
        ]
        indexes = [
            models.Index(
                fields=["lane", "sequence"], condition=Q(state="pending"), name="webhook_pending"
            ),
        ]

    class Privacy:
        public = frozenset(
            {
                "id", "lane", "event", "sequence", "state", "attempts", "last_status",
                "last_error", "ended_at",
            }
        )  # fmt: skip
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"delivery {self.pk}: {self.state}"


class Attempt(models.Model):
    """One call: the answer's status or the class of the error, never what was said."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="tries")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    error = models.CharField(max_length=60, default="", blank=True)
    milliseconds = models.PositiveIntegerField()

    class Privacy:
        public = frozenset({"id", "delivery", "at", "status", "error", "milliseconds"})
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"attempt {self.pk} of delivery {self.delivery_id}"
