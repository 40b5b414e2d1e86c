"""Streams with a past, recorded as the product records them."""

from datetime import timedelta

from smart315.audit import actions
from smart315.audit.models import Event
from tests.given import NOON


def events(stream: str = "complaint:1", count: int = 3) -> list[Event]:
    """Record some events in one stream, a minute apart."""
    return [
        actions.record(
            kind="complaint.noted",
            stream=stream,
            actor="staff:12",
            at=NOON + timedelta(minutes=minute),
            data={"阶段": minute},
        )
        for minute in range(count)
    ]


def entries(count: int, streams: int = 10) -> list[actions.Entry]:
    """Return entries that take turns in a number of streams."""
    return [
        actions.Entry(
            kind="complaint.imported",
            stream=f"import:{number % streams}",
            actor="system:worker",
            at=NOON,
            data={"row": number},
        )
        for number in range(count)
    ]
