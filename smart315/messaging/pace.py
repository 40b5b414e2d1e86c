"""When a message may go out: hours in which nobody is disturbed, and pauses between attempts."""

from datetime import datetime, time, timedelta, tzinfo

from smart315.messaging.states import Channel


# Defaults; no statute fixes them.
QUIET_FROM = time(22, 0)
QUIET_UNTIL = time(8, 0)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
ATTEMPTS = len(PAUSES) + 1
LEASE = timedelta(minutes=5)


def opening(channel: Channel, moment: datetime, *, zone: tzinfo, urgent: bool) -> datetime:
    """Return the first moment from `moment` on at which the channel may be used.

    A text message waits from 22:00 to 08:00 local time, unless the reader is waiting for it.
    """
    if channel is not Channel.SMS or urgent:
        return moment
    local = moment.astimezone(zone)
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return moment
    day = local.date() if local.time() < QUIET_UNTIL else local.date() + timedelta(days=1)
    return datetime.combine(day, QUIET_UNTIL, tzinfo=zone)


def pause_after(attempts: int) -> timedelta | None:
    """Return how long to wait after so many failed attempts; None when it was the last."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None
