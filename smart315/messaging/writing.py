"""A message of the outbox in words."""

import json

from django.conf import settings

from smart315.messaging import templates
from smart315.messaging.carriers import Letter
from smart315.messaging.models import Outgoing
from smart315.messaging.notices import BUNDLE
from smart315.messaging.wordings import Wordings


def of(message: Outgoing, wordings: Wordings, *, others: int = 0) -> Letter:
    """Return what a carrier is given; with others told of at once, a text that says how many.

    Raises LookupError for a text that has left the register, KeyError for a place left empty.
    """
    address, stored = Outgoing.objects.values_list("address", "context").get(pk=message.pk)
    template, context = templates.named(message.template), json.loads(stored)
    if others:
        url = context.get("url") or f"{settings.BASE_URL}/track/"
        template, context = BUNDLE, {"count": str(others + 1), "url": url}
    words = wordings.of(template, message.language)
    subject, body = words.filled(context)
    return Letter(
        message_id=f"smart315-{message.pk}",
        template=template.name,
        address=address,
        subject=subject,
        body=body,
        context=context,
        language=message.language,
        provider_code=words.provider_code,
        unsubscribe=context.get("unsubscribe", ""),
    )
