"""Who may put failed messages back, and who may word them; the messaging room does it."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from smart315.accounts import policies
from smart315.accounts.actors import Actor
from smart315.accounts.kinds import Kind
from smart315.audit import actions as audit
from smart315.messaging import actions as messaging


STREAM = "messages"


@transaction.atomic
def try_messages_again(*, ids: Collection[int], by: Actor, at: datetime) -> int:
    """Put messages that were given up back into the outbox; return how many. Raises Refused."""
    policies.may_run_messages(by).require()
    tried = messaging.try_again(ids=ids, at=at)
    data = {"messages": sorted(ids), "tried": tried}
    audit.record(kind=Kind.MESSAGES_TRIED_AGAIN, stream=STREAM, actor=by.name, at=at, data=data)
    return tried


def word_message(
    *,
    template: str,
    language: str,
    subject: str,
    body: str,
    provider_code: str,
    reason: str,
    by: Actor,
    at: datetime,
) -> None:
    """Let a message have other words from now on; see `messaging.actions.set_wording`."""
    policies.may_word_messages(by).require()
    messaging.set_wording(
        template=template,
        language=language,
        subject=subject,
        body=body,
        provider_code=provider_code,
        reason=reason,
        by=by.name,
        at=at,
    )
