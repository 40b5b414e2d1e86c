"""The limits of a complaint as they are shown: whose they are, how near, and what set them."""

from dataclasses import dataclass
from datetime import datetime

from smart315.businesses.queries import Pledge
from smart315.casework import covering
from smart315.casework.deadlines import (
    INFORMATIVE,
    OWED_BY_BUSINESS,
    OWED_BY_CONSUMER,
    TITLES,
)
from smart315.casework.models import Clock, Complaint
from smart315.casework.models.clock import ClockState
from smart315.casework.queries.rows import level_of


@dataclass(frozen=True)
class ClockView:
    """A clock as it is shown; the colour is that of the moment asked about."""

    id: int
    key: str
    title: str
    started_at: datetime
    due_at: datetime
    state: ClockState
    level: str
    provisional: bool
    owed_by: str
    ended_at: datetime | None
    basis: str
    # The version of the pledge that set it; blank where the register did.
    pledge: str = ""


def clocks_of(complaint: Complaint, at: datetime) -> list[ClockView]:
    """Return every limit of a complaint, the oldest first; one query."""
    found = complaint.clocks.order_by("started_at", "pk")
    return [clock_view(each, at, complaint.pledge) for each in found]


def clock_view(clock: Clock, at: datetime, pledge: Pledge | None = None) -> ClockView:
    """Return a clock as it is shown."""
    running = clock.state == ClockState.RUNNING
    return ClockView(
        id=clock.pk,
        key=clock.key,
        title=str(TITLES[clock.key]),
        started_at=clock.started_at,
        due_at=clock.due_at,
        state=ClockState(clock.state),
        level=level_of(clock, at) if running else "",
        provisional=clock.provisional,
        owed_by=owed_by(clock.key),
        ended_at=clock.ended_at,
        basis=clock.basis,
        pledge=pledge.version if pledge and covering.set_by(pledge, clock) else "",
    )


def owed_by(key: str) -> str:
    """Return who has to meet a limit: association, business, consumer or nobody."""
    if key in INFORMATIVE:
        return "nobody"
    if key in OWED_BY_BUSINESS:
        return "business"
    return "consumer" if key in OWED_BY_CONSUMER else "association"
