"""The rule register as the desk shows it: groups of rules, and the calendar month by month."""

from calendar import Calendar as Weeks
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smart315.parameters import queries
from smart315.parameters.register import Declared, clocks, rates, statutes, thresholds
from smart315.parameters.snapshot import RuleInForce
from smart315.web.desk import values


GROUPS: tuple[tuple[str | Promise, tuple[Declared, ...]], ...] = (
    (_("办理期限"), clocks.CLOCKS),
    (_("办理与编号"), thresholds.CASEWORK),
    (_("群体性投诉"), thresholds.GROUPS),
    (_("经营者与放心消费"), thresholds.BUSINESSES),
    (_("公示与发布"), thresholds.PUBLISHING),
    (_("短信"), thresholds.MESSAGES),
    (_("法定数额"), statutes.STATUTES),
    (_("公布的利率"), rates.RATES),
    (_("档案保存"), statutes.RETENTION),
)
WEEKDAYS = (_("一"), _("二"), _("三"), _("四"), _("五"), _("六"), _("日"))


@dataclass(frozen=True)
class Line:
    """One rule as a line of the register: what holds today, and what will."""

    key: str
    title: str
    words: str
    basis: str
    statutory: bool
    since: date | None
    coming: RuleInForce | None = None
    coming_words: str = ""


@dataclass(frozen=True)
class Version:
    """One version of a rule in its history."""

    rule: RuleInForce
    words: str
    current: bool


@dataclass(frozen=True)
class Day:
    """One square of the calendar."""

    on: date
    inside: bool
    off: bool
    special: bool
    name: str


@dataclass(frozen=True)
class Month:
    """One month of the calendar, by weeks from Monday."""

    first: date
    weeks: list[list[Day]]


def groups(on: date) -> list[tuple[str | Promise, list[Line]]]:
    """Return the whole register as it stands on the day: one query."""
    held = queries.snapshot().rules
    return [
        (name, [_line(each, held.get(each.key, ()), on) for each in rows]) for name, rows in GROUPS
    ]


def line(declared: Declared, on: date) -> Line:
    """Return one rule as it stands on the day."""
    return _line(declared, queries.snapshot().rules.get(declared.key, ()), on)


def versions(key: str, on: date) -> list[Version]:
    """Return every version of a rule, the newest first."""
    return [
        Version(each, values.words_of(each.value), each.holds(on)) for each in queries.history(key)
    ]


def months(year: int, region_code: str = "") -> list[Month]:
    """Return the twelve months of a year with what is off and what is worked: three queries."""
    calendar = queries.calendar(region_code)
    names = {each.day: each.name for each in queries.days(year)}
    if region_code:
        names |= {each.day: each.name for each in queries.days(year, region_code)}

    def day(on: date, month: int) -> Day:
        off = not calendar.is_workday(on)
        return Day(on, on.month == month, off, on in names, names.get(on, ""))

    return [
        Month(
            date(year, month, 1),
            [[day(on, month) for on in week] for week in Weeks().monthdatescalendar(year, month)],
        )
        for month in range(1, 13)
    ]


def _line(declared: Declared, held: Sequence[RuleInForce], on: date) -> Line:
    now = next((each for each in held if each.holds(on)), None)
    coming = next((each for each in held if each.effective_from > on), None)
    return Line(
        key=declared.key,
        title=str(declared.title),
        words=values.words_of(now.value) if now else "",
        basis=now.basis if now else declared.basis,
        statutory=declared.statutory,
        since=now.effective_from if now else None,
        coming=coming,
        coming_words=values.words_of(coming.value) if coming else "",
    )
