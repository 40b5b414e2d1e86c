"""Deliver what is owed: take lanes, send what waits in each in its order, note what came of it.

A lane is held by one worker at a time; one that dies with lanes in its hands loses them when the
lease runs out, and what it was sending is sent again under the same event. Calls go out side by
side, and only the caller's own thread speaks with the database.
"""

import logging
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

import httpx
from django.db import connection, transaction
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from smart315.messaging.webhooks import pace, sending
from smart315.messaging.webhooks.models import Attempt, Delivery, Endpoint, Lane
from smart315.messaging.webhooks.sending import Call, Outcome
from smart315.messaging.webhooks.states import State


logger = logging.getLogger(__name__)


@dataclass
class Delivered:
    """How many events one call delivered, at how many it failed, how many it gave up."""

    sent: int = 0
    failed: int = 0
    dead: int = 0
    more: bool = False


@dataclass
class _Held:
    """The lanes in the worker's hands, and the endpoints that did not answer meanwhile."""

    worker: str
    at: datetime
    lanes: list[Lane]
    silent: set[int] = field(default_factory=set)


def deliver_due(*, at: datetime, worker: str, seconds: float = pace.SECONDS) -> Delivered:
    """Send what is due until nothing is or the time is over; each at least once, in order a lane.

    `worker` names the caller; no two living workers may share a name.
    """
    done, started = Delivered(), time.monotonic()
    lanes = claim(at=at, worker=worker)
    if not lanes:
        return done
    with ThreadPoolExecutor(pace.SENDERS) as senders, sending.client() as by:
        while lanes:
            held = _Held(worker, at, lanes)
            work = _calls(held)
            outcomes = senders.map(partial(_send_lane, by, held.silent), work)
            _note(held, [each for some in outcomes for each in some], done)
            if time.monotonic() - started >= seconds:
                done.more = True
                break
            lanes = claim(at=at, worker=worker)
    return done


@transaction.atomic
def claim(*, at: datetime, worker: str, limit: int = pace.LANES) -> list[Lane]:
    """Take lanes that are due and that nobody holds, the longest waiting first."""
    due = Lane.objects.claimable(at).order_by("due_at", "pk")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(of=("self",), skip_locked=True)
    ids = list(due.values_list("pk", flat=True)[:limit])
    if not ids:
        return []
    # On SQLite the transaction holds the whole file; the guard decides in either case.
    Lane.objects.claimable(at).filter(pk__in=ids).update(claimed_at=at, claimed_by=worker)
    mine = Lane.objects.held(worker, at).filter(pk__in=ids)
    return list(mine.select_related("endpoint").order_by("pk"))


def _calls(held: _Held) -> list[list[Call]]:
    """Return, lane by lane, the calls that wait, a few of each."""
    lanes = {each.pk: each for each in held.lanes}
    place = Window(RowNumber(), partition_by=F("lane_id"), order_by=F("sequence").asc())
    waiting = (
        Delivery.objects.filter(lane__in=list(lanes), state=State.PENDING)
        .annotate(place=place)
        .filter(place__lte=pace.IN_A_ROW)
        .select_related("event")
        .order_by("lane_id", "sequence")
    )
    work: dict[int, list[Call]] = defaultdict(list)
    for each in waiting:
        endpoint = lanes[each.lane_id].endpoint
        work[each.lane_id].append(sending.call_of(each, endpoint, held.at))
    return list(work.values())


def _send_lane(by: httpx.Client, silent: set[int], calls: Sequence[Call]) -> list[Outcome]:
    """Send the calls of one lane until one fails; none to an endpoint that fell silent."""
    outcomes: list[Outcome] = []
    for call in calls:
        if call.endpoint_id in silent:
            break
        outcome = sending.send(by, call)
        outcomes.append(outcome)
        if outcome.unreachable:
            silent.add(call.endpoint_id)
        if not outcome.good:
            break
    return outcomes


