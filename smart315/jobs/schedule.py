"""The table of what the worker does, and how often."""

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from smart315.documents import actions as documents
from smart315.messaging import delivery


BATCH = 100


@dataclass(frozen=True)
class Task:
    """Something to do every so often, or once a local day from `daily_at` on.

    `run` is given the moment and returns True when more of the same is waiting. A daily task is
    run by one worker; `every` is then how often a worker looks whether the day's run is due.
    """

    name: str
    run: Callable[[datetime], bool | None]
    every: timedelta = timedelta(minutes=10)
    daily_at: time | None = None


def worker_name() -> str:
    """Return a name that no other living worker has."""
    return f"{socket.gethostname()[:80]}:{os.getpid()}"


def deliver_messages(at: datetime) -> bool:
    """Pay what the outbox owes."""
    delivered = delivery.deliver_due(at=at, limit=BATCH, worker=worker_name())
    return delivered.sent + delivered.failed >= BATCH


def sweep_files(at: datetime) -> None:
    """Delete stored content that belongs to nothing."""
    documents.sweep(at=at)


TASKS = (
    Task("deliver messages", deliver_messages, every=timedelta(seconds=3)),
    Task("sweep files", sweep_files, daily_at=time(3, 30)),
)
