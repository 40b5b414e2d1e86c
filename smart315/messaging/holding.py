"""Whether a message may go out now: opt-outs, quiet hours, caps; and what may go with it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import get_default_timezone

from smart315.messaging import templates
from smart315.messaging.models import OptOut, Outgoing
from smart315.messaging.pace import DAY, Pace
from smart315.messaging.states import Channel, Held, Withheld


LEAVING = frozenset({Channel.SMS, Channel.MAIL})
CAPPED = (Held.HOUR, Held.DAY)


@dataclass(frozen=True)
class Wait:
    """A message waits until a moment, for a reason."""

    until: datetime
    why: Held


def verdict(message: Outgoing, *, at: datetime, pace: Pace) -> Withheld | Wait | None:
    """Return why a claimed message is not sent now; None when it may be.

    An urgent one always may: its reader has just asked for it.
    """
    channel = Channel(message.channel)
    if message.urgent or channel not in LEAVING:
        return None
    if refused(channel, message.address_hash):
        return Withheld.OPTED_OUT
    return _wait(message, at, pace) if channel is Channel.SMS else None


def refused(channel: Channel, address_hash: str) -> bool:
    """Tell whether an address has opted out of a channel."""
    return OptOut.objects.filter(channel=channel, address_hash=address_hash, ended_at=None).exists()


def alike(message: Outgoing) -> list[int]:
    """Return the messages over the cap that are told together with this one, over it too."""
    if message.held not in CAPPED or message.template in _alone():
        return []
    to_it = Outgoing.objects.pending().filter(address_hash=message.address_hash, urgent=False)
    waiting = to_it.filter(channel=Channel.SMS, held__in=CAPPED, claimed_at=None)
    others = waiting.exclude(pk=message.pk).exclude(template__in=_alone())
    return list(others.order_by("id").values_list("pk", flat=True))


def _wait(message: Outgoing, at: datetime, pace: Pace) -> Wait | None:
    zone = get_default_timezone()
    opening = pace.opening(at, zone=zone)
    if opening > at:
        return Wait(opening, Held.QUIET)
    free, why = pace.room(_recent(message, at), at)
    return Wait(pace.opening(free, zone=zone), why) if why else None


def _recent(message: Outgoing, at: datetime) -> list[datetime]:
    """Return when the phone was last written to, with what is on its way from other workers."""
    to_it = Outgoing.objects.filter(
        address_hash=message.address_hash, channel=Channel.SMS, urgent=False, failed_at=None
    ).exclude(pk=message.pk)
    sent = to_it.filter(sent_at__gt=at - DAY).values_list("sent_at", flat=True)
    on_its_way = to_it.filter(sent_at=None, withheld_at=None, claimed_at__gt=at - DAY).values_list(
        "claimed_at", flat=True
    )
    return [each for each in (*sent, *on_its_way) if each]


def _alone() -> frozenset[str]:
    return frozenset(each.name for each in templates.registered() if each.alone)
