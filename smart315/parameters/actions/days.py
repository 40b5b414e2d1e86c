"""Changing the calendar: single days, and the official notice of a year."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.parameters import policies
from smart315.parameters.actions import revision
from smart315.parameters.kinds import Kind
from smart315.parameters.models import CalendarDay, CalendarYear
from smart315.parameters.official import YearOfDays, notice_begins
from smart315.regions import queries as regions


@transaction.atomic
def set_day(
    *,
    day: date,
    is_workday: bool,
    name: str,
    source: str,
    by: Actor,
    at: datetime,
    region_code: str = "",
) -> None:
    """Mark one day as off or worked, for the country or for a region and all below it.

    Raises Refused.
    """
    held = revision.lock(at)
    policies.may_set_rule(by).require()
    known = not region_code or regions.known(region_code)
    policies.may_mark_day(name, source, region_known=known).require()
    CalendarDay.objects.update_or_create(
        day=day,
        region_code=region_code,
        defaults={"is_workday": is_workday, "name": name.strip(), "source": source.strip()},
    )
    revision.renew(held, at)
    data = {"region": region_code, "is_workday": is_workday, "name": name, "source": source}
    _record(Kind.DAY_SET, f"calendar:{day}", by, at, data)


@transaction.atomic
def clear_day(*, day: date, by: Actor, at: datetime, region_code: str = "") -> None:
    """Let a day follow the week, or the country, again. Raises Refused."""
    held = revision.lock(at)
    policies.may_set_rule(by).require()
    found = CalendarDay.objects.filter(day=day, region_code=region_code).first()
    if found is None:
        return
    data = {"region": region_code, "is_workday": found.is_workday, "name": found.name}
    found.delete()
    revision.renew(held, at)
    _record(Kind.DAY_CLEARED, f"calendar:{day}", by, at, data)


@transaction.atomic
def announce_year(
    *,
    year: int,
    holidays: Mapping[date, str],
    makeup_workdays: Mapping[date, str],
    source: str,
    by: Actor,
    at: datetime,
) -> None:
    """Enter the State Council's notice for a year; its days replace what stood there before.

    The notice may move the last days of the December before. Raises Refused.
    """
    held = revision.lock(at)
    policies.may_set_rule(by).require()
    policies.may_announce(year, holidays, makeup_workdays, source=source).require()
    replace_year(
        YearOfDays(
            year,
            official=True,
            source=source.strip(),
            holidays=holidays,
            makeup_workdays=makeup_workdays,
        )
    )
    revision.renew(held, at)
    data = {"holidays": _written(holidays), "makeup_workdays": _written(makeup_workdays)}
    _record(Kind.YEAR_ANNOUNCED, f"calendar:{year}", by, at, {**data, "source": source})


def replace_year(year: YearOfDays) -> None:
    """Write the country's days of one notice in place of those that stood there."""
    stale = Q(day__gte=notice_begins(year.year), day__lt=notice_begins(year.year + 1))
    named = Q(day__in=[*year.holidays, *year.makeup_workdays])
    CalendarDay.objects.filter(stale | named, region_code="").delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(day=day, is_workday=worked, name=name, source=year.source)
        for names, worked in [(year.holidays, False), (year.makeup_workdays, True)]
        for day, name in names.items()
    )
    CalendarYear.objects.update_or_create(
        year=year.year, defaults={"official": year.official, "source": year.source}
    )


def _written(days: Mapping[date, str]) -> dict[str, str]:
    return {day.isoformat(): name for day, name in sorted(days.items())}


def _record(kind: Kind, stream: str, by: Actor, at: datetime, data: Mapping[str, Any]) -> None:
    audit.record(kind=kind, stream=stream, actor=by.name, at=at, data=data)
