"""The ladder of reminders: at which moments a business is reminded of a limit it has to meet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from smart315.casework.deadlines import OWED_BY_BUSINESS
from smart315.casework.models import Clock
from smart315.casework.models.direct import Phase
from smart315.parameters.snapshot import Snapshot


HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Rung:
    """One step: hours from the last moment of the limit, negative before it."""

    hours: int
    phase: Phase

    def moment(self, clock: Clock) -> datetime:
        """Return when this step of the clock is climbed."""
        return clock.due_at + self.hours * HOUR


def ladder(register: Snapshot, on: date) -> dict[str, list[Rung]]:
    """Return the steps of every limit that a business has to meet, the earliest first."""
    return {key: list(_rungs(register, key, on)) for key in sorted(OWED_BY_BUSINESS)}


def furthest(steps: dict[str, list[Rung]]) -> timedelta:
    """Return how long before its last moment the earliest step of any limit lies."""
    return -min((rung.hours for rungs in steps.values() for rung in rungs), default=0) * HOUR


def _rungs(register: Snapshot, key: str, on: date) -> Iterator[Rung]:
    before = register.value("remind.before", on).get(key, 0)
    if key == "perform.due":
        # What was agreed has a rule of its own.
        before = register.limit("perform.remind", on).length * 24
    if before:
        yield Rung(-before, Phase.BEFORE)
    if register.value("remind.due", on):
        yield Rung(0, Phase.DUE)
    after = register.value("remind.after", on).get(key, 0)
    if after:
        yield Rung(after, Phase.AFTER)
