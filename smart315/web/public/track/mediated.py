"""What stands on a case page while mediation goes on: sessions, proposals, the agreement."""

from dataclasses import dataclass

from django.utils.timezone import now

from smart315.casework import queries
from smart315.casework.queries import Case, Line, Session
from smart315.casework.states import Stage


SHOWN = frozenset({Stage.INVESTIGATING, Stage.MEDIATING, Stage.SUSPENDED})


@dataclass(frozen=True)
class Shown:
    """What stands on the case page while mediation goes on."""

    sessions: list[Session]
    proposals: list[Line]
    to_answer: Line | None
    text_ready: bool


def of(case: Case) -> Shown | None:
    """Return what the consumer may read of the mediation; None where there is none."""
    if case.stage not in SHOWN:
        return None
    lines = [line for line in queries.talks(case.complaint.pk, case.actor) if line.proposal]
    return Shown(
        sessions=queries.told_sessions(case.complaint.pk, case.actor),
        proposals=lines,
        to_answer=next((line for line in lines if line.may_answer), None),
        text_ready=queries.writing(case.complaint.pk, case.actor, at=now()) is not None,
    )
