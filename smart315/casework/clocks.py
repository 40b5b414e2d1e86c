"""Start, pause, resume and stop the clocks of a complaint as the table of effects says.

Lengths are those of the register on the day of receipt (handbook §2.7); the calendar is that of
the organisation's place (WD-7).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.businesses.queries import Pledge
from smart315.businesses.states import PledgeKind
from smart315.casework import covering
from smart315.casework.covering import PLEDGED
from smart315.casework.deadlines import (
    CLOCKS,
    INFORMATIVE,
    Effect,
)
from smart315.casework.models import Clock, Complaint, Pause
from smart315.casework.models.clock import ClockState
from smart315.kernel import pauses, workdays
from smart315.kernel.workdays import Calendar, Limit, Unit
from smart315.parameters import queries as parameters
from smart315.parameters.snapshot import Snapshot


# The contacts of a platform are told when this share of the promised time is used.
LADDER_AT = 0.7
WORKING = (ClockState.RUNNING, ClockState.PAUSED)


@dataclass(frozen=True)
class Rulebook:
    """The register as it stands for one complaint: its day of receipt and its place."""

    snapshot: Snapshot
    received_on: date
    region_code: str
    delegated: bool = False
    pledge: Pledge | None = None

    @property
    def calendar(self) -> Calendar:
        """Return the calendar of the place, with the switches of the day of receipt."""
        return self.snapshot.calendar(self.region_code, on=self.received_on)

    def limit(self, key: str) -> tuple[Limit, str]:
        """Return the limit and what it rests on: a pledge as far as it shortens the register."""
        name = "mediation.delegated" if key == "mediation.limit" and self.delegated else key
        rule = self.snapshot.rule(name, self.received_on)
        sooner = covering.promised(self.pledge, key, rule.limit)
        if self.pledge is not None and sooner is not None:
            return sooner, named(self.pledge)
        return rule.limit, rule.basis


def rulebook(complaint: Complaint, snapshot: Snapshot | None = None) -> Rulebook:
    """Return the rules that hold for a complaint; one query without a snapshot in hand."""
    return Rulebook(
        snapshot or parameters.snapshot(),
        workdays.local_day(complaint.received_at, get_default_timezone()),
        complaint.organisation.region_id,
        complaint.delegated_by_samr,
        complaint.pledge,
    )


def _watch_from(clock: Clock, rules: Rulebook) -> datetime:
    """Return when the watcher first looks: a platform's people are told before it is over."""
    green = rules.pledge is not None and rules.pledge.kind == PledgeKind.GREEN
    if green and clock.key in PLEDGED:
        return clock.started_at + (clock.due_at - clock.started_at) * LADDER_AT
    return clock.due_at


def named(pledge: Pledge) -> str:
    """Return what a pledged limit rests on."""
    day = workdays.local_day(pledge.signed_at, get_default_timezone())
    said = {
        PledgeKind.GREEN: _("平台%(day)s签署的绿色通道承诺（%(version)s）"),
        PledgeKind.DIRECT: _("商家%(day)s签署的网上直通车承诺（%(version)s）"),
    }
    words = {"day": f"{day:%Y-%m-%d}", "version": pledge.version}
    return said[PledgeKind(pledge.kind)] % words


def fresh(key: str, complaint: Complaint, rules: Rulebook, at: datetime) -> Clock:
    """Return an unsaved running clock of the register's length."""
    limit, basis = rules.limit(key)
    due = workdays.due(limit, at, rules.calendar, get_default_timezone())
    clock = Clock(
        complaint=complaint,
        key=key,
        length=limit.length,
        unit=limit.unit,
        basis=basis,
        started_at=at,
        due_at=due.at,
        provisional=due.provisional,
    )
    clock.watch_at = _watch_from(clock, rules)
    return clock


def until(key: str, complaint: Complaint, day: date, at: datetime) -> Clock:
    """Return an unsaved running clock that ends on a day that people agreed on."""
    zone = get_default_timezone()
    days = (day - workdays.local_day(at, zone)).days
    clock = Clock(
        complaint=complaint,
        key=key,
        length=max(days, 1),
        unit=Unit.DAYS,
        basis=_("双方约定"),
        started_at=at,
        due_at=workdays.end_of(day, zone),
    )
    clock.watch_at = clock.due_at
    return clock


def pending(
    complaint: Complaint, moves: Iterable[str], rules: Rulebook, at: datetime
) -> list[Clock]:
    """Return, unsaved, the clocks that the first moves of a fresh complaint leave running."""
    keys: list[str] = []
    for move in moves:
        effect = CLOCKS[move]
        keys = [] if effect.stops_all else [key for key in keys if key not in effect.stops]
        keys += effect.starts
    return [fresh(key, complaint, rules, at) for key in keys]


