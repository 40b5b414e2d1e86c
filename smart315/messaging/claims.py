"""Who holds which message: claims of workers, and the freeing of what dead ones held."""

from collections.abc import Callable, Collection
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F

from smart315.messaging import pace
from smart315.messaging.models import Outgoing, OutgoingQuerySet
from smart315.messaging.models.outgoing import PENDING
from smart315.messaging.states import Channel


ABANDONED = "Abandoned"


@transaction.atomic
def claim(
    *, at: datetime, worker: str, without: Collection[Channel] = frozenset()
) -> Outgoing | None:
    """Take the next due message that nobody holds; None when there is none.

    Urgent ones go first, then the oldest. `without` names channels that are left for later.
    """
    # Without what is encrypted: a message that cannot be read must not stop the others.
    due = Outgoing.objects.claimable(at).order_by("-urgent", "due_at", "id")
    due = due.defer("address", "context")
    if without:
        due = due.exclude(channel__in=without)
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    while (message := due.first()) is not None:
        if message.attempts >= pace.ATTEMPTS:
            held(message).update(failed_at=at, last_error=message.last_error or ABANDONED)
            continue
        # The guard decides on SQLite, where rows cannot be locked.
        mine = Outgoing.objects.claimable(at).filter(pk=message.pk)
        if mine.update(claimed_at=at, claimed_by=worker, attempts=F("attempts") + 1):
            message.claimed_at, message.claimed_by = at, worker
            message.attempts += 1
            return message
    return None


def held(message: Outgoing) -> OutgoingQuerySet:
    """Narrow to the message as this worker holds it: a later holder decides for itself."""
    return Outgoing.objects.pending().filter(
        pk=message.pk, claimed_by=message.claimed_by, claimed_at=message.claimed_at
    )


def free_what_the_dead_held(is_dead: Callable[[str], bool]) -> int:
    """Free the messages of workers that are certainly dead, at once; return how many.

    Those of a worker of which nothing is known wait for the end of their lease.
    """
    claimed = Outgoing.objects.filter(PENDING, claimed_at__isnull=False)
    dead = [name for name in set(claimed.values_list("claimed_by", flat=True)) if is_dead(name)]
    if not dead:
        return 0
    return claimed.filter(claimed_by__in=dead).update(claimed_at=None, claimed_by="")
