"""What somebody can do something about, in due order; and how much of it there is."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, F, Q
from django.utils.timezone import get_default_timezone

from smart315.accounts.actors import Actor, Permission
from smart315.casework.models import Approval, Complaint, ComplaintQuerySet
from smart315.casework.models.history import ApprovalState
from smart315.casework.queries.groups import GROUPS
from smart315.casework.queries.listing import HEAVY, WEEK
from smart315.casework.queries.own import handled_by
from smart315.casework.queries.rows import Row, rows_of
from smart315.casework.states import Stage


S = Stage
P = Permission
NOBODY = Q(pk__in=[])


@dataclass(frozen=True)
class Counts:
    """How many complaints of the actor's own organisations wait for what."""

    overdue: int
    today: int
    week: int
    open: int
    undecided: int
    to_assign: int
    to_close: int
    approvals: int
    transfers_in: int
    followups: int
    mine: int


def today(actor: Actor, *, at: datetime, limit: int = 50) -> list[Row]:
    """Return what the actor can work on now, the most pressing first."""
    found = _of_own(actor).filter(_workable(actor, at))
    found = found.select_related("organisation", "officer").defer(*HEAVY)
    nearest = found.order_by(F("next_due_at").asc(nulls_last=True), "id")
    return rows_of(nearest[:limit], at=at)


def followups_due(actor: Actor, *, at: datetime, limit: int = 50) -> list[Row]:
    """Return the closed complaints that wait for a call, the most pressing first."""
    places = [each for each in actor.held if actor.may(P.FOLLOW_UP, within=each)]
    waiting = Complaint.objects.visible_to(actor).filter(
        organisation__in=places, stage=S.CLOSED, next_due_key="followup.due"
    )
    # Whoever handled the case does not call (handbook SV-3).
    waiting = waiting.exclude(officer=actor.user_id).select_related("organisation", "officer")
    return rows_of(waiting.defer(*HEAVY).order_by("next_due_at", "id")[:limit], at=at)


def open_counts(organisation_id: int) -> dict[int, int]:
    """Return how many open complaints each officer of the organisation has; one query."""
    taken = Complaint.objects.filter(organisation=organisation_id, officer__isnull=False)
    counted = taken.under_way().order_by().values("officer").annotate(count=Count("pk"))
    return {row["officer"]: row["count"] for row in counted}


def counts(actor: Actor, *, at: datetime) -> Counts:
    """Count the work of the actor's own organisations; three queries."""
    day = at.astimezone(get_default_timezone()).date()
    midnight = datetime.combine(day, time.min, tzinfo=get_default_timezone())
    tomorrow = midnight + timedelta(days=1)
    under_way = GROUPS["open"]
    wanted = {
        "overdue": under_way & Q(next_due_at__lt=at),
        "today": under_way & Q(next_due_at__gte=at, next_due_at__lt=tomorrow),
        "week": under_way & Q(next_due_at__gte=at, next_due_at__lt=midnight + WEEK),
        "open": under_way,
        "undecided": Q(stage=S.SUBMITTED),
        "to_assign": GROUPS["to_assign"],
        "to_close": GROUPS["to_close"],
        "transfers_in": GROUPS["to_sign"],
        "followups": GROUPS["to_call"],
        "mine": under_way & handled_by(actor, at),
    }
    figures = _of_own(actor).aggregate(
        **{name: Count("pk", filter=condition) for name, condition in wanted.items()}
    )
    places = [each for each in actor.held if actor.may(P.APPROVE, within=each)]
    waiting = Approval.objects.filter(organisation__in=places, state=ApprovalState.PENDING).exclude(
        proposed_by=actor.user_id
    )
    return Counts(**figures, approvals=waiting.count())


def _of_own(actor: Actor) -> ComplaintQuerySet:
    return Complaint.objects.visible_to(actor).filter(organisation__in=list(actor.held))


def _workable(actor: Actor, at: datetime) -> Q:
    """Ask for the stages at which one of the actor's permissions leads on, place by place."""
    late = Q(next_due_at__lt=at)
    mine = handled_by(actor, at) | Q(officer=None)
    leads_on = {
        P.ACCEPT_COMPLAINT: Q(stage=S.SUBMITTED),
        P.REJECT_COMPLAINT: Q(stage=S.SUPPLEMENT) & late,
        P.SIGN_FOR_TRANSFER: GROUPS["to_sign"],
        P.ASSIGN_OFFICER: GROUPS["to_assign"],
        P.MEDIATE: Q(stage__in=[S.INVESTIGATING, S.MEDIATING, S.SUSPENDED]) & mine,
        P.VERIFY_PERFORMANCE: Q(stage__in=[S.AGREED, S.DEFAULTED]) & mine,
        P.CLOSE_COMPLAINT: (GROUPS["to_close"] | (Q(stage=S.SETTLED) & late)) & mine,
        P.FOLLOW_UP: GROUPS["to_call"],
        P.ARCHIVE_COMPLAINT: Q(stage__in=[S.CLOSED, S.FOLLOWED_UP], next_due_key="archive.due"),
    }
    wanted = NOBODY
    for place, held in actor.held.items():
        some = NOBODY
        for permission, condition in leads_on.items():
            if permission in held:
                some |= condition
        wanted |= Q(organisation=place) & some
    return wanted
