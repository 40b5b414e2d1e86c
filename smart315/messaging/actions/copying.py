"""Copies by mail of what lies unread in the application."""

import json
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing

from smart315.messaging import templates
from smart315.messaging.actions.owing import Owed, owe_many
from smart315.messaging.models import Outgoing, Subscription
from smart315.messaging.notices import COPY
from smart315.messaging.states import ADDRESS_PURPOSE, Channel
from smart315.messaging.templates import Template
from smart315.vault.lookup import keyed_hash


# Nobody gets by mail what they have just read on the page.
AFTER, UNTIL = timedelta(minutes=10), timedelta(days=2)
SALT = "messaging.unsubscribe"


def owe_copies(*, at: datetime, addresses_of: Callable[[int], Collection[str]]) -> int:
    """Owe subscribers copies of what they have left unread; once each. Return how many were due.

    `addresses_of` says which in-application addresses a user may read now: none after they left.
    """
    readers: dict[str, dict[str, str]] = {}
    for each in Subscription.objects.order_by("pk"):
        readers.setdefault(each.reader, {})[each.topic] = each.mail
    owed = [
        copy
        for reader, topics in readers.items()
        for copy in _for(reader, topics, at, addresses_of)
    ]
    if owed:
        owe_many(owed)
    return len(owed)


def reader_of(token: str) -> str:
    """Return whom an unsubscribing link is for, as `user:5`; blank when it is none of ours."""
    try:
        return str(signing.loads(token, salt=SALT))
    except signing.BadSignature:
        return ""


def _for(
    reader: str,
    topics: dict[str, str],
    at: datetime,
    addresses_of: Callable[[int], Collection[str]],
) -> list[Owed]:
    addresses = addresses_of(int(reader.partition(":")[2]))
    texts = {each.name: each for each in templates.registered() if each.topic in topics}
    unread = Outgoing.objects.filter(
        channel=Channel.IN_APP,
        address_hash__in=[keyed_hash(each, ADDRESS_PURPOSE) for each in addresses],
        read_at=None,
        sent_at__lte=at - AFTER,
        owed_at__gt=at - UNTIL,
        template__in=texts,
    )
    known = set(
        Outgoing.objects.filter(
            key__startswith=f"copy:{reader}:", owed_at__gt=at - UNTIL
        ).values_list("key", flat=True)
    )
    fresh = [row for row in unread.order_by("id") if _key(reader, row.pk) not in known]
    return [_copy(reader, topics, texts[row.template], row, at) for row in fresh]


def _copy(
    reader: str, topics: dict[str, str], template: Template, row: Outgoing, at: datetime
) -> Owed:
    subject, body = templates.render(template, json.loads(row.context))
    context = {
        "subject": subject,
        "body": body,
        "url": f"{settings.BASE_URL}/signed-in/",
        "unsubscribe": f"{settings.BASE_URL}/messages/mail/{signing.dumps(reader, salt=SALT)}/",
    }
    mail = topics[template.topic]
    key = _key(reader, row.pk)
    return Owed(Channel.MAIL, mail, COPY.name, context, row.stream, at, key=key)


def _key(reader: str, message_id: int) -> str:
    return f"copy:{reader}:{message_id}"
