"""When a message may go out: quiet hours, caps, leases, and pauses between attempts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from smart315.messaging.states import Held


PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
ATTEMPTS = len(PAUSES) + 1
# A claim of a worker of which nothing else is known ends by itself.
LEASE = timedelta(minutes=5)
# A gateway that is shut for all messages is asked again after this; no attempt is counted.
SHUT = timedelta(minutes=10)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Pace:
    """How often and at which hours one phone may be written to, unless it waits for a message.

    The values of an installation come from the rule register; 0 means no cap, and equal hours mean
    that no hour is quiet. The defaults rest on no statute.
    """

    quiet_from: time = time(22, 0)
    quiet_until: time = time(8, 0)
    an_hour: int = 5
    a_day: int = 12

    def opening(self, moment: datetime, *, zone: tzinfo) -> datetime:
        """Return the first moment from `moment` on that lies outside the quiet hours."""
        local = moment.astimezone(zone)
        if not self._quiet(local.time()):
            return moment
        day = local.date()
        if local.time() >= self.quiet_until:
            day += timedelta(days=1)
        return datetime.combine(day, self.quiet_until, tzinfo=zone)

    def room(self, sent: Sequence[datetime], moment: datetime) -> tuple[datetime, Held | None]:
        """Return when one more may be sent after those of the last day, and what it waits for."""
        earliest, held = moment, None
        caps = ((self.an_hour, HOUR, Held.HOUR), (self.a_day, DAY, Held.DAY))
        for cap, window, reason in caps:
            recent = sorted(each for each in sent if each > moment - window)
            if cap and len(recent) >= cap and recent[-cap] + window > earliest:
                earliest, held = recent[-cap] + window, reason
        return earliest, held

    def _quiet(self, clock: time) -> bool:
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until


DEFAULT = Pace()


def pause_after(attempts: int) -> timedelta | None:
    """Return how long to wait after so many failed attempts; None when it was the last."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None
