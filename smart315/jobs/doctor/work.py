"""The worker: alive, and keeping up."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from smart315.jobs import days, heartbeat
from smart315.jobs.doctor.findings import Finding, fail, ok, warn
from smart315.messaging import queries as messaging
from smart315.messaging.carriers import CARRIERS, Console
from smart315.messaging.states import Channel


# A heart beats at least every ten seconds; one long task may hold it up.
LATE, STOPPED = timedelta(minutes=1), timedelta(minutes=15)
LONG = 200
START = "Start `smart315 worker`, or `smart315 serve --with-worker`."


def worker(at: datetime) -> Iterator[Finding]:
    """Look when a worker was last alive."""
    last = heartbeat.last(heartbeat.path())
    if last is None:
        yield fail("no worker has run here yet", START)
        return
    ago = max(at - last, timedelta(0))
    said = f"last alive {int(ago.total_seconds())} seconds ago"
    if ago > STOPPED:
        yield fail(said, START)
    elif ago > LATE:
        yield warn(said, "It may be busy; when this lasts, start it again.")
    else:
        yield ok(said)


def outbox(at: datetime) -> Iterator[Finding]:
    """Look how many messages wait, and how many were given up."""
    waiting, given_up = messaging.waiting(at), len(messaging.failed())
    if waiting > LONG:
        yield warn(f"{waiting} messages are due and not sent", START)
    else:
        yield ok(f"{waiting} messages are due")
    if given_up:
        yield warn(
            f"{given_up} messages or more were given up",
            "See the worker's log for the reasons; check SMART315_EMAIL_URL and the SMS carrier.",
        )


def text_messages(_at: datetime) -> Iterator[Finding]:
    """Look whether text messages leave the house."""
    if isinstance(CARRIERS[Channel.SMS], Console):
        yield warn(
            "text messages are noted in the log, not sent",
            "Connect a provider: an entry for Channel.SMS in smart315/messaging/carriers.py.",
        )
    else:
        yield ok("a provider is connected")


def daily_tasks(at: datetime) -> Iterator[Finding]:
    """Look for daily tasks that failed today or yesterday."""
    failed = days.failed_since(localdate(at) - timedelta(days=1))
    for name, day, error in failed:
        yield warn(f"{name} of {day} failed: {error}", "See the worker's log; it tries again.")
    if not failed:
        yield ok("none failed since yesterday")
