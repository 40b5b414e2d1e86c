"""Hand on what is new: each complaint once, and again when what it is about has changed."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from smart315.casework.matters import Matter, matter_of, told
from smart315.casework.models import Complaint
from smart315.casework.states import Stage


@transaction.atomic
def read_matters(*, at: datetime, limit: int) -> list[Matter]:
    """Return complaints that nobody has read yet or that changed since, the oldest first.

    They are marked as read in the caller's transaction: what it undoes is unread again. Who
    corrects one meanwhile waits, and leaves it unread.
    """
    unread = Complaint.objects.filter(matter_at=None).exclude(stage=Stage.DRAFT)
    held = unread.order_by("received_at", "pk").select_for_update(of=("self",))
    found = [matter_of(each) for each in told(held)[:limit]]
    Complaint.objects.filter(pk__in=[each.id for each in found]).update(matter_at=at)
    return found


@transaction.atomic
def read_anew(complaints: Collection[int]) -> None:
    """Let complaints be read anew by those who look for groups."""
    Complaint.objects.filter(pk__in=complaints).update(matter_at=None)


def read_again(complaint: Complaint) -> None:
    """Let a complaint be read anew: whom it concerns has changed."""
    complaint.matter_at = None
    complaint.save(update_fields=["matter_at"])
