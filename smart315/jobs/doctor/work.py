"""The worker: alive, and keeping up."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from smart315.jobs import days, heartbeat
from smart315.jobs.doctor.findings import Finding, fail, ok, warn
from smart315.messaging import lengths, queries as messaging, templates
from smart315.messaging.carriers import CARRIERS, Aliyun, Console
from smart315.messaging.states import Channel


# A heart beats at least every ten seconds; one long task may hold it up.
LATE, STOPPED = timedelta(minutes=1), timedelta(minutes=15)
LONG = 200
STUCK = timedelta(minutes=30)
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
    """Look how many messages wait, whether any is stuck, and how many were given up."""
    waiting, given_up = messaging.waiting(at), messaging.failed_count()
    if waiting > LONG:
        yield warn(f"{waiting} messages are due and not sent", START)
    else:
        yield ok(f"{waiting} messages are due")
    if given_up:
        yield warn(
            f"{given_up} messages were given up",
            "The desk's page 消息 lists them with the reasons, and tries them again.",
        )
    for posted in messaging.stuck(at - STUCK):
        yield warn(
            f"{posted.channel} messages have been due since {posted.due_at:%Y-%m-%d %H:%M} UTC"
            + (f" ({posted.last_error})" if posted.last_error else ""),
            "Look at the worker's log, and at what the provider or the mail server says.",
        )


def text_messages(_at: datetime) -> Iterator[Finding]:
    """Look whether text messages leave the house."""
    if isinstance(CARRIERS[Channel.SMS], Console):
        yield warn(
            "text messages are noted in the log, not sent",
            "Connect a provider by SMART315_SMS (docs/reference/settings.md).",
        )
    else:
        yield ok("a provider is connected")


def message_texts(_at: datetime) -> Iterator[Finding]:
    """Look whether each text message can be sent: short enough here, approved by the provider."""
    found = lengths.problems()
    for problem in found:
        yield warn(problem, "Shorten its wording, the sender's name or SMART315_BASE_URL.")
    carrier = CARRIERS[Channel.SMS]
    if isinstance(carrier, Aliyun):
        texts = [each for each in templates.registered() if lengths.by_text_message(each)]
        missing = [each.name for each in texts if not carrier.code_of(each.name)]
        if missing:
            yield fail(
                f"{len(missing)} texts have no code at the provider: {', '.join(missing[:5])} …",
                "Apply for them (`smart315 message_templates` prints them) and enter the codes "
                "in SMART315_SMS.",
            )
            return
    if not found:
        yield ok("every text is short enough")


def daily_tasks(at: datetime) -> Iterator[Finding]:
    """Look for daily tasks that failed today or yesterday."""
    failed = days.failed_since(localdate(at) - timedelta(days=1))
    for name, day, error in failed:
        yield warn(f"{name} of {day} failed: {error}", "See the worker's log; it tries again.")
    if not failed:
        yield ok("none failed since yesterday")
