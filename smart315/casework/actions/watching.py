"""What the clock does by itself: tell of lateness, fall back, note a default.

One complaint a transaction: a row that cannot be worked on is pushed aside for an hour and does
not hold up the others.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeAlias

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _, gettext_lazy as _lazy

from smart315.accounts.actors import SYSTEM
from smart315.casework import clocks, covering, ladder, notices, search
from smart315.casework.actions import (
    moving,
    negotiation,
    performance,
    reattributing,
    rounds,
    routing,
    supervising,
)
from smart315.casework.codes import Audience
from smart315.casework.deadlines import INFORMATIVE, NEGOTIATION
from smart315.casework.kinds import Kind
from smart315.casework.models import Assignment, Clock, Complaint, Supervision
from smart315.casework.models.clock import ClockState
from smart315.casework.parts import WATCHED
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.partners.states import Step as LadderStep


logger = logging.getLogger(__name__)

PUSHED_ASIDE = timedelta(hours=1)
Watched: TypeAlias = "QuerySet[Clock] | QuerySet[Assignment] | QuerySet[Supervision]"
# Whom of a platform is reminded by mail as the promised time runs out, and what was promised.
RUNGS = {
    "negotiate.respond": LadderStep.FIRST_LINE,
    "negotiate.plan": LadderStep.SUPERVISOR,
}
PROMISED = {"negotiate.respond": _lazy("打开投诉"), "negotiate.plan": _lazy("提出解决方案")}
MISSED_BY_PLATFORM = _lazy("平台没有在承诺的%(hours)s小时内%(what)s，绿色通道结束，转入普通程序。")
MISSED_BY_BUSINESS = _lazy("商家没有在承诺的%(hours)s小时内%(what)s。")


def watch(*, at: datetime, limit: int = 100) -> int:
    """Do what is due, the longest waiting first; return how many clocks were looked at."""
    # On its last moment a limit is not over yet.
    due = Clock.objects.filter(state=ClockState.RUNNING, watch_at__lt=at)
    looked = 0
    for rows, look in (
        (due, _look_at),
        (Assignment.objects.filter(watch_at__lt=at), _part_is_late),
        (Supervision.objects.filter(watch_at__lt=at), supervising.look_at),
    ):
        looked += _each(rows, look, at, limit)
    return looked


def _each(rows: Watched, look: Callable[[int, datetime], None], at: datetime, limit: int) -> int:
    waiting = list(rows.order_by("watch_at", "pk").values_list("pk", flat=True)[:limit])
    for pk in waiting:
        try:
            look(pk, at)
        except Exception as problem:  # noqa: BLE001 - one poisoned row must not stop the others
            # The class alone: the text of an error may hold what somebody wrote.
            logger.error(  # noqa: TRY400
                "%s %s cannot be worked on: %s",
                rows.model._meta.model_name,  # noqa: SLF001
                pk,
                type(problem).__name__,
            )
            rows.model.objects.filter(pk=pk).update(watch_at=at + PUSHED_ASIDE)
    return len(waiting)


@transaction.atomic
def index_words(*, at: datetime, limit: int = 200) -> int:
    """Write the search words of complaints that have none yet; return how many."""
    fresh = list(
        Complaint.objects.filter(words_at=None)
        .select_for_update(of=("self",), skip_locked=True)
        .order_by("pk")[:limit]
    )
    for complaint in fresh:
        complaint.words = search.words_of(complaint)
        complaint.words_at = at
    Complaint.objects.bulk_update(fresh, ["words", "words_at"], batch_size=100)
    search.write([complaint.pk for complaint in fresh])
    return len(fresh)


@transaction.atomic
def _look_at(clock_id: int, at: datetime) -> None:
    complaint = moving.locked(Clock.objects.values_list("complaint", flat=True).get(pk=clock_id))
    clock = Clock.objects.get(pk=clock_id)
    if clock.state != ClockState.RUNNING or clock.watch_at is None or clock.watch_at >= at:
        # Another worker or an officer was first.
        return
    if clock.due_at >= at:
        # A platform's people are told in time; or it was prolonged since.
        if complaint.pledge is not None and clock.key in RUNGS:
            ladder.tell(complaint, RUNGS[clock.key], at=at)
        clock.watch_at = clock.due_at
        clock.save(update_fields=["watch_at"])
        return
    clock.watch_at = None
    clock.save(update_fields=["watch_at"])
    WHEN_OVER.get(clock.key, _tell_late)(complaint, clock, at)


def _tell_late(complaint: Complaint, clock: Clock, at: datetime) -> None:
    notices.tell(complaint, (notices.LATE,), at=at, key=f"late:{clock.pk}")
    supervising.by_itself(complaint, clock, at)


@transaction.atomic
def _part_is_late(assignment_id: int, at: datetime) -> None:
    """Tell both sides, once, that a task was not answered in time."""
    found = Assignment.objects.values_list("complaint", flat=True).get(pk=assignment_id)
    complaint = moving.locked(found)
    part = Assignment.objects.get(pk=assignment_id)
    if part.watch_at is None or part.watch_at >= at:
        return
    part.complaint, part.watch_at, part.late = complaint, None, True
    part.save(update_fields=["watch_at", "late"])
    for place in (part.organisation_id, part.giver_id):
        key = f"late:part:{part.pk}:{place}"
        notices.tell_part(part, notices.PART_LATE, place, at=at, key=key)


def _negotiation_over(complaint: Complaint, clock: Clock, at: datetime) -> None:
    """Fall back when the period ends, or when the silence has lasted as long as the rule says."""
    rules = clocks.rulebook(complaint)
    silent_until = rules.snapshot.value("negotiate.fall_back", rules.received_on)
    silent = not rounds.was_answered(complaint)
    if complaint.stage != Stage.NEGOTIATING:
        return
    missed = covering.set_by(complaint.pledge, clock)
    if missed:
        _pledge_missed(complaint, clock, at)
    green = missed and complaint.covered_by_id is not None
    if green or clock.key == "negotiate.due" or (silent and clock.key == silent_until):
        negotiation.fall_back_by_itself(complaint_id=complaint.pk, at=at)
    else:
        _missed(complaint, clock)


def _pledge_missed(complaint: Complaint, clock: Clock, at: datetime) -> None:
    """Note that hours which were promised are over; after a platform's the case goes on."""
    complaint.pledge_missed_at = at
    complaint.save(update_fields=["pledge_missed_at"])
    rounds.pledge_missed(complaint, at=at)
    said = MISSED_BY_PLATFORM if complaint.covered_by_id else MISSED_BY_BUSINESS
    note = said % {"hours": clock.length, "what": PROMISED[clock.key]}
    moving.enter(complaint, by=SYSTEM, at=at, note=note)
    data = {"clock": clock.key, "hours": clock.length, "platform": complaint.covered_by_id}
    moving.record(Kind.PLEDGE_MISSED, complaint, by=SYSTEM, at=at, data=data)
    ladder.tell(complaint, LadderStep.LEGAL, at=at)


