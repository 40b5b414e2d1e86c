"""The outbox as the worker pays it: at the pace of the rule register, for readers of today."""

import logging
from collections.abc import Collection
from datetime import datetime, time

from django.utils.timezone import localdate

from smart315.accounts import queries as accounts
from smart315.businesses import queries as businesses
from smart315.jobs import identity
from smart315.messaging import actions, delivery, reports
from smart315.messaging.pace import DEFAULT, Pace
from smart315.parameters import queries as parameters
from smart315.parameters.snapshot import NotInForce


BATCH = 100
logger = logging.getLogger(__name__)


def deliver(at: datetime) -> bool:
    """Pay what the outbox owes; True when more is waiting."""
    delivered = delivery.deliver_due(
        at=at,
        limit=BATCH,
        worker=identity.worker_name(),
        pace=pace_on(at),
        is_dead=identity.is_dead,
    )
    return delivered.all >= BATCH


def pace_on(at: datetime) -> Pace:
    """Return quiet hours and caps as the register has them; the default where it has none.

    A rule that cannot be read must not stop every message: the default holds, and the log says so.
    """
    held, on = parameters.snapshot(), localdate(at)
    try:
        caps = held.value("message.caps", on)
        return Pace(
            quiet_from=time.fromisoformat(held.value("message.quiet_from", on)),
            quiet_until=time.fromisoformat(held.value("message.quiet_until", on)),
            an_hour=caps["hour"],
            a_day=caps["day"],
        )
    except NotInForce:
        return DEFAULT
    except (KeyError, TypeError, ValueError) as problem:
        logger.error("message.* of the rule register cannot be read: %s", type(problem).__name__)  # noqa: TRY400
        return DEFAULT


def copy_to_mail(at: datetime) -> None:
    """Owe subscribers mail of what they have not read."""
    actions.owe_copies(at=at, addresses_of=addresses_of)


def collect_reports(at: datetime) -> bool:
    """Ask what became of text messages; True when more is waiting."""
    return reports.collect(at=at, limit=BATCH) >= BATCH


def addresses_of(user_id: int) -> Collection[str]:
    """Return the in-application addresses that a person may read now; none after they left."""
    person = accounts.users(frozenset({user_id})).get(user_id)
    if person is None or not person.is_active:
        return ()
    places = [f"org:{each}" for each in sorted(accounts.actor_of(person).held)]
    own = [f"business:{each}" for each in sorted(businesses.of_member(user_id))]
    return [f"user:{user_id}", *places, *own]
