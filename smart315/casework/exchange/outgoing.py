"""Complaints as canonical rows, one after the other, for a file of any length."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_default_timezone

from smart315.accounts.actors import Actor, Permission
from smart315.accounts.queries import Organisation
from smart315.casework.exchange import canonical, permits
from smart315.casework.exchange.canonical import Stored
from smart315.casework.models import Complaint
from smart315.casework.models.complaint import ComplaintQuerySet
from smart315.casework.states import Stage


CHUNK = 2000


@dataclass(frozen=True)
class Wanted:
    """Which complaints: received from one day to another, of an association and those below it."""

    since: date | None = None
    until: date | None = None
    organisation: Organisation | None = None
    full_text: bool = False


def canonical_rows(actor: Actor, wanted: Wanted) -> Iterator[list[str]]:
    """Return, one by one, the rows that the actor may take out, by receipt. Raises Refused."""
    permits.may_export(actor, full_text=wanted.full_text).require()
    found = _asked(_permitted(actor), wanted).order_by("received_at", "pk")
    every = found.values_list(*Stored._fields).iterator(chunk_size=CHUNK)
    return (canonical.row(Stored(*each), full_text=wanted.full_text) for each in every)


def _permitted(actor: Actor) -> ComplaintQuerySet:
    seen = Complaint.objects.visible_to(actor).exclude(stage=Stage.DRAFT)
    if actor.everywhere(Permission.EXPORT_COMPLAINTS):
        return seen
    return seen.filter(organisation_id__in=actor.where(Permission.EXPORT_COMPLAINTS))


def _asked(found: ComplaintQuerySet, wanted: Wanted) -> ComplaintQuerySet:
    if wanted.since:
        found = found.filter(received_at__gte=_midnight(wanted.since))
    if wanted.until:
        found = found.filter(received_at__lt=_midnight(wanted.until + timedelta(days=1)))
    if wanted.organisation:
        found = found.filter(organisation__path__startswith=wanted.organisation.path)
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=get_default_timezone())
