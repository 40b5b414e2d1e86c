"""Publish the open data of the quarters of the demonstration that have settled."""

from collections.abc import Callable
from datetime import datetime

from django.utils.timezone import localdate

from smart315.accounts.actors import SYSTEM
from smart315.insight import actions, queries
from smart315.kernel.verdicts import Refused
from smart315.measures.periods import periods_until


QUARTERS = 4


def publish(at: datetime, say: Callable[[str], None]) -> int:
    """Publish what can be published of the last year; return how many quarters."""
    count = 0
    for period in periods_until(queries.settled(localdate(at)), QUARTERS):
        try:
            actions.release_open_data(period=period, by=SYSTEM, at=at)
        except Refused:
            say(f"No open data of {period}: nothing came in it.")
        else:
            count += 1
    return count
