"""Clocks that were stopped for a while: the paused time is given back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo

from smart315.kernel.workdays import (
    ONE_DAY,
    Calendar,
    Due,
    Explanation,
    Limit,
    Unit,
    due_on,
    end_of,
    explain,
    explain_span,
    hours_later,
    local_day,
    raw_last_day,
)


# A calendar on which a period may end on any day.
UNROLLED = Calendar(roll_weekend=False)


@dataclass(frozen=True)
class Pause:
    """A time in which a clock stood still; raises ValueError when it ends before it begins."""

    paused_at: datetime
    resumed_at: datetime

    def __post_init__(self) -> None:
        if self.paused_at.tzinfo is None or self.resumed_at.tzinfo is None:
            raise ValueError("A moment needs a time zone.")
        if self.resumed_at < self.paused_at:
            raise ValueError("A pause ends after it begins.")


def due_with_pauses(
    limit: Limit, started: datetime, pauses: Sequence[Pause], calendar: Calendar, tz: tzinfo
) -> Due:
    """Return when the limit ends with the paused time left out.

    Hours are exact. Of natural days, each midnight passed while paused gives one day back. Of
    working days, only those paused from 0:00 to 24:00 are left out. A pause that begins after the
    limit had already run out gives nothing back.
    """
    start = local_day(started, tz)
    held = _merged(pauses, started)
    if limit.unit is Unit.HOURS:
        at = _hours(limit, started, held, tz)
        return Due(at, at.date(), provisional=False)
    last = raw_last_day(limit, start, calendar)
    for pause in held:
        if pause.paused_at > end_of(calendar.rolled(last), tz):
            break
        last = _moved(last, pause, limit.unit, calendar, tz)
    return due_on(calendar.rolled(last), start, calendar, tz)


def explain_with_pauses(
    limit: Limit, started: datetime, pauses: Sequence[Pause], calendar: Calendar, tz: tzinfo
) -> Explanation:
    """Return how the due date of `due_with_pauses` came about."""
    last = due_with_pauses(limit, started, pauses, calendar, tz).on
    if limit.unit is Unit.HOURS:
        return replace(explain(limit, started, calendar, tz), raw_last=last, last=last)
    if limit.unit is Unit.WORKDAYS:
        return explain_span(limit, started, (last, last), calendar, tz)
    raw = due_with_pauses(limit, started, pauses, UNROLLED, tz).on
    return explain_span(limit, started, (raw, last), calendar, tz)


def _merged(pauses: Sequence[Pause], started: datetime) -> list[Pause]:
    """Return the pauses in order, without overlaps and without what lies before the start."""
    merged: list[Pause] = []
    for pause in sorted(pauses, key=lambda each: each.paused_at):
        if pause.resumed_at <= started:
            continue
        begins = max(pause.paused_at, started)
        if merged and begins <= merged[-1].resumed_at:
            begins = merged[-1].paused_at
            pause = Pause(begins, max(merged.pop().resumed_at, pause.resumed_at))
        merged.append(Pause(begins, pause.resumed_at))
    return merged


def _hours(limit: Limit, started: datetime, held: list[Pause], tz: tzinfo) -> datetime:
    at = hours_later(started, limit.length, UTC)
    for pause in held:
        if pause.paused_at > at:
            break
        at += pause.resumed_at - pause.paused_at
    return at.astimezone(tz)


def _moved(last: date, pause: Pause, unit: Unit, calendar: Calendar, tz: tzinfo) -> date:
    """Return the last day, before rolling, once the pause is given back."""
    paused, resumed = local_day(pause.paused_at, tz), local_day(pause.resumed_at, tz)
    if unit is not Unit.WORKDAYS:
        remaining = max(last - paused, 0 * ONE_DAY)
        return resumed + remaining
    given_back = _whole_workdays(pause, calendar, tz)
    if given_back:
        last = calendar.workdays_after(last, given_back)
    # Paused on the last day: what was left of that day is left on the day of the resumption.
    while last < resumed and paused <= last:
        last = calendar.workdays_after(last, 1)
    return last


def _whole_workdays(pause: Pause, calendar: Calendar, tz: tzinfo) -> int:
    begins = pause.paused_at.astimezone(tz)
    first = begins.date() if begins.time() == time.min else begins.date() + ONE_DAY
    last = local_day(pause.resumed_at, tz) - ONE_DAY
    return max(calendar.workdays_between(first - ONE_DAY, last), 0)
