"""When things happen: officers at their desks on working days, consumers when they are awake."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils.timezone import get_default_timezone

from smart315.kernel.workdays import Calendar


OPENS, CLOSES = time(8, 30), time(18, 0)
WAKES, SLEEPS = time(7, 30), time(22, 30)
# Nobody begins something new in the last half hour.
LAST_START = time(17, 30)


@dataclass(frozen=True)
class Hours:
    """The calendar of working days, and the chance of one life."""

    calendar: Calendar
    rng: Random

    def office(self, after: datetime, workdays: int = 0) -> datetime:
        """Return a moment in office hours so many working days later, never before `after`."""
        local = after.astimezone(get_default_timezone())
        day = local.date()
        if workdays:
            return self._on(self.calendar.workdays_after(day, workdays), OPENS)
        if self.calendar.is_workday(day) and local.time() < LAST_START:
            return self._on(day, max(local.time(), OPENS))
        return self._on(self.calendar.workdays_after(day, 1), OPENS)

    def awake(self, after: datetime, hours: float) -> datetime:
        """Return about so many hours later, put into the waking part of the day."""
        local = (after + timedelta(hours=hours)).astimezone(get_default_timezone())
        if WAKES <= local.time() < SLEEPS:
            return local
        day = local.date() + timedelta(days=1) if local.time() >= SLEEPS else local.date()
        minutes = self.rng.randint(5, 240)
        return _at(day, WAKES) + timedelta(minutes=minutes)

    def _on(self, day: date, earliest: time) -> datetime:
        start = _at(day, earliest) + timedelta(minutes=2)
        room = int((_at(day, CLOSES) - start).total_seconds())
        return start + timedelta(seconds=self.rng.randint(0, max(room, 1)))


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, tzinfo=get_default_timezone())
