"""Pay what the outbox owes: claim one message, hand it over, note what came of it."""

import json
import logging
import time
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F
from django.utils.timezone import get_default_timezone

from smart315.messaging import carriers, pace, templates
from smart315.messaging.carriers import Letter
from smart315.messaging.models import Outgoing, OutgoingQuerySet
from smart315.messaging.states import Channel


logger = logging.getLogger(__name__)

# One call ends in time to keep its leases: `at` does not advance while it runs.
SECONDS = 60
ABANDONED = "Abandoned"


@dataclass(frozen=True)
class Delivered:
    """How many messages one call sent, and at how many it failed."""

    sent: int
    failed: int

    @property
    def nothing(self) -> bool:
        """True when no message was due."""
        return self.sent + self.failed == 0


def deliver_due(*, at: datetime, limit: int = 100, worker: str) -> Delivered:
    """Send up to `limit` due messages, oldest first; each at least once.

    `worker` names the caller; no two living workers may share a name. A message whose worker dies
    is sent again, under the same message id, when the lease has run out.
    """
    started = time.monotonic()
    sent = failed = 0
    while sent + failed < limit and time.monotonic() - started < SECONDS:
        message = claim(at=at, worker=worker)
        if message is None:
            break
        if _deliver(message, at):
            sent += 1
        else:
            failed += 1
    return Delivered(sent, failed)


@transaction.atomic
def claim(*, at: datetime, worker: str) -> Outgoing | None:
    """Take the oldest due message that nobody holds; None when there is none."""
    # Without what is encrypted: a message that cannot be read must not stop the others.
    due = Outgoing.objects.claimable(at).order_by("due_at", "id").defer("address", "context")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    while (message := due.first()) is not None:
        if message.attempts >= pace.ATTEMPTS:
            _give_up(message, at, message.last_error or ABANDONED)
            continue
        # The guard decides on SQLite, where rows cannot be locked.
        mine = Outgoing.objects.claimable(at).filter(pk=message.pk)
        if mine.update(claimed_at=at, claimed_by=worker, attempts=F("attempts") + 1):
            message.claimed_at, message.claimed_by = at, worker
            message.attempts += 1
            return message
    return None


def _deliver(message: Outgoing, at: datetime) -> bool:
    try:
        carriers.CARRIERS[Channel(message.channel)].send(_letter(message))
    except Exception as problem:  # noqa: BLE001 - one poisoned message must not stop the others
        _postpone(message, at, type(problem).__name__)
        return False
    Outgoing.objects.pending().filter(pk=message.pk).update(sent_at=at, last_error="")
    return True


def _letter(message: Outgoing) -> Letter:
    template = templates.named(message.template)
    address, context = Outgoing.objects.values_list("address", "context").get(pk=message.pk)
    subject, body = templates.render(template, json.loads(context))
    return Letter(f"smart315-{message.pk}", template.name, address, subject, body)


def _postpone(message: Outgoing, at: datetime, error: str) -> None:
    # The class alone: the text of an error may hold an address.
    logger.warning("message %s failed at attempt %s: %s", message.pk, message.attempts, error)
    pause = pace.pause_after(message.attempts)
    if pause is None:
        _give_up(message, at, error)
        return
    channel, zone = Channel(message.channel), get_default_timezone()
    _held(message).update(
        due_at=pace.opening(channel, at + pause, zone=zone, urgent=_is_urgent(message)),
        claimed_at=None,
        claimed_by="",
        last_error=error,
    )


def _give_up(message: Outgoing, at: datetime, error: str) -> None:
    logger.error("message %s of template %s is given up", message.pk, message.template)
    _held(message).update(failed_at=at, last_error=error)


def _held(message: Outgoing) -> OutgoingQuerySet:
    """Narrow to the message as this worker holds it: a later holder decides for itself."""
    return Outgoing.objects.pending().filter(
        pk=message.pk, claimed_by=message.claimed_by, claimed_at=message.claimed_at
    )


def _is_urgent(message: Outgoing) -> bool:
    return any(
        template.urgent for template in templates.registered() if template.name == message.template
    )
