"""Look the installation over: what is well, what is doubtful, what is broken, and the remedy."""

from collections.abc import Callable, Iterator
from datetime import datetime

from smart315.jobs.doctor import calendars, configuration, machine, records, work
from smart315.jobs.doctor.findings import Finding, State, fail


__all__ = ["CHECKS", "Finding", "State", "examine"]

Check = Callable[[datetime], Iterator[Finding]]

# The order in which a person would look: nothing below works without what stands above.
CHECKS: tuple[tuple[str, Check], ...] = (
    ("settings", configuration.settings),
    ("data folder", machine.data_folder),
    ("disk", machine.disk),
    ("scanner", machine.scanner),
    ("text messages", work.text_messages),
    ("message texts", work.message_texts),
    ("worker", work.worker),
    ("database", records.database),
    ("clock", machine.clock),
    ("keys", records.keys),
    ("audit guards", records.guards),
    ("anchors", records.anchors),
    ("reference", records.reference),
    ("calendar", calendars.official_years),
    ("outbox", work.outbox),
    ("daily tasks", work.daily_tasks),
)


def examine(at: datetime) -> Iterator[Finding]:
    """Yield what each check finds; a check that cannot be made is a finding too."""
    for name, check in CHECKS:
        try:
            findings = list(check(at))
        except Exception as problem:  # noqa: BLE001 - one broken part must not hide the others
            findings = [
                fail(f"could not be examined: {type(problem).__name__}", "See the findings above.")
            ]
        for finding in findings:
            yield finding.of(name)
        if any(finding.ends for finding in findings):
            return
