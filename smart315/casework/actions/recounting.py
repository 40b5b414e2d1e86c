"""Count provisional due dates again once the official notice for their year is known (WD-5)."""

import logging
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM
from smart315.casework import clocks
from smart315.casework.actions import moving
from smart315.casework.codes import Audience
from smart315.casework.deadlines import OF_THE_HOUSE, TITLES
from smart315.casework.kinds import Kind
from smart315.casework.models import Clock, Complaint
from smart315.casework.models.clock import ClockState
from smart315.kernel import pauses, workdays


logger = logging.getLogger(__name__)


def recount(*, at: datetime, after: int = 0, limit: int = 100) -> int:
    """Count the next provisional dates again; return where to go on, 0 when all were looked at.

    A paused clock is counted when it is resumed. What still rests on a year without a notice stays
    as it is.
    """
    waiting = Clock.objects.filter(provisional=True, state=ClockState.RUNNING, pk__gt=after)
    page = list(waiting.order_by("pk").values_list("pk", "complaint_id")[:limit])
    for clock_id, complaint_id in page:
        try:
            _recount(clock_id, complaint_id, at)
        except Exception as problem:  # noqa: BLE001 - one poisoned row must not stop the others
            # The class alone: the text of an error may hold what somebody wrote.
            logger.error(  # noqa: TRY400
                "clock %s cannot be counted again: %s", clock_id, type(problem).__name__
            )
    return page[-1][0] if len(page) == limit else 0


@transaction.atomic
def _recount(clock_id: int, complaint_id: int, at: datetime) -> None:
    complaint = moving.locked(complaint_id)
    clock = Clock.objects.get(pk=clock_id)
    if clock.state != ClockState.RUNNING or not clock.provisional:
        return  # an officer or another worker was first
    rules, zone = clocks.rulebook(complaint), get_default_timezone()
    due = pauses.due_with_pauses(
        clock.limit, clock.started_at, clocks.held(clock), rules.calendar, zone
    )
    if due.provisional:
        return
    before = workdays.local_day(clock.due_at, zone)
    clock.due_at, clock.provisional = due.at, False
    if before != due.on:
        _moved(complaint, clock, before, due.on, at)
    clock.save(update_fields=["due_at", "provisional", "watch_at"])
    clocks.set_next_due(complaint, complaint.clocks.filter(state__in=clocks.WORKING))
    complaint.save(update_fields=["next_due_at", "next_due_key"])


def _moved(complaint: Complaint, clock: Clock, before: date, after: date, at: datetime) -> None:
    """Let the watcher look anew, and write down from which day to which, and why."""
    clock.watch_at = max(at, clock.due_at)
    words = {"title": TITLES[clock.key], "before": before, "after": after}
    moving.enter(
        complaint,
        by=SYSTEM,
        at=at,
        audience=Audience.INTERNAL if clock.key in OF_THE_HOUSE else Audience.ALL,
        note=_(
            "放假安排正式公布，“%(title)s”的最后一天由%(before)s改为%(after)s"
            "（此前按周末和法定节日推算）。"
        )
        % words,
    )
    data = {"clock": clock.key, "before": before.isoformat(), "after": after.isoformat()}
    moving.record(Kind.DATE_RECOUNTED, complaint, by=SYSTEM, at=at, data=data)
