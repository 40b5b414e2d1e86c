"""Working days, limits and due dates, counted as the Civil Code counts them (articles 200-204)."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum


ONE_DAY = timedelta(days=1)
LAST_SECOND = time(23, 59, 59)
SATURDAY = 5
# Notices of 2006, 2007, 2011, 2018, 2022 and 2023 moved days of December for the next New Year,
# none of them before the 29th.
NEXT_NOTICE_FROM = (12, 29)


class Unit(StrEnum):
    """What a limit is counted in."""

    HOURS = "hours"
    WORKDAYS = "workdays"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True)
class Limit:
    """A length of time; raises ValueError when it is not at least one unit."""

    length: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.length < 1:
            raise ValueError("A limit is at least one unit long.")


@dataclass(frozen=True)
class Calendar:
    """Which days are worked, and of which years the State Council's notice is known.

    `holidays` and `makeup_workdays` map a day to its name; a day in both is worked.
    `roll_weekend` tells whether a period that ends on a plain weekend runs on as well.
    """

    holidays: Mapping[date, str] = field(default_factory=dict)
    makeup_workdays: Mapping[date, str] = field(default_factory=dict)
    official_years: frozenset[int] = frozenset()
    roll_weekend: bool = True

    def is_workday(self, day: date) -> bool:
        """Tell whether the day is worked: 调休 first, then holidays, then the week."""
        if day in self.makeup_workdays:
            return True
        return day not in self.holidays and day.weekday() < SATURDAY

    def workdays_after(self, start: date, n: int) -> date:
        """Return the n-th working day after `start`, which is not counted itself."""
        if n < 1:
            raise ValueError("Count at least one working day.")
        day = start
        while n:
            day += ONE_DAY
            n -= self.is_workday(day)
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and with `end`; negative when reversed.

        >>> Calendar().workdays_between(date(2026, 9, 4), date(2026, 9, 7))
        1
        """
        if end < start:
            return -self.workdays_between(end, start)
        return sum(self.is_workday(start + n * ONE_DAY) for n in range(1, (end - start).days + 1))

    def days_after(self, start: date, n: int) -> date:
        """Return the last day of a period of n natural days, rolled when it is not worked."""
        return self.rolled(start + n * ONE_DAY)

    def rolled(self, day: date) -> date:
        """Move a last day that is off to the day after the rest (Civil Code, article 203)."""
        while self.is_off(day):
            day += ONE_DAY
        return day

    def is_off(self, day: date) -> bool:
        """Tell whether a period may not end on the day."""
        if self.is_workday(day):
            return False
        return self.roll_weekend or day in self.holidays

    def unsettled_years(self, first: date, last: date) -> tuple[int, ...]:
        """Return the years that bear on the span and whose official notice is not known."""
        until = last.year + ((last.month, last.day) >= NEXT_NOTICE_FROM)
        years = range(first.year, until + 1)
        return tuple(year for year in years if year not in self.official_years)


@dataclass(frozen=True)
class Due:
    """When a limit ends: the last moment, its local day, and whether a notice may yet move it."""

    at: datetime
    on: date
    provisional: bool


@dataclass(frozen=True)
class Explanation:
    """Why a limit ends when it does, for a page to put into words.

    `skipped` are the days off that were not counted or over which the end was rolled, each with
    its holiday's name ("" for a plain weekend); `worked` the weekend days that counted as worked.
    """

    limit: Limit
    started: datetime
    start: date
    first_counted: date
    raw_last: date
    last: date
    skipped: tuple[tuple[date, str], ...]
    worked: tuple[tuple[date, str], ...]
    provisional_years: tuple[int, ...]

    @property
    def rolled(self) -> bool:
        """Tell whether the end was moved because it fell on a day off."""
        return self.raw_last != self.last


def local_day(moment: datetime, tz: tzinfo) -> date:
    """Return the day on which the moment falls; raise ValueError when it has no time zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return moment.astimezone(tz).date()


def hours_later(moment: datetime, hours: int, tz: tzinfo) -> datetime:
    """Add hours exactly; arithmetic on local times would miss a change of the clocks."""
    return (moment.astimezone(UTC) + timedelta(hours=hours)).astimezone(tz)


def end_of(day: date, tz: tzinfo) -> datetime:
    """Return the last second of the day: a period ends at 24:00 (article 203)."""
    return datetime.combine(day, LAST_SECOND, tzinfo=tz)


def raw_last_day(limit: Limit, start: date, calendar: Calendar) -> date:
    """Return the last day of a limit in days or more, before any rolling.

    The day of the start is not counted (article 201). Months and years end on the corresponding
    day, or on the last day of a month that has none (article 202).
    """
    if limit.unit is Unit.HOURS:
        raise ValueError("Hours end at a moment, not on a day.")
    if limit.unit is Unit.WORKDAYS:
        return calendar.workdays_after(start, limit.length)
    if limit.unit is Unit.DAYS:
        return start + limit.length * ONE_DAY
    return _months_after(start, limit.length * (12 if limit.unit is Unit.YEARS else 1))


def due(limit: Limit, started: datetime, calendar: Calendar, tz: tzinfo) -> Due:
    """Return when the limit ends, to be stored when its clock starts."""
    start = local_day(started, tz)
    if limit.unit is Unit.HOURS:
        at = hours_later(started, limit.length, tz)
        return Due(at, at.date(), provisional=False)
    last = calendar.rolled(raw_last_day(limit, start, calendar))
    return due_on(last, start, calendar, tz)


def due_on(last: date, start: date, calendar: Calendar, tz: tzinfo) -> Due:
    """Return the due of a period that runs from the day after `start` to `last`."""
    provisional = bool(calendar.unsettled_years(start + ONE_DAY, last))
    return Due(end_of(last, tz), last, provisional)


def explain(limit: Limit, started: datetime, calendar: Calendar, tz: tzinfo) -> Explanation:
    """Return how the due date of `due` came about, without pauses."""
    start = local_day(started, tz)
    if limit.unit is Unit.HOURS:
        last = hours_later(started, limit.length, tz).date()
        return Explanation(limit, started, start, start, last, last, (), (), ())
    raw = raw_last_day(limit, start, calendar)
    return explain_span(limit, started, (raw, calendar.rolled(raw)), calendar, tz)


def explain_span(
    limit: Limit, started: datetime, ends: tuple[date, date], calendar: Calendar, tz: tzinfo
) -> Explanation:
    """Return how a limit in days or more came to end: its last day before and after rolling."""
    start, (raw, last) = local_day(started, tz), ends
    by_workdays = limit.unit is Unit.WORKDAYS
    first = calendar.workdays_after(start, 1) if by_workdays else start + ONE_DAY
    # Days off inside a period of natural days are counted; only those at its end matter.
    looked_at = _days(start + ONE_DAY if by_workdays else raw, last)
    off = [day for day in looked_at if day != last and not calendar.is_workday(day)]
    worked = [day for day in looked_at if day in calendar.makeup_workdays]
    return Explanation(
        limit=limit,
        started=started,
        start=start,
        first_counted=first,
        raw_last=raw,
        last=last,
        skipped=tuple((day, calendar.holidays.get(day, "")) for day in off),
        worked=tuple((day, calendar.makeup_workdays[day]) for day in worked),
        provisional_years=calendar.unsettled_years(start + ONE_DAY, last),
    )


def _days(first: date, last: date) -> list[date]:
    return [first + n * ONE_DAY for n in range((last - first).days + 1)]


def _months_after(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
