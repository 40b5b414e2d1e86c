"""Pay what the outbox owes: claim one message, hand it over, note what came of it."""

import logging
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from functools import partial

from django.db import transaction
from django.utils.timezone import get_default_timezone

from smart315.messaging import carriers, holding, lengths, writing
from smart315.messaging.carriers import CarrierError, GiveUpError, Letter, ShutError
from smart315.messaging.claims import ABANDONED, claim, free_what_the_dead_held, held
from smart315.messaging.models import Outgoing
from smart315.messaging.pace import DEFAULT, SHUT, Pace, pause_after
from smart315.messaging.states import Channel, Withheld
from smart315.messaging.wordings import Wordings, in_force


__all__ = ["ABANDONED", "SECONDS", "Delivered", "claim", "deliver_due"]
logger = logging.getLogger(__name__)

# One call ends in time to keep its leases: `at` does not advance while it runs.
SECONDS = 60
# A channel that fails so often in a row is left for the next call: others must not wait for it.
IN_A_ROW = 3
# When a provider knows what became of a message, at the earliest.
FIRST_REPORT = timedelta(minutes=2)


@dataclass(frozen=True)
class Delivered:
    """How many messages one call sent, at how many it failed, and how many it did not send yet."""

    sent: int
    failed: int
    held: int = 0

    @property
    def nothing(self) -> bool:
        """True when no message was due."""
        return self.all == 0

    @property
    def all(self) -> int:
        """How many messages were looked at."""
        return self.sent + self.failed + self.held


class _Came(Enum):
    SENT, FAILED, REFUSED, HELD = auto(), auto(), auto(), auto()


@dataclass
class _Round:
    """What one call knows: the moment, the pace, the words, and which channels are shut."""

    at: datetime
    pace: Pace
    wordings: Wordings
    failures: Counter[Channel] = field(default_factory=Counter)
    shut: set[Channel] = field(default_factory=set)

    def note(self, channel: Channel, came: _Came) -> None:
        """Count the failures in a row, and shut a channel that fails again and again."""
        self.failures[channel] = self.failures[channel] + 1 if came is _Came.FAILED else 0
        if self.failures[channel] >= IN_A_ROW:
            self.shut.add(channel)


def deliver_due(
    *,
    at: datetime,
    limit: int = 100,
    worker: str,
    pace: Pace = DEFAULT,
    is_dead: Callable[[str], bool] | None = None,
) -> Delivered:
    """Send up to `limit` due messages, urgent ones first, then the oldest; each at least once.

    `worker` names the caller; no two living workers may share a name. A message whose worker died
    is sent again under the same message id: at once when `is_dead` says so of the worker's name,
    else when its lease has run out.
    """
    if is_dead is not None:
        free_what_the_dead_held(is_dead)
    started, came = time.monotonic(), Counter[_Came]()
    now, settle = _Round(at, pace, in_force()), _nothing
    while came.total() < limit and time.monotonic() - started < SECONDS:
        # One commit for what came of the last message and for the hold of the next.
        with transaction.atomic():
            settle()
            message = claim(at=at, worker=worker, without=now.shut)
        settle = _nothing
        if message is None:
            break
        result, settle = _deliver(message, now)
        now.note(Channel(message.channel), result)
        came[result] += 1
    with transaction.atomic():
        settle()
    failed = came[_Came.FAILED] + came[_Came.REFUSED]
    return Delivered(came[_Came.SENT], failed, came[_Came.HELD])


def _nothing() -> None:
    """Settle nothing: no message is in hand."""


def _deliver(message: Outgoing, now: _Round) -> tuple[_Came, Callable[[], None]]:
    """Hand one message over; return what came of it, and what is to be written about it."""
    verdict = holding.verdict(message, at=now.at, pace=now.pace)
    if isinstance(verdict, Withheld):
        return _Came.HELD, _end(message, withheld_at=now.at, withheld=verdict.value)
    if verdict is not None:
        return _Came.HELD, _put_back(message, due_at=verdict.until, held=verdict.why.value)
    try:
        alike = holding.alike(message)
        letter = writing.of(message, now.wordings, others=len(alike))
        provider_id = carriers.CARRIERS[Channel(message.channel)].send(letter)
    except ShutError as problem:
        now.shut.add(Channel(message.channel))
        logger.warning("%s takes no messages: %s", message.channel, problem.code)
        return _Came.FAILED, _put_back(message, due_at=now.at + SHUT, last_error=problem.code)
    except Exception as problem:  # noqa: BLE001 - one poisoned message must not stop the others
        # A number that is none says nothing about the channel.
        came = _Came.REFUSED if isinstance(problem, GiveUpError) else _Came.FAILED
        return came, _postpone(message, now, problem)
    return _Came.SENT, partial(
        _sent, message, letter, now.at, provider_id=provider_id or "", bundled=alike
    )


def _sent(
    message: Outgoing, letter: Letter, at: datetime, *, provider_id: str, bundled: list[int]
) -> None:
    by_sms = message.channel == Channel.SMS
    Outgoing.objects.pending().filter(pk=message.pk).update(
        sent_at=at,
        last_error="",
        parts=lengths.parts(lengths.signed(letter.body)) if by_sms else 0,
        provider_id=provider_id[:100],
        report_due_at=at + FIRST_REPORT if provider_id else None,
    )
    if bundled:
        Outgoing.objects.pending().filter(pk__in=bundled).update(
            withheld_at=at, withheld=Withheld.BUNDLED, bundle=message.pk
        )


def _postpone(message: Outgoing, now: _Round, problem: Exception) -> Callable[[], None]:
    # The class or the provider's code alone: the text of an error may hold an address.
    error = problem.code if isinstance(problem, CarrierError) else type(problem).__name__
    logger.warning("message %s failed at attempt %s: %s", message.pk, message.attempts, error)
    pause = pause_after(message.attempts)
    if pause is None or isinstance(problem, GiveUpError):
        logger.error("message %s of template %s is given up", message.pk, message.template)
        return _end(message, failed_at=now.at, last_error=error)
    due = now.at + pause
    if message.channel == Channel.SMS and not message.urgent:
        due = now.pace.opening(due, zone=get_default_timezone())
    return _end(message, due_at=due, claimed_at=None, claimed_by="", last_error=error)


def _put_back(message: Outgoing, **changes: object) -> Callable[[], None]:
    """Let the message wait; what kept it was not its own fault, so no attempt is counted."""
    attempts = max(0, message.attempts - 1)
    return _end(message, claimed_at=None, claimed_by="", attempts=attempts, **changes)


def _end(message: Outgoing, **changes: object) -> Callable[[], None]:
    def settle() -> None:
        held(message).update(**changes)

    return settle
