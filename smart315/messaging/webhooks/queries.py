"""What may be read of webhooks: endpoints and how they do, and the log of deliveries."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from smart315.messaging.webhooks.models import Attempt, Delivery, Endpoint
from smart315.messaging.webhooks.states import State


@dataclass(frozen=True)
class EndpointView:
    """An endpoint and how it does, without its secret."""

    id: int
    owner: str
    url: str
    events: list[str]
    created_at: datetime
    created_by: str
    stopped_at: datetime | None
    rests_until: datetime | None
    failures: int
    delivered_at: datetime | None
    old_until: datetime | None
    waiting: int
    dead: int


@dataclass(frozen=True)
class DeliveryView:
    """One line of the log: what, when, how often tried, what came of it."""

    id: int
    event_id: str
    kind: str
    subject: str
    sequence: int
    owed_at: datetime
    state: State
    attempts: int
    last_status: int | None
    last_error: str
    ended_at: datetime | None
    due_at: datetime | None
    url: str
    tries: list[Attempt]


def endpoints(owners: Collection[str], *, stopped: bool = False) -> list[EndpointView]:
    """Return the endpoints of the owners, the newest first, in one query."""
    found = Endpoint.objects.filter(owner__in=owners)
    if not stopped:
        found = found.filter(stopped_at=None)
    pending = Count("lanes__deliveries", filter=Q(lanes__deliveries__state=State.PENDING))
    dead = Count("lanes__deliveries", filter=Q(lanes__deliveries__state=State.DEAD))
    found = found.defer("secret", "old_secret").annotate(waiting=pending, dead=dead)
    return [
        EndpointView(**{name: getattr(each, name) for name in EndpointView.__dataclass_fields__})
        for each in found.order_by("-pk")
    ]


def deliveries(
    owners: Collection[str],
    *,
    state: str = "",
    endpoint: int | None = None,
    before: int | None = None,
    size: int = 30,
) -> list[DeliveryView]:
    """Return a page of the log, the newest first, each line with its attempts: two queries.

    `before` is the key of the last line of the page before.
    """
    found = Delivery.objects.filter(lane__endpoint__owner__in=owners)
    if state in set(State):
        found = found.filter(state=state)
    if endpoint is not None:
        found = found.filter(lane__endpoint=endpoint)
    if before is not None:
        found = found.filter(pk__lt=before)
    found = found.select_related("event", "lane__endpoint").defer(
        "lane__endpoint__secret", "lane__endpoint__old_secret"
    )
    page = list(found.order_by("-pk")[:size])
    tries: dict[int, list[Attempt]] = {each.pk: [] for each in page}
    for each in Attempt.objects.filter(delivery__in=tries).order_by("at", "pk"):
        tries[each.delivery_id].append(each)
    return [_view(each, tries[each.pk]) for each in page]


def _view(row: Delivery, tries: list[Attempt]) -> DeliveryView:
    return DeliveryView(
        id=row.pk,
        event_id=str(row.event.uid),
        kind=row.event.kind,
        subject=row.event.subject,
        sequence=row.sequence,
        owed_at=row.event.at,
        state=State(row.state),
        attempts=row.attempts,
        last_status=row.last_status,
        last_error=row.last_error,
        ended_at=row.ended_at,
        due_at=row.lane.due_at if row.state == State.PENDING else None,
        url=row.lane.endpoint.url,
        tries=tries,
    )