def keep(complaint: Complaint, clocks: list[Clock]) -> None:
    """Write the clocks of a complaint that has just got its key; one INSERT."""
    for clock in clocks:
        clock.complaint_id = complaint.pk
    Clock.objects.bulk_create(clocks)


def apply(complaint: Complaint, move: str, *, at: datetime, perform_by: date | None = None) -> None:
    """Do to the complaint's clocks what the move does, and set its next due date.

    `perform_by` is the day that the parties agreed on. The complaint itself is saved by the caller.
    """
    effect = CLOCKS[move]
    if move == "supplement" and _restarts(complaint):
        effect = Effect(stops=("supplement.due", "accept.decide"), starts=("accept.decide",))
    act(complaint, effect, at=at, reason=move, perform_by=perform_by)


def act(
    complaint: Complaint,
    effect: Effect,
    *,
    at: datetime,
    reason: str,
    perform_by: date | None = None,
) -> None:
    """Do what one effect says, in this order: stop, pause, resume, start."""
    rules = rulebook(complaint)
    working = list(complaint.clocks.filter(state__in=WORKING).order_by("pk"))
    ended = [each for each in working if effect.stops_all or each.key in effect.stops]
    for clock in ended:
        _end(clock, at)
    working = [each for each in working if each not in ended]
    for clock in working:
        if clock.key in effect.pauses and clock.state == ClockState.RUNNING:
            _pause(clock, at, reason)
        if clock.key in effect.resumes and clock.state == ClockState.PAUSED:
            _resume(clock, at, rules)
    there = {each.key for each in working}
    started = [
        _start(key, complaint, rules, at, perform_by) for key in effect.starts if key not in there
    ]
    Clock.objects.bulk_create(started)
    set_next_due(complaint, [*working, *started])


def set_next_due(complaint: Complaint, working: Iterable[Clock]) -> None:
    """Point the complaint at the earliest limit that somebody has to meet."""
    counted = [
        each for each in working if each.state == ClockState.RUNNING and each.key not in INFORMATIVE
    ]
    nearest = min(counted, key=lambda each: (each.due_at, each.key), default=None)
    complaint.next_due_at = nearest.due_at if nearest else None
    complaint.next_due_key = nearest.key if nearest else ""


def lengthen(clock: Clock, key: str, complaint: Complaint) -> int:
    """Add to a running clock what another limit of the register says; return how much."""
    rules = rulebook(complaint)
    more, basis = rules.limit(key)
    if more.unit is not clock.limit.unit:
        raise ValueError(f"{key} counts in another unit than {clock.key}.")
    clock.length += more.length
    clock.basis = f"{clock.basis}；{basis}"[:200]
    zone = get_default_timezone()
    due = pauses.due_with_pauses(clock.limit, clock.started_at, held(clock), rules.calendar, zone)
    clock.due_at, clock.provisional = due.at, due.provisional
    clock.watch_at = clock.due_at
    clock.save(update_fields=["length", "basis", "due_at", "provisional", "watch_at"])
    return more.length


def held(clock: Clock) -> list[pauses.Pause]:
    """Return the pauses that are over, as the kernel counts them."""
    over = clock.pauses.exclude(resumed_at=None).order_by("paused_at")
    return [pauses.Pause(each.paused_at, each.resumed_at) for each in over if each.resumed_at]


def _restarts(complaint: Complaint) -> bool:
    rules = rulebook(complaint)
    return bool(rules.snapshot.value("supplement.restart", rules.received_on))


def _start(
    key: str, complaint: Complaint, rules: Rulebook, at: datetime, perform_by: date | None
) -> Clock:
    if key == "perform.due":
        if perform_by is None:
            raise ValueError("An agreement says until when it is to be performed.")
        return until(key, complaint, perform_by, at)
    return fresh(key, complaint, rules, at)


def _end(clock: Clock, at: datetime) -> None:
    if clock.state == ClockState.PAUSED:
        clock.pauses.filter(resumed_at=None).update(resumed_at=at)
    clock.end(at)
    clock.save(update_fields=["state", "ended_at", "watch_at"])


def _pause(clock: Clock, at: datetime, reason: str) -> None:
    Pause.objects.create(clock=clock, paused_at=at, reason=reason)
    clock.state = ClockState.PAUSED
    clock.save(update_fields=["state"])


def _resume(clock: Clock, at: datetime, rules: Rulebook) -> None:
    clock.pauses.filter(resumed_at=None).update(resumed_at=at)
    zone = get_default_timezone()
    due = pauses.due_with_pauses(clock.limit, clock.started_at, held(clock), rules.calendar, zone)
    clock.due_at, clock.provisional = due.at, due.provisional
    clock.state = ClockState.RUNNING
    clock.watch_at = max(at, clock.due_at)
    clock.save(update_fields=["due_at", "provisional", "state", "watch_at"])
