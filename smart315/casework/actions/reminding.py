"""Remind businesses of what they owe: one message a day and phase, whatever it is about.

A complaint about a platform's shop is the platform's to answer, so the platform is reminded; the
shop too where the platform wants it. A step that is climbed leaves a row; a limit that was met has
stopped its clock and is not found.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import TypeAlias

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import get_default_timezone

from smart315.accounts import queries as accounts
from smart315.accounts.actors import SYSTEM
from smart315.audit import actions as audit
from smart315.businesses import queries as businesses
from smart315.casework import ladder, notices, reminders
from smart315.casework.covering import PLEDGED
from smart315.casework.deadlines import OWED_BY_BUSINESS
from smart315.casework.kinds import Kind
from smart315.casework.models import Answer, Clock, Phase, Reminder
from smart315.casework.models.agreement import AnswerState
from smart315.casework.models.clock import ClockState
from smart315.casework.reminders import HOUR, Rung
from smart315.kernel import workdays
from smart315.parameters import queries as parameters
from smart315.partners import queries as partners


# Beyond this nobody is reminded any more: the officer sees that it is late.
GIVEN_UP = 7 * 24 * HOUR
CLOCKS_AT_ONCE = 2000


@dataclass(frozen=True)
class Due:
    """One step of one clock that is to be climbed today."""

    clock: Clock
    rung: Rung

    @property
    def covered(self) -> bool:
        """Tell whether a platform answers for the business."""
        return self.clock.complaint.covered_by_id is not None

    @property
    def owner(self) -> int:
        """Return who owes it: the platform that covers the complaint, else the business."""
        complaint = self.clock.complaint
        return complaint.covered_by_id or complaint.business_id or 0


Bundles: TypeAlias = "dict[tuple[int, Phase], list[Due]]"


@transaction.atomic
def remind_businesses(*, at: datetime) -> int:
    """Climb every step that falls on today; return how many bundles were sent.

    What falls on one local day is told in one message of its phase, as early as this runs; what
    arises later that day is told the next one, when its phase was used up already. Again on the
    same day it does nothing.
    """
    zone = get_default_timezone()
    midnight = datetime.combine(workdays.local_day(at, zone), time(), tzinfo=zone)
    bundles: dict[tuple[int, Phase], list[Due]] = defaultdict(list)
    for due in _due(at):
        bundles[due.owner, due.rung.phase].append(due)
    told = Reminder.objects.filter(at__gte=midnight).values_list("business_id", "phase")
    used_up = {(business, Phase(phase)) for business, phase in told.distinct()}
    fresh = {key: bundles[key] for key in sorted(bundles.keys() - used_up)}
    for (business_id, phase), dues in fresh.items():
        _climb(business_id, phase, dues, at)
    copies = _copies(fresh, used_up)
    for key in sorted(fresh.keys() | copies.keys()):
        _tell(*key, [*fresh.get(key, []), *copies.get(key, [])], at)
    return len(fresh)


def _copies(fresh: Bundles, used_up: set[tuple[int, Phase]]) -> Bundles:
    """Return what shops are told of beside their platform, where it wants them to be."""
    platforms = {due.owner for dues in fresh.values() for due in dues if due.covered}
    telling = partners.telling_shops(platforms)
    copies: Bundles = defaultdict(list)
    for (owner, phase), dues in fresh.items():
        for due in dues:
            shop = due.clock.complaint.business_id
            if due.covered and owner in telling and shop and shop != owner:
                copies[shop, phase].append(due)
    return {key: dues for key, dues in copies.items() if key not in used_up}


def _due(at: datetime) -> Iterable[Due]:
    zone = get_default_timezone()
    today = workdays.local_day(at, zone)
    until = workdays.end_of(today, zone)
    steps = reminders.ladder(parameters.snapshot(), today)
    for clock in _clocks(at, until + reminders.furthest(steps)):
        reached = [rung for rung in steps[clock.key] if rung.moment(clock) <= until]
        climbed = {each.step for each in clock.reminders.all()}
        # A step that was missed is not made up for once a later one can be climbed.
        if reached and all(reached[-1].hours > step for step in climbed):
            yield Due(clock, reached[-1])


def _clocks(at: datetime, until: datetime) -> Iterable[Clock]:
    """Return the running limits that have a step by `until`, where the business is to act."""
    waits = Answer.objects.filter(complaint=OuterRef("complaint"), state=AnswerState.OPEN)
    found = Clock.objects.filter(
        state=ClockState.RUNNING,
        key__in=sorted(OWED_BY_BUSINESS),
        due_at__gt=at - GIVEN_UP,
        due_at__lte=until,
        complaint__business_may_read=True,
        complaint__sandbox=False,
    ).exclude(Exists(waits) | Q(complaint__business=None, complaint__covered_by=None))
    related = found.select_related("complaint").prefetch_related("reminders")
    return related.order_by("due_at", "pk")[:CLOCKS_AT_ONCE]


def _climb(business_id: int, phase: Phase, dues: list[Due], at: datetime) -> None:
    """Write down every step that is climbed, and tell whom a platform names for it."""
    people = len(businesses.members(business_id))
    Reminder.objects.bulk_create(
        Reminder(
            complaint=due.clock.complaint,
            clock=due.clock,
            business_id=business_id,
            step=due.rung.hours,
            phase=phase,
            at=at,
            people=people,
        )
        for due in dues
    )
    Clock.objects.filter(pk__in=[due.clock.pk for due in dues]).update(reminded_at=at)
    # What the pledge limits is told to the contacts one by one, at its own moment.
    laddered = [due for due in dues if due.covered and due.clock.key not in PLEDGED]
    if laddered:
        counts = Counter(ladder.step_of(due.clock.complaint, phase) for due in laddered)
        ladder.remind(business_id, phase, counts, at=at)
    audit.record_many(
        audit.Entry(
            Kind.REMINDED,
            due.clock.complaint.stream,
            SYSTEM.name,
            at,
            {"clock": due.clock.key, "phase": str(phase), "business": business_id},
        )
        for due in dues
    )


def _tell(business_id: int, phase: Phase, dues: list[Due], at: datetime) -> None:
    """Owe one message to the business and to each of its people."""
    people = accounts.contacts(each.user_id for each in businesses.members(business_id))
    count = len({due.clock.complaint_id for due in dues})
    notices.tell_reminder(business_id, phase, count=count, people=people, at=at)
