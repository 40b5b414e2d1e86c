"""Owe a message."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from smart315.messaging import templates
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
    language: str = ""


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
    language: str = "",
) -> None:
    """Write a message into the outbox, inside the caller's transaction, with one INSERT.

    `address` is a phone number, a mail address or, in the application, `org:12`, `user:5` or
    `business:7`. Owing twice under one `key` is owing once. `language` ("bo") is the reader's; what
    has no text in it is written in Chinese. Quiet hours, caps and opt-outs are looked at when the
    message is about to go out. Raises LookupError for an unknown template, ValueError for an
    address that cannot be one or a context with gaps.
    """
    owe_many([Owed(channel, address, template, context, stream, at, not_before, key, language)])


def owe_many(messages: Iterable[Owed]) -> None:
    """Write several messages with one INSERT; see `owe`."""
    rows = [_row(message) for message in messages]
    # SQLite ignores every broken constraint when told to ignore a repeated key.
    Outgoing.objects.bulk_create(rows, ignore_conflicts=any(row.key for row in rows))


def _row(owed: Owed) -> Outgoing:
    template = templates.named(owed.template)
    templates.check(template, owed.context)
    if not ADDRESS[owed.channel].fullmatch(owed.address):
        raise ValueError(f"not an address for {owed.channel}")
    due_at = max(owed.at, owed.not_before or owed.at)
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
        language=owed.language,
        urgent=template.urgent,
        sent_at=owed.at if delivered else None,
    )
