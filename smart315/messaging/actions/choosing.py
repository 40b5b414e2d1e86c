"""What readers choose: no more text messages, or unread messages by mail as well."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.audit import actions as audit
from smart315.kernel.verdicts import Refused
from smart315.messaging.kinds import Kind
from smart315.messaging.models import OptOut, Subscription
from smart315.messaging.states import ADDRESS, ADDRESS_PURPOSE, Channel, Topic
from smart315.vault.lookup import keyed_hash


@transaction.atomic
def opt_out(*, channel: Channel, address: str, by: str, at: datetime) -> bool:
    """Send an address no more by the channel, but for what it asks for; False when it was so.

    `by` is the text of the actor for the record, which does not say whose address it was.
    """
    made, fresh = OptOut.objects.get_or_create(
        channel=channel, address_hash=_hashed(address), ended_at=None, defaults={"since": at}
    )
    if fresh:
        _record(Kind.OPTED_OUT, made.pk, channel, by, at)
    return fresh


@transaction.atomic
def opt_in(*, channel: Channel, address: str, by: str, at: datetime) -> bool:
    """Send to an address again; False when nothing kept it from being sent to."""
    found = OptOut.objects.filter(
        channel=channel, address_hash=_hashed(address), ended_at=None
    ).first()
    if found is None:
        return False
    found.ended_at = at
    found.save(update_fields=["ended_at"])
    _record(Kind.OPTED_IN, found.pk, channel, by, at)
    return True


@transaction.atomic
def subscribe(*, reader: str, topics: Collection[Topic], mail: str, at: datetime) -> None:
    """Let somebody have unread messages of these topics by mail as well, of no others.

    `reader` is `user:5`. Raises Refused for an address that is none, field `mail`.
    """
    if topics and not ADDRESS[Channel.MAIL].fullmatch(mail):
        raise Refused(_("请填写邮箱地址，例如 name@example.org。"), field="mail")
    Subscription.objects.filter(reader=reader).delete()
    Subscription.objects.bulk_create(
        Subscription(reader=reader, topic=topic, mail=mail, since=at) for topic in topics
    )
    if topics:
        opt_in(channel=Channel.MAIL, address=mail, by=reader, at=at)
    audit.record(
        kind=Kind.SUBSCRIBED,
        stream=reader,
        actor=reader,
        at=at,
        data={"topics": sorted(topics)},
    )


def unsubscribe(*, reader: str, at: datetime) -> None:
    """Send somebody no more copies by mail: what the link at the foot of one does."""
    subscribe(reader=reader, topics=(), mail="", at=at)


def _hashed(address: str) -> str:
    return keyed_hash(address, ADDRESS_PURPOSE)


def _record(kind: Kind, key: int, channel: Channel, by: str, at: datetime) -> None:
    data = {"channel": channel.value}
    audit.record(kind=kind, stream=f"opt_out:{key}", actor=by, at=at, data=data)
