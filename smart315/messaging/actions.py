"""Owe a message, and note that it was read."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import get_default_timezone

from smart315.messaging import pace, templates
from smart315.messaging.models import Outgoing
from smart315.messaging.states import ADDRESS, ADDRESS_PURPOSE, Channel
from smart315.vault.lookup import keyed_hash


@dataclass(frozen=True)
class Owed:
    """One message of `owe_many`; the fields are the arguments of `owe`."""

    channel: Channel
    address: str
    template: str
    context: Mapping[str, str]
    stream: str
    at: datetime
    not_before: datetime | None = None
    key: str = ""


def owe(
    *,
    channel: Channel,
    address: str,
    template: str,
    context: Mapping[str, str],
    stream: str,
    at: datetime,
    not_before: datetime | None = None,
    key: str = "",
) -> None:
    """Write a message into the outbox, inside the caller's transaction, with one INSERT.

    `address` is a phone number, a mail address or, in the application, `org:12`, `user:5` or
    `business:7`. Owing twice under one `key` is owing once. Raises LookupError for an unknown
    template, ValueError for an address that cannot be one or a context with gaps.
    """
    owe_many([Owed(channel, address, template, context, stream, at, not_before, key)])


def owe_many(messages: Iterable[Owed]) -> None:
    """Write several messages with one INSERT; see `owe`."""
    rows = [_row(message) for message in messages]
    # SQLite ignores every broken constraint when told to ignore a repeated key.
    Outgoing.objects.bulk_create(rows, ignore_conflicts=any(row.key for row in rows))


@transaction.atomic
def mark_read(*, ids: Collection[int], addresses: Collection[str], at: datetime) -> int:
    """Note that messages in the application were read; return how many were new.

    Messages that were not sent to one of `addresses` stay as they are.
    """
    hashes = [keyed_hash(address, ADDRESS_PURPOSE) for address in addresses]
    return (
        Outgoing.objects.filter(pk__in=ids, channel=Channel.IN_APP, address_hash__in=hashes)
        .filter(read_at=None, sent_at__isnull=False)
        .update(read_at=at)
    )


@transaction.atomic
def try_again(*, ids: Collection[int], at: datetime) -> int:
    """Put messages that were given up back into the outbox; return how many."""
    return (
        Outgoing.objects.filter(pk__in=ids)
        .exclude(failed_at=None)
        .update(failed_at=None, attempts=0, due_at=at, claimed_at=None, claimed_by="")
    )


def _row(owed: Owed) -> Outgoing:
    template = templates.named(owed.template)
    templates.check(template, owed.context)
    if not ADDRESS[owed.channel].fullmatch(owed.address):
        raise ValueError(f"not an address for {owed.channel}")
    due_at = pace.opening(
        owed.channel,
        max(owed.at, owed.not_before or owed.at),
        zone=get_default_timezone(),
        urgent=template.urgent,
    )
    # A message in the application is delivered by being there.
    delivered = owed.channel is Channel.IN_APP and due_at <= owed.at
    return Outgoing(
        key=owed.key or None,
        channel=owed.channel,
        address=owed.address,
        address_hash=keyed_hash(owed.address, ADDRESS_PURPOSE),
        template=template.name,
        context=json.dumps(dict(owed.context), ensure_ascii=False),
        stream=owed.stream,
        owed_at=owed.at,
        due_at=due_at,
        sent_at=owed.at if delivered else None,
    )
