"""What a business sees: what it owes and by when, and nothing about the person."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Q, Subquery

from smart315.accounts.actors import Actor
from smart315.casework.deadlines import OWED_BY_BUSINESS
from smart315.casework.models import Clock, Complaint, ComplaintQuerySet
from smart315.casework.models.clock import ClockState
from smart315.casework.queries.listing import HEAVY, Order, Page, page_of
from smart315.casework.queries.rows import Row, rows_of
from smart315.casework.states import Stage


# Where a business may still have something to do.
TO_DO = (
    Stage.NEGOTIATING,
    Stage.SETTLED,
    Stage.ACCEPTED,
    Stage.INVESTIGATING,
    Stage.MEDIATING,
    Stage.AGREED,
    Stage.DEFAULTED,
)
THEIRS = Clock.objects.filter(
    complaint=OuterRef("pk"), state=ClockState.RUNNING, key__in=sorted(OWED_BY_BUSINESS)
).order_by("due_at", "key")
OWED = Q(owed_at__isnull=False) | Q(stage=Stage.DEFAULTED)


@dataclass(frozen=True)
class BusinessRow:
    """A complaint that waits for the business: whether it was opened is a fact of its own."""

    row: Row
    opened: bool
    answered: bool


def owed_by_business(actor: Actor, *, at: datetime, limit: int = 50) -> list[BusinessRow]:
    """Return what the business owes now, the most pressing first."""
    # Its own date, also where the association has a nearer one.
    found = _readable(actor).annotate(
        owed_at=Subquery(THEIRS.values("due_at")[:1]), owed_key=Subquery(THEIRS.values("key")[:1])
    )
    found = found.filter(OWED, stage__in=TO_DO)
    found = found.select_related("organisation", "officer").defer(*HEAVY)
    nearest = list(found.order_by(F("owed_at").asc(nulls_first=True), "id")[:limit])
    for each in nearest:
        own = vars(each)
        each.next_due_at, each.next_due_key = own["owed_at"], own["owed_key"] or ""
    rows = rows_of(nearest, at=at, kind=actor.kind)
    answered = set(
        Complaint.objects.filter(pk__in=[each.pk for each in nearest], answers__isnull=False)
        .values_list("pk", flat=True)
        .distinct()
    )
    return [
        BusinessRow(row, opened=row.opened_at is not None, answered=row.id in answered)
        for row in rows
    ]


def business_listing(
    actor: Actor, *, at: datetime, done: bool = False, after: str = "", size: int = 30
) -> Page:
    """Return one page of the complaints that the business may read, open or done."""
    found = _readable(actor)
    open_now = Q(stage__in=[*TO_DO, Stage.SUSPENDED, Stage.SUBMITTED, Stage.SUPPLEMENT])
    found = found.exclude(open_now) if done else found.filter(open_now)
    order: Order = "received" if done else "due"
    return page_of(found, order=order, at=at, after=after, size=size, actor=actor)


def _readable(actor: Actor) -> ComplaintQuerySet:
    return Complaint.objects.visible_to(actor)