@transaction.atomic
def _note(held: _Held, outcomes: Sequence[Outcome], done: Delivered) -> None:
    """Write down what came of a round, and let the lanes go."""
    kept = Lane.objects.select_for_update().held(held.worker, held.at)
    kept = kept.filter(pk__in=[each.pk for each in held.lanes])
    # A lane whose lease ran out belongs to another worker: its own outcome counts.
    mine = set(kept.order_by("pk").values_list("pk", flat=True))
    Attempt.objects.bulk_create(_attempt(each, held.at) for each in outcomes)
    outcomes = [each for each in outcomes if each.call.lane_id in mine]
    _note_good([each for each in outcomes if each.good], held.at, done)
    waits = _note_bad([each for each in outcomes if not each.good], held.at, done)
    _let_go(mine, waits, held.at)
    _note_endpoints(held, outcomes)


def _attempt(outcome: Outcome, at: datetime) -> Attempt:
    return Attempt(
        delivery_id=outcome.call.delivery_id,
        at=at,
        status=outcome.status,
        error=outcome.error,
        milliseconds=outcome.milliseconds,
    )


def _note_good(outcomes: Sequence[Outcome], at: datetime, done: Delivered) -> None:
    by_status: dict[int | None, list[int]] = defaultdict(list)
    for each in outcomes:
        by_status[each.status].append(each.call.delivery_id)
    for status, ids in by_status.items():
        Delivery.objects.filter(pk__in=ids, state=State.PENDING).update(
            state=State.DELIVERED,
            ended_at=at,
            attempts=F("attempts") + 1,
            last_status=status,
            last_error="",
        )
        done.sent += len(ids)


def _note_bad(outcomes: Sequence[Outcome], at: datetime, done: Delivered) -> dict[int, datetime]:
    """Note the failures; return until when their lanes wait."""
    waits: dict[int, datetime] = {}
    failed = Delivery.objects.in_bulk([each.call.delivery_id for each in outcomes])
    for each in outcomes:
        row = failed[each.call.delivery_id]
        row.attempts += 1
        row.last_status, row.last_error = each.status, each.error
        pause = pace.pause_after(row.attempts)
        if pause is None:
            row.state, row.ended_at = State.DEAD, at
            done.dead += 1
            logger.error("webhook delivery %s is given up", row.pk)
        else:
            waits[each.call.lane_id] = at + pause
        done.failed += 1
    Delivery.objects.bulk_update(
        failed.values(), ["attempts", "last_status", "last_error", "state", "ended_at"]
    )
    return waits


def _let_go(mine: set[int], waits: dict[int, datetime], at: datetime) -> None:
    pending = Delivery.objects.filter(lane__in=mine, state=State.PENDING).values("lane_id")
    busy = set(pending.distinct().values_list("lane_id", flat=True))
    by_due: dict[datetime | None, list[int]] = defaultdict(list)
    for lane in mine:
        by_due[waits.get(lane, at) if lane in busy else None].append(lane)
    for due, ids in by_due.items():
        Lane.objects.filter(pk__in=ids).update(due_at=due, claimed_at=None, claimed_by="")


def _note_endpoints(held: _Held, outcomes: Iterable[Outcome]) -> None:
    answered = {each.call.endpoint_id for each in outcomes if not each.unreachable}
    good = {each.call.endpoint_id for each in outcomes if each.good}
    for pk in sorted(held.silent - good):
        endpoint = Endpoint.objects.select_for_update().get(pk=pk)
        endpoint.failures += 1
        endpoint.rests_until = held.at + pace.rest_after(endpoint.failures)
        endpoint.save(update_fields=["failures", "rests_until"])
    Endpoint.objects.filter(pk__in=answered - held.silent).exclude(failures=0).update(
        failures=0, rests_until=None
    )
    Endpoint.objects.filter(pk__in=good).update(delivered_at=held.at)