def _performance_over(complaint: Complaint, clock: Clock, at: datetime) -> None:
    if complaint.stage == Stage.AGREED:
        try:
            performance.mark_default(complaint_id=complaint.pk, by=SYSTEM, at=at)
        except Refused as refusal:
            logger.warning("clock %s: no default noted: %s", clock.pk, type(refusal).__name__)
    else:
        _tell_late(complaint, clock, at)


def _reattribution_over(complaint: Complaint, clock: Clock, at: datetime) -> None:
    """Let the association decide: no other business was named in time."""
    del clock
    reattributing.give_up_waiting(complaint_id=complaint.pk, by=SYSTEM, at=at)


def _unsigned(complaint: Complaint, clock: Clock, at: datetime) -> None:
    """Escalate a case that was neither signed for nor sent back in time (SV-1).

    Where nobody watches over the receiver, it goes back at once; otherwise when the reminder and
    the order remain without an answer.
    """
    note = _("%(receiver)s没有在期限内签收，也没有退回。") % {
        "receiver": complaint.organisation.name
    }
    moving.enter(complaint, by=SYSTEM, at=at, note=note, audience=Audience.INTERNAL)
    _tell_late(complaint, clock, at)
    watched = complaint.supervisions.filter(unit=complaint.organisation_id, state__in=WATCHED)
    if not watched.exists():
        routing.come_back(complaint, at)


def _right_over(complaint: Complaint, clock: Clock, at: datetime) -> None:
    """End a right that was not used: nobody was late."""
    del complaint, at
    clock.state, clock.ended_at = ClockState.MET, clock.due_at
    clock.save(update_fields=["state", "ended_at"])


def _missed(complaint: Complaint, clock: Clock) -> None:
    """End a limit that nobody can meet any more, as missed on its last moment."""
    clock.state, clock.ended_at = ClockState.MISSED, clock.due_at
    clock.save(update_fields=["state", "ended_at"])
    working = complaint.clocks.filter(state__in=clocks.WORKING)
    clocks.set_next_due(complaint, working)
    complaint.save(update_fields=["next_due_at", "next_due_key"])


WHEN_OVER: dict[str, Callable[[Complaint, Clock, datetime], None]] = {
    **dict.fromkeys(NEGOTIATION, _negotiation_over),
    "perform.due": _performance_over,
    "reattribute.due": _reattribution_over,
    "transfer.sign": _unsigned,
    **dict.fromkeys(INFORMATIVE, _right_over),
}
