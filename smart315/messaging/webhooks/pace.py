"""How often a delivery is tried, how many at a time, and for how long a claim holds."""

from datetime import timedelta


# Defaults; no statute fixes them. Twelve attempts within about three days.
PAUSES = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    *(timedelta(hours=hours) for hours in (1, 2, 4, 8, 12, 20, 24)),
)
ATTEMPTS = len(PAUSES) + 1
# After a connection that failed the whole endpoint rests; the longest rest is the last.
RESTS = tuple(timedelta(seconds=seconds) for seconds in (5, 15, 60, 300, 900, 3600))
LEASE = timedelta(minutes=5)
# One call ends in time to keep its leases, and to let the worker do its other work.
SECONDS = 20.0
TIMEOUT = 10.0
# Lanes that one claim takes, deliveries that one lane sends in a row, senders at a time.
LANES = 96
IN_A_ROW = 10
SENDERS = 16
# An old secret goes on signing beside the new one for so long.
OVERLAP = timedelta(hours=24)


def pause_after(attempts: int) -> timedelta | None:
    """Return how long to wait after so many failed attempts; None when it was the last."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def rest_after(failures: int) -> timedelta:
    """Return how long an endpoint rests after so many failed connections in a row."""
    return RESTS[min(failures, len(RESTS)) - 1]
