"""The loop that runs what is due until it is told to stop."""

import logging
import traceback
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.db import close_old_connections, connection
from django.utils.timezone import get_default_timezone

from smart315.jobs import days, heartbeat
from smart315.jobs.schedule import Task


logger = logging.getLogger(__name__)

# Between two beats of the heart at most; `doctor` worries after several.
BEAT = timedelta(seconds=10)


def work(
    *,
    tasks: Sequence[Task],
    clock: Callable[[], datetime],
    wait: Callable[[float], bool],
    pulse: Path,
    once: bool = False,
) -> None:
    """Run each task when it is due, until `wait` says stop; with `once`, one round.

    `wait` sleeps for that many seconds at most and returns True when the worker is to stop. A task
    that fails is logged by the class of its error and does not hold the others up.
    """
    due = {task.name: clock() for task in tasks}
    while True:
        for task in tasks:
            if wait(0):
                return
            at = clock()
            if due[task.name] <= at:
                due[task.name] = at if attempt(task, at, clock) else at + task.every
            _beat(pulse, clock())
        if once or wait(_pause(due, clock())):
            return


def attempt(task: Task, at: datetime, clock: Callable[[], datetime]) -> bool:
    """Run a task once, whatever it raises; return True when more of the same is waiting."""
    try:
        # A connection that the database has dropped is replaced; a caller's transaction keeps its.
        if not connection.in_atomic_block:
            close_old_connections()
        if task.daily_at is None:
            return bool(task.run(at))
        _run_daily(task, at, clock)
    except Exception as problem:  # noqa: BLE001 - the others go on
        _report(task, problem)
    return False


def _run_daily(task: Task, at: datetime, clock: Callable[[], datetime]) -> None:
    local = at.astimezone(get_default_timezone())
    day = local.date()
    if task.daily_at is None or local.time() < task.daily_at:
        return
    if not days.take(name=task.name, day=day, at=at):
        return
    try:
        while task.run(at):
            pass
    except Exception as problem:
        days.fail(name=task.name, day=day, error=type(problem).__name__)
        raise
    days.finish(name=task.name, day=day, at=clock())


def _report(task: Task, problem: Exception) -> None:
    # The class and the place alone: the text of an error may hold personal data.
    place = traceback.extract_tb(problem.__traceback__)[-1]
    logger.error(
        "task %r failed: %s in %s line %s",
        task.name,
        type(problem).__name__,
        place.name,
        place.lineno,
    )


def _beat(pulse: Path, at: datetime) -> None:
    try:
        heartbeat.beat(pulse, at)
    except OSError as problem:
        logger.warning("the heartbeat cannot be written: %s", type(problem).__name__)


def _pause(due: dict[str, datetime], at: datetime) -> float:
    nearest = min(due.values(), default=at + BEAT)
    return max(0.0, min((nearest - at).total_seconds(), BEAT.total_seconds()))
