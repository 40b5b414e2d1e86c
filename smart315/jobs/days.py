"""Let one worker run a daily task, and another take over when it failed or died."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from smart315.jobs.models import TaskRun


# Defaults: a daily task may take half an hour, and is tried five times a day.
PATIENCE = timedelta(minutes=30)
ATTEMPTS = 5


def take(*, name: str, day: date, at: datetime) -> bool:
    """Take a task for a day; False when it is done, held by another, or tried too often."""
    try:
        with transaction.atomic():
            TaskRun.objects.create(name=name, day=day, started_at=at)
    except IntegrityError:
        unfinished = TaskRun.objects.filter(name=name, day=day, finished_at=None)
        free = unfinished.filter(started_at__lte=at - PATIENCE, attempts__lt=ATTEMPTS)
        return free.update(started_at=at, attempts=F("attempts") + 1) == 1
    return True


def finish(*, name: str, day: date, at: datetime) -> None:
    """Note that the task of the day is done."""
    TaskRun.objects.filter(name=name, day=day).update(finished_at=at, last_error="")


def fail(*, name: str, day: date, error: str) -> None:
    """Note the class of an error; the task is tried again after a while."""
    TaskRun.objects.filter(name=name, day=day).update(last_error=error)


def failed_since(day: date) -> list[tuple[str, date, str]]:
    """Return (task, day, class of the error) of the runs from the day on that failed last."""
    failed = TaskRun.objects.filter(day__gte=day, finished_at=None).exclude(last_error="")
    return list(failed.order_by("day", "name").values_list("name", "day", "last_error"))
