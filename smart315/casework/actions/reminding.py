"""Remind businesses of what they owe: one message a day and phase, whatever it is about.

Where a platform answers for its shop, the platform is reminded: it gave the pledge.

A step that is climbed leaves a row; a limit that was met has stopped its clock and is not found.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import get_default_timezone

from smart315.accounts import queries as accounts
from smart315.accounts.actors import SYSTEM
from smart315.audit import actions as audit
from smart315.businesses import queries as businesses
from smart315.casework import notices, reminders
from smart315.casework.deadlines import OWED_BY_BUSINESS
from smart315.casework.kinds import Kind
from smart315.casework.models import Answer, Clock, Complaint, Phase, Reminder
from smart315.casework.models.agreement import AnswerState
from smart315.casework.models.clock import ClockState
from smart315.casework.reminders import HOUR, Rung
from smart315.kernel import workdays
from smart315.parameters import queries as parameters


# Beyond this nobody is reminded any more: the officer sees that it is late.
GIVEN_UP = 7 * 24 * HOUR
CLOCKS_AT_ONCE = 2000
SOMEBODY_ANSWERS = Q(complaint__business__isnull=False) | Q(complaint__covered_by__isnull=False)


@dataclass(frozen=True)
class Due:
    """One step of one clock that is to be climbed today."""

    clock: Clock
    rung: Rung


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
        bundles[_answers(due.clock.complaint), due.rung.phase].append(due)
    told = Reminder.objects.filter(at__gte=midnight).values_list("business_id", "phase")
    used_up = {(business, Phase(phase)) for business, phase in told.distinct()}
    fresh = sorted(bundles.keys() - used_up)
    for business_id, phase in fresh:
        _tell(business_id, phase, bundles[business_id, phase], at)
    return len(fresh)


def _answers(complaint: Complaint) -> int:
    return complaint.covered_by_id or complaint.business_id or 0


def _due(at: datetime) -> Iterable[Due]:
    zone = get_default_timezone()
    today = workdays.local_day(at, zone)
    until = workdays.end_of(today, zone)
    ladder = reminders.ladder(parameters.snapshot(), today)
    for clock in _clocks(at, until + reminders.furthest(ladder)):
        reached = [rung for rung in ladder[clock.key] if rung.moment(clock) <= until]
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
    ).exclude(Exists(waits))
    found = found.filter(SOMEBODY_ANSWERS)
    related = found.select_related("complaint").prefetch_related("reminders")
    return related.order_by("due_at", "pk")[:CLOCKS_AT_ONCE]


def _tell(business_id: int, phase: Phase, dues: list[Due], at: datetime) -> None:
    """Owe one message to the business and to each of its people; write down every step."""
    people = accounts.contacts(each.user_id for each in businesses.members(business_id))
    Reminder.objects.bulk_create(
        Reminder(
            complaint=due.clock.complaint,
            clock=due.clock,
            business_id=business_id,
            step=due.rung.hours,
            phase=phase,
            at=at,
            people=len(people),
        )
        for due in dues
    )
    Clock.objects.filter(pk__in=[due.clock.pk for due in dues]).update(reminded_at=at)
    count = len({due.clock.complaint_id for due in dues})
    notices.tell_reminder(business_id, phase, count=count, people=people, at=at)
    audit.record_many(
        audit.Entry(
            Kind.REMINDED,
            due.clock.complaint.stream,
            SYSTEM.name,
            at,
            {"clock": due.clock.key, "phase": str(phase)},
        )
        for due in dues
    )
