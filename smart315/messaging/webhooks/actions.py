"""Owe events to the endpoints that want them; open, change and stop endpoints; send again."""

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from smart315.audit import actions as audit
from smart315.kernel.verdicts import Refused
from smart315.messaging.webhooks import guard, pace, signing
from smart315.messaging.webhooks.models import Delivery, Endpoint, Event, Lane
from smart315.messaging.webhooks.states import OWNER, TEST, State


MOST = 5
STREAM = "webhooks:%s"


def owe_event(
    *, owners: Collection[str], kind: str, subject: str, data: Mapping[str, Any], at: datetime
) -> None:
    """Write one event for every endpoint of the owners that wants it, in the caller's transaction.

    One query when nobody does. `data` holds nothing personal; `subject` names the lane, so the
    caller holds a lock on what it names.
    """
    open_now = Endpoint.objects.filter(owner__in=owners, stopped_at=None).order_by("pk")
    # Without the secrets: an endpoint that cannot be read must not stop the change.
    wanted = [each for each in open_now.only("pk", "events") if each.wants(kind)]
    if not wanted:
        return
    event = Event.objects.create(uid=uuid.uuid4(), kind=kind, subject=subject, data=data, at=at)
    for endpoint in wanted:
        _enqueue(endpoint, event, at)


@transaction.atomic
def add_endpoint(
    *, owner: str, url: str, events: Collection[str], by: str, label: str, at: datetime
) -> tuple[Endpoint, str]:
    """Open an endpoint; return it with its secret, which is shown this once. Raises Refused.

    `by` is the actor's name for the record, `label` the name to show.
    """
    if not OWNER.fullmatch(owner):
        raise ValueError(f"{owner!r} is no owner of an endpoint")
    url = guard.check(url)
    if Endpoint.objects.filter(owner=owner, stopped_at=None).count() >= MOST:
        raise Refused(_("最多设置5个推送地址，请先停用不再需要的。"), field="url")
    secret = signing.new_secret()
    try:
        with transaction.atomic():
            endpoint = Endpoint.objects.create(
                owner=owner,
                url=url,
                secret=secret,
                events=sorted(events),
                created_at=at,
                created_by=label[:80],
            )
    except IntegrityError:
        raise Refused(_("这个地址已经设置过。"), field="url") from None
    _record("webhook.endpoint_added", endpoint, by, at, {"events": sorted(events)})
    return endpoint, secret


@transaction.atomic
def rotate_secret(*, endpoint_id: int, owner: str, by: str, at: datetime) -> str:
    """Give an endpoint a new secret, shown this once; for a day the old one signs beside it."""
    endpoint = _own(endpoint_id, owner)
    endpoint.old_secret, endpoint.old_until = endpoint.secret, at + pace.OVERLAP
    endpoint.secret = signing.new_secret()
    endpoint.save(update_fields=["secret", "old_secret", "old_until"])
    _record("webhook.secret_rotated", endpoint, by, at)
    return str(endpoint.secret)


@transaction.atomic
def stop_endpoint(*, endpoint_id: int, owner: str, by: str, at: datetime) -> Endpoint:
    """Send nothing more to an endpoint; its log stays. Raises Refused."""
    endpoint = _own(endpoint_id, owner)
    endpoint.stopped_at = at
    endpoint.save(update_fields=["stopped_at"])
    _record("webhook.endpoint_stopped", endpoint, by, at)
    return endpoint


@transaction.atomic
def send_test(*, endpoint_id: int, owner: str, by: str, at: datetime) -> None:
    """Owe an endpoint a test event, whatever events it wants. Raises Refused."""
    endpoint = _own(endpoint_id, owner)
    event = Event.objects.create(
        uid=uuid.uuid4(), kind=TEST, subject=f"endpoint:{endpoint.pk}", data={}, at=at
    )
    _enqueue(endpoint, event, at)
    _record("webhook.test_sent", endpoint, by, at)


@transaction.atomic
def replay(*, delivery_ids: Collection[int], owner: str, by: str, at: datetime) -> int:
    """Send deliveries again that were given up or delivered, under the same event; return how many.

    They keep their place: a lane sends the lower number first.
    """
    ended = Delivery.objects.filter(
        pk__in=delivery_ids, lane__endpoint__owner=owner, lane__endpoint__stopped_at=None
    ).exclude(state=State.PENDING)
    found = list(ended.select_related("lane__endpoint").order_by("lane_id", "pk"))
    lanes = sorted({each.lane_id for each in found})
    # The lanes first, as the worker takes them: whoever holds one lets it go after this.
    list(Lane.objects.select_for_update().filter(pk__in=lanes).order_by("pk"))
    Lane.objects.filter(pk__in=lanes).update(due_at=at)
    Delivery.objects.filter(pk__in=[each.pk for each in found]).update(
        state=State.PENDING, attempts=0, ended_at=None
    )
    for endpoint in {each.lane.endpoint_id: each.lane.endpoint for each in found}.values():
        _record("webhook.replayed", endpoint, by, at, {"deliveries": len(found)})
    return len(found)


@transaction.atomic
def forget_deliveries(*, before: datetime, at: datetime, limit: int = 5000) -> bool:
    """Delete the log of what ended before a moment; return whether more is left."""
    old = Delivery.objects.exclude(state=State.PENDING).filter(ended_at__lt=before)
    ids = list(old.order_by("pk").values_list("pk", flat=True)[:limit])
    Delivery.objects.filter(pk__in=ids).delete()
    Event.objects.filter(deliveries=None, at__lt=before).delete()
    if ids:
        data = {"deliveries": len(ids)}
        audit.record(
            kind="webhook.log_forgotten",
            stream=STREAM % "log",
            actor="system:worker",
            at=at,
            data=data,
        )
    return len(ids) == limit


def _enqueue(endpoint: Endpoint, event: Event, at: datetime) -> None:
    lane, _fresh = Lane.objects.get_or_create(endpoint=endpoint, subject=event.subject)
    # The update locks the lane until the caller commits: numbers follow without gaps.
    Lane.objects.filter(pk=lane.pk).update(last=F("last") + 1, due_at=Coalesce("due_at", at))
    sequence = Lane.objects.values_list("last", flat=True).get(pk=lane.pk)
    Delivery.objects.create(lane=lane, event=event, sequence=sequence)


def _own(endpoint_id: int, owner: str) -> Endpoint:
    mine = Endpoint.objects.select_for_update().filter(pk=endpoint_id, owner=owner, stopped_at=None)
    endpoint = mine.first()
    if endpoint is None:
        raise Refused(_("没有这个推送地址，或者已经停用。"))
    return endpoint


def _record(
    kind: str, endpoint: Endpoint, by: str, at: datetime, data: Mapping[str, Any] | None = None
) -> None:
    audit.record(
        kind=kind,
        stream=STREAM % endpoint.owner,
        actor=by,
        at=at,
        data={"endpoint": endpoint.pk, **(data or {})},
    )
