"""Why a limit ends on the day on which it ends, in sentences that anybody understands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.casework import clocks, policies
from smart315.casework.deadlines import AGREED_DATE, TITLES
from smart315.casework.models import Clock, Complaint, Pause
from smart315.casework.models.clock import ClockState
from smart315.casework.queries.limits import ClockView, clock_view
from smart315.casework.states import MOVE_LABELS
from smart315.kernel import pauses, workdays
from smart315.kernel.workdays import Explanation, Limit, Unit


UNITS = {
    Unit.HOURS: lambda: _("小时"),
    Unit.WORKDAYS: lambda: _("个工作日"),
    Unit.DAYS: lambda: _("日"),
    Unit.MONTHS: lambda: _("个月"),
    Unit.YEARS: lambda: _("年"),
}


@dataclass(frozen=True)
class Why:
    """A clock and the sentences that explain its end."""

    clock: ClockView
    sentences: list[str]


def why(complaint_id: int, clock_id: int, actor: Actor, *, at: datetime) -> Why | None:
    """Explain one due date; None when there is none or the actor may not read the complaint."""
    complaint = Complaint.objects.select_related("organisation").filter(pk=complaint_id).first()
    if complaint is None or not policies.may_read(actor, complaint):
        return None
    clock = complaint.clocks.filter(pk=clock_id).first()
    if clock is None:
        return None
    return Why(clock_view(clock, at), list(_sentences(clock, complaint)))


def in_words(limit: Limit) -> str:
    """Return a limit as people say it: 7个工作日."""
    return f"{limit.length}{UNITS[limit.unit]()}"


def _sentences(clock: Clock, complaint: Complaint) -> Iterator[str]:
    title = str(TITLES[clock.key])
    if clock.key in AGREED_DATE:
        yield _("“%(title)s”：双方约定在%(day)s前履行。") % {
            "title": title,
            "day": _day(_local(clock.due_at)),
        }
        return
    rules = clocks.rulebook(complaint)
    yield _("“%(title)s”的期限是%(limit)s（%(basis)s）。") % {
        "title": title,
        "limit": in_words(clock.limit),
        "basis": clock.basis,
    }
    explained = pauses.explain_with_pauses(
        clock.limit, clock.started_at, clocks.held(clock), rules.calendar, get_default_timezone()
    )
    yield from _start(explained)
    if clock.state == ClockState.PAUSED:
        # Nobody knows the day while the clock stands still.
        yield from _pauses(clock)
        return
    yield from _days_off(explained)
    yield from _pauses(clock)
    yield _end(clock)
    if clock.provisional:
        yield from _provisional(explained)


def _start(explained: Explanation) -> Iterator[str]:
    if explained.limit.unit is Unit.HOURS:
        started = explained.started.astimezone(get_default_timezone())
        yield _("从%(moment)s起，按小时计算，休息日不扣除。") % {
            "moment": f"{started:%Y-%m-%d %H:%M}"
        }
        return
    yield _("%(start)s开始，当日不计入，从%(first)s起算（《民法典》第二百零一条）。") % {
        "start": _day(explained.start),
        "first": _day(explained.first_counted),
    }


def _days_off(explained: Explanation) -> Iterator[str]:
    if explained.skipped:
        days = _named(explained.skipped)
        if explained.limit.unit is Unit.WORKDAYS:
            yield _("其间不计算：%(days)s。") % {"days": days}
        else:
            yield _("最后一天遇%(days)s，顺延到休息结束的次日（《民法典》第二百零三条）。") % {
                "days": days
            }
    if explained.worked:
        days = "、".join(_day(day) for day, _name in explained.worked)
        yield _("%(days)s是调休上班日，按工作日计算。") % {"days": days}


def _provisional(explained: Explanation) -> Iterator[str]:
    years = "、".join(str(year) for year in explained.provisional_years)
    if years:
        yield _(
            "%(years)s年的放假安排尚未公布，以上按周末和法定节日推算；正式通知公布后，日期可能调整。"
        ) % {"years": years}


def _pauses(clock: Clock) -> Iterator[str]:
    for pause in clock.pauses.order_by("paused_at"):
        yield _pause(pause)


def _pause(pause: Pause) -> str:
    words = {
        "from": f"{_local(pause.paused_at):%Y-%m-%d}",
        "reason": MOVE_LABELS.get(pause.reason, pause.reason),
    }
    if pause.resumed_at is None:
        return _("自%(from)s起暂停计算（%(reason)s），恢复后继续。") % words
    words["until"] = f"{_local(pause.resumed_at):%Y-%m-%d}"
    return _("%(from)s至%(until)s暂停计算（%(reason)s），这段时间不计入。") % words


def _end(clock: Clock) -> str:
    due = clock.due_at.astimezone(get_default_timezone())
    if clock.unit == Unit.HOURS:
        return _("因此到%(moment)s截止。") % {"moment": f"{due:%Y-%m-%d %H:%M}"}
    return _("因此到%(day)s 24:00截止。") % {"day": _day(due.date())}


def _named(days: tuple[tuple[date, str], ...]) -> str:
    """Return days off run by run: 国庆节（10月1日至10月7日）、周末（9月5日、9月6日）."""
    runs: list[tuple[str, list[date]]] = []
    for name, group in groupby(days, key=lambda each: each[1]):
        for day, _name in group:
            follows = runs and runs[-1][0] == name and day - runs[-1][1][-1] == timedelta(days=1)
            if follows:
                runs[-1][1].append(day)
            else:
                runs.append((name, [day]))
    return "、".join(f"{name or _('周末')}（{_span(run)}）" for name, run in runs)


def _span(run: list[date]) -> str:
    if len(run) == 1:
        return _short(run[0])
    return _("%(first)s至%(last)s") % {"first": _short(run[0]), "last": _short(run[-1])}


def _short(day: date) -> str:
    return _("%(month)s月%(day)s日") % {"month": day.month, "day": day.day}


def _day(day: date) -> str:
    return _("%(year)s年%(month)s月%(day)s日") % {
        "year": day.year,
        "month": day.month,
        "day": day.day,
    }


def _local(moment: datetime) -> date:
    return workdays.local_day(moment, get_default_timezone())
