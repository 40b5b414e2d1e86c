"""Record what happened, and close days with anchors."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import OuterRef, Subquery

from smart315.audit import anchors, journal, seals
from smart315.audit.entries import Entry
from smart315.audit.models import ANCHORS, Anchor, Event


__all__ = ["Entry", "anchor", "record", "record_many"]

INSERT = """
    INSERT INTO audit_event (id, stream, seq, kind, actor, at, data, beside, previous, digest)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (stream, seq) DO NOTHING
"""


def record(
    *,
    kind: str,
    stream: str,
    actor: str,
    at: datetime,
    data: Mapping[str, Any] | None = None,
    first: bool = False,
) -> Event:
    """Append one event to its stream, inside the caller's transaction.

    Two statements when the caller says that the stream begins here (`first`), else three.
    `data` holds no personal data. Raises ValueError for a malformed kind or a naive time.
    """
    entry = Entry(kind=kind, stream=stream, actor=actor, at=at, data=data or {})
    return _append(entry, first=first)


def record_many(entries: Iterable[Entry], batch: int = 500) -> int:
    """Append many events in their order, with a constant number of statements per batch.

    For imports; return how many. Raises IntegrityError when somebody else writes to one of the
    same streams meanwhile: run the import again.
    """
    rest, total = iter(entries), 0
    while some := list(islice(rest, batch)):
        _record_batch(some)
        total += len(some)
    return total


@transaction.atomic
def anchor(*, day: date, at: datetime) -> str:
    """Close a day: seal what was recorded since the anchor before; return the line to keep.

    Running it again returns the same line. The line belongs in a file on another machine:
    it shows even somebody who holds the keys that the past was not rewritten.
    Raises ValueError for a day before the newest anchor's.
    """
    made = Anchor.objects.filter(day=day).first()
    if made:
        return anchors.line(made)
    newest = Anchor.objects.order_by("-number").first()
    if newest and day < newest.day:
        raise ValueError(f"{newest.day} is anchored already; {day} lies before it.")
    ranges = anchors.ranges_since(newest)
    events, content = anchors.content(ranges)
    made = Anchor(
        number=newest.number + 1 if newest else 1,
        day=day,
        events=events,
        pages=json.dumps(ranges, separators=(",", ":")),
        content=content,
        previous=newest.digest if newest else "",
        made_at=at,
    )
    made.digest = made.computed()
    made.save(force_insert=True)
    record(
        kind="anchor.made",
        stream=ANCHORS,
        actor="system:worker",
        at=at,
        data={"number": made.number, "digest": made.digest},
    )
    return anchors.line(made)


@transaction.atomic(savepoint=False)
def _append(entry: Entry, *, first: bool) -> Event:
    latest = None if first else _latest(entry.stream)
    turns = journal.take([entry.stream])
    while True:
        event = _event(entry, turns.first_id, turns.beside, latest)
        if _insert(event):
            return event
        # Another writer took this place in the stream: go behind it.
        latest = _latest(entry.stream)


@transaction.atomic
def _record_batch(entries: list[Entry]) -> None:
    last = Event.objects.filter(stream=OuterRef("stream")).order_by("-seq").values("seq")[:1]
    streams = {entry.stream for entry in entries}
    latest = {
        event.stream: event
        for event in Event.objects.filter(stream__in=streams, seq=Subquery(last))
    }
    turns = journal.take([entry.stream for entry in entries])
    beside, events = turns.beside, list[Event]()
    for number, entry in enumerate(entries, start=turns.first_id):
        event = _event(entry, number, beside, latest.get(entry.stream))
        latest[entry.stream], beside = event, entry.stream
        events.append(event)
    Event.objects.bulk_create(events)


def _latest(stream: str) -> Event | None:
    return Event.objects.filter(stream=stream).only("seq", "digest").order_by("-seq").first()


def _event(entry: Entry, number: int, beside: str, latest: Event | None) -> Event:
    event = Event(
        id=number,
        stream=entry.stream,
        seq=latest.seq + 1 if latest else 1,
        kind=entry.kind,
        actor=entry.actor,
        at=entry.at,
        data=seals.canonical(entry.data),
        beside=beside,
        previous=latest.digest if latest else "",
    )
    event.digest = event.computed()
    return event


def _insert(event: Event) -> bool:
    """Insert unless the place is taken; PostgreSQL waits for whoever is just taking it."""
    values = [
        field.get_db_prep_save(getattr(event, field.attname), connection)
        for field in Event._meta.concrete_fields  # noqa: SLF001
    ]
    try:
        with connection.cursor() as cursor:
            cursor.execute(INSERT, values)
            return bool(cursor.rowcount == 1)
    except IntegrityError:
        # The turn is taken although the page said otherwise: leave that page to `verify`.
        journal.let_go()
        raise
