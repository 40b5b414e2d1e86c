"""What may be read of messages: an inbox, and what could not be delivered."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from smart315.messaging import templates
from smart315.messaging.models import Outgoing, OutgoingQuerySet
from smart315.messaging.states import ADDRESS_PURPOSE, Channel
from smart315.vault.lookup import keyed_hash


@dataclass(frozen=True)
class Message:
    """A message as its reader sees it, in the reader's language."""

    id: int
    template: str
    subject: str
    body: str
    stream: str
    owed_at: datetime
    read_at: datetime | None


@dataclass(frozen=True)
class Posted:
    """How far a message has come, without its content or its address."""

    id: int
    channel: Channel
    template: str
    stream: str
    owed_at: datetime
    due_at: datetime
    attempts: int
    sent_at: datetime | None
    failed_at: datetime | None
    last_error: str


def inbox(addresses: Collection[str], limit: int = 50) -> list[Message]:
    """Return the newest messages to these addresses in the application."""
    rows = _delivered_to(addresses).order_by("-owed_at", "-id")[:limit]
    return [_message(row) for row in rows]


def unread(addresses: Collection[str]) -> int:
    """Count the messages to these addresses that nobody has read."""
    return _delivered_to(addresses).filter(read_at=None).count()


def of_stream(stream: str) -> list[Posted]:
    """Return what was owed about one subject, oldest first."""
    return _posted(Outgoing.objects.filter(stream=stream).order_by("owed_at", "id"))


def failed(limit: int = 100) -> list[Posted]:
    """Return the messages that were given up, newest first."""
    return _posted(Outgoing.objects.exclude(failed_at=None).order_by("-failed_at", "-id")[:limit])


def waiting(at: datetime) -> int:
    """Count the messages that are due and not sent: the length of the queue."""
    return Outgoing.objects.pending().filter(due_at__lte=at).count()


def _delivered_to(addresses: Collection[str]) -> OutgoingQuerySet:
    hashes = [keyed_hash(address, ADDRESS_PURPOSE) for address in addresses]
    return Outgoing.objects.filter(
        channel=Channel.IN_APP, address_hash__in=hashes, sent_at__isnull=False
    )


def _message(row: Outgoing) -> Message:
    subject, body = templates.render(templates.named(row.template), json.loads(row.context))
    return Message(row.pk, row.template, subject, body, row.stream, row.owed_at, row.read_at)


def _posted(rows: OutgoingQuerySet) -> list[Posted]:
    return [
        Posted(
            id=row.pk,
            channel=Channel(row.channel),
            template=row.template,
            stream=row.stream,
            owed_at=row.owed_at,
            due_at=row.due_at,
            attempts=row.attempts,
            sent_at=row.sent_at,
            failed_at=row.failed_at,
            last_error=row.last_error,
        )
        for row in rows.defer("address", "context")
    ]
