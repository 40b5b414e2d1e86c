"""Note that a message was read, and put one that was given up back into the outbox."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from smart315.messaging.models import Outgoing, OutgoingQuerySet
from smart315.messaging.states import ADDRESS_PURPOSE, Channel
from smart315.vault.lookup import keyed_hash


@transaction.atomic
def mark_read(*, ids: Collection[int], addresses: Collection[str], at: datetime) -> int:
    """Note that messages in the application were read; return how many were new.

    Messages that were not sent to one of `addresses` stay as they are.
    """
    return _unread(addresses).filter(pk__in=ids).update(read_at=at)


@transaction.atomic
def mark_all_read(*, addresses: Collection[str], at: datetime) -> int:
    """Note that every message to these addresses up to now was read; return how many were new."""
    return _unread(addresses).filter(owed_at__lte=at).update(read_at=at)


@transaction.atomic
def try_again(*, ids: Collection[int], at: datetime) -> int:
    """Put messages that were given up back into the outbox; return how many."""
    return (
        Outgoing.objects.filter(pk__in=ids)
        .exclude(failed_at=None)
        .update(failed_at=None, attempts=0, due_at=at, claimed_at=None, claimed_by="")
    )


def _unread(addresses: Collection[str]) -> OutgoingQuerySet:
    hashes = [keyed_hash(address, ADDRESS_PURPOSE) for address in addresses]
    return Outgoing.objects.filter(
        channel=Channel.IN_APP, address_hash__in=hashes, read_at=None, sent_at__isnull=False
    )
