"""Keep what somebody has typed until it is sent."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from smart315.audit import actions as audit
from smart315.casework import drafts
from smart315.casework.kinds import Kind
from smart315.casework.models import Draft
from smart315.documents import actions as documents


FORGOTTEN_AT_ONCE = 200


@transaction.atomic
def save_draft(*, token: str, form: Mapping[str, Any], at: datetime) -> None:
    """Keep a form that is not sent yet, encrypted, for thirty days from now."""
    Draft.objects.update_or_create(
        token_hash=drafts.hashed(token),
        defaults={
            "form": json.dumps(dict(form), ensure_ascii=False),
            "saved_at": at,
            "expires_at": at + drafts.LIFETIME,
        },
    )


@transaction.atomic
def discard_draft(*, token: str, at: datetime) -> None:
    """Forget a draft and the files that were stored in it."""
    Draft.objects.filter(token_hash=drafts.hashed(token)).delete()
    documents.discard(stream=drafts.stream(token), by="consumer", at=at)


@transaction.atomic
def forget_drafts(*, at: datetime) -> bool:
    """Forget drafts that nobody came back to; True when more are waiting."""
    old = list(Draft.objects.filter(expires_at__lte=at).order_by("pk")[:FORGOTTEN_AT_ONCE])
    for draft in old:
        # The stream is made from the same hash as the row.
        stream = f"draft:{draft.token_hash[:32]}"
        documents.discard(stream=stream, by="system:worker", at=at)
    Draft.objects.filter(pk__in=[draft.pk for draft in old]).delete()
    if old:
        data = {"count": len(old)}
        audit.record(
            kind=Kind.DRAFTS_FORGOTTEN, stream="drafts", actor="system:worker", at=at, data=data
        )
    return len(old) == FORGOTTEN_AT_ONCE
