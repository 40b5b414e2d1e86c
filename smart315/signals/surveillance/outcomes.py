"""How alarms compare with outbreaks that are known."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Outcome:
    """Outbreaks found and false alarms; shares are None where there is nothing to share."""

    outbreaks: int
    found: int
    found_in_first_week: int
    delays: tuple[int, ...]  # weeks from the first week to the first alarm, of those found
    quiet_weeks: int
    false_alarms: int

    @property
    def found_share(self) -> float | None:
        """The share of the outbreaks with an alarm in one of their weeks."""
        return self.found / self.outbreaks if self.outbreaks else None

    @property
    def first_week_share(self) -> float | None:
        """The share of the outbreaks with an alarm in their first week."""
        return self.found_in_first_week / self.outbreaks if self.outbreaks else None

    @property
    def false_share(self) -> float | None:
        """The share of the weeks outside outbreaks that were alarms."""
        return self.false_alarms / self.quiet_weeks if self.quiet_weeks else None


def compared(alarms: Flags, outbreak: Flags, judged: Flags) -> Outcome:
    """Compare alarms with outbreak weeks (series × weeks); only judged weeks can be false."""
    delays: list[int | None] = []
    for alarm, struck in zip(alarms, outbreak, strict=True):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], struck.astype(int), [0]))))
        delays += [
            _delay(alarm[start:end]) for start, end in zip(edges[::2], edges[1::2], strict=True)
        ]
    found = tuple(each for each in delays if each is not None)
    quiet = judged & ~outbreak
    return Outcome(
        outbreaks=len(delays),
        found=len(found),
        found_in_first_week=found.count(0),
        delays=found,
        quiet_weeks=int(quiet.sum()),
        false_alarms=int((alarms & quiet).sum()),
    )


def _delay(alarm: Flags) -> int | None:
    return int(np.argmax(alarm)) if alarm.any() else None
