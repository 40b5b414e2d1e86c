"""Let every case live its life in the order of time, with the clock's own work in between."""

import heapq
from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from itertools import count

from django.utils.timezone import get_default_timezone

from smart315.casework import actions as casework
from smart315.jobs.demo.year import Planned
from smart315.messaging import delivery


ROUNDS = (time(6, 0), time(10, 30), time(14, 30), time(19, 0))
BATCH = 500
WORKER = "demonstration"
# What happens beside the cases at some moment, e.g. that a platform joins.
Deed = Callable[[datetime], None]
Event = tuple[datetime, Deed]


def run(
    cases: Iterable[Planned],
    *,
    start: datetime,
    end: datetime,
    month: Callable[[datetime, int], None],
    events: Iterable[Event] = (),
) -> int:
    """Run until `end`; `month` is told of each month that begins and of the steps made so far.

    Returns the number of steps. What a life would do after the end stays undone: these are the
    open cases of the demonstration.
    """
    order, queue = count(), list[tuple[datetime, int, Planned | Deed]]()
    for each in cases:
        heapq.heappush(queue, (next(each.life), next(order), each))
    looks = ((look, clockwork) for look in rounds(start, end))
    for moment, deed in (*looks, *events):
        heapq.heappush(queue, (moment, next(order), deed))
    done, current = 0, 0
    while queue and queue[0][0] <= end:
        moment, _place, planned = heapq.heappop(queue)
        if moment.month != current:
            current = moment.month
            month(moment, done)
        if callable(planned):
            planned(moment)
            continue
        planned.case.now = moment
        following = next(planned.life, None)
        done += 1
        if following is not None:
            heapq.heappush(queue, (following, next(order), planned))
    clockwork(end)
    return done


def rounds(start: datetime, end: datetime) -> Iterable[datetime]:
    """Return the moments at which the worker looks round."""
    day, zone = start.astimezone(get_default_timezone()).date(), get_default_timezone()
    while True:
        for each in ROUNDS:
            moment = datetime.combine(day, each, tzinfo=zone)
            if moment > end:
                return
            yield moment
        day += timedelta(days=1)


def clockwork(at: datetime) -> None:
    """Do what the worker would have done by then: watch the clocks, deliver the messages."""
    while casework.watch(at=at, limit=BATCH) == BATCH:
        pass
    while delivery.deliver_due(at=at, limit=BATCH, worker=WORKER).sent == BATCH:
        pass
