"""Reads of the register: limits, values and calendars as they stood on a day."""

from collections import defaultdict
from datetime import date
from typing import Any

from smart315.kernel.workdays import Calendar, Limit
from smart315.parameters.models import CalendarDay, CalendarYear, Revision, Rule
from smart315.parameters.snapshot import RuleInForce, Snapshot
from smart315.parameters.values import loaded


_held: dict[str, Snapshot] = {}


def snapshot() -> Snapshot:
    """Return the register, from memory when it has not changed since (one query).

    Take one snapshot for a page or a job that asks for many rules.
    """
    token = Revision.objects.filter(pk=1).values_list("token", flat=True).first()
    held = _held.get("register")
    if held is None or held.token != token:
        held = _held["register"] = _read(token)
    return held


def rule(key: str, on: date) -> RuleInForce:
    """Return the rule in force on the day; raise NotInForce when there is none."""
    return snapshot().rule(key, on)


def limit(key: str, on: date) -> Limit:
    """Return the limit as it stood on the day, usually the day of receipt."""
    return snapshot().limit(key, on)


def value(key: str, on: date) -> Any:
    """Return the plain value as it stood on the day."""
    return snapshot().value(key, on)


def calendar(region_code: str = "", *, on: date | None = None) -> Calendar:
    """Return the calendar of the place; years without an official notice make dues provisional.

    `on` says as of which day the switches `deadline.roll_weekend` and `calendar.region` hold.
    """
    return snapshot().calendar(region_code, on=on)


def history(key: str) -> list[RuleInForce]:
    """Return every version of a rule, the newest first."""
    return list(reversed(snapshot().rules.get(key, ())))


def days(year: int, region_code: str = "") -> list[CalendarDay]:
    """Return the special days of a year for the country or for one region, in order."""
    return list(
        CalendarDay.objects.filter(day__year=year, region_code=region_code).order_by("day", "pk")
    )


def years() -> list[CalendarYear]:
    """Return the years of the calendar, the newest first."""
    return list(CalendarYear.objects.order_by("-year"))


def _read(token: Any) -> Snapshot:
    rules: defaultdict[str, list[RuleInForce]] = defaultdict(list)
    for row in Rule.objects.order_by("key", "effective_from", "pk"):
        rules[row.key].append(in_force(row))
    days: defaultdict[str, dict[date, tuple[bool, str]]] = defaultdict(dict)
    for day in CalendarDay.objects.order_by("day", "pk"):
        days[day.region_code][day.day] = (day.is_workday, day.name)
    official = CalendarYear.objects.filter(official=True).values_list("year", flat=True)
    return Snapshot(token, rules, days, frozenset(official))


def in_force(row: Rule) -> RuleInForce:
    """Return the rule of a row, free of the database."""
    return RuleInForce(
        key=row.key,
        value=loaded(row.value),
        basis=row.basis,
        statutory=row.statutory,
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        note=row.note,
    )
