"""Material of a case is handed out, and each time stands in the record: who in which role, when."""

from datetime import datetime

from django.db import transaction

from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.casework import openings
from smart315.casework.kinds import Kind
from smart315.casework.models import Evidence
from smart315.casework.openings import Role
from smart315.documents.queries import StoredFile


@transaction.atomic
def open_evidence(
    *, complaint_id: int, evidence_id: int, by: Actor, at: datetime
) -> StoredFile | None:
    """Return the file of a piece of material, on record; None for what the actor may not see."""
    found = openings.piece(complaint_id, evidence_id, by)
    return _opened(found, openings.role_of(by), by, at) if found else None


@transaction.atomic
def open_task_file(
    *, assignment_id: int, evidence_id: int, by: Actor, at: datetime
) -> StoredFile | None:
    """Return a file that may be read in the course of a task, on record; else None."""
    found = openings.piece_of_task(assignment_id, evidence_id, by)
    return _opened(found, Role.HELPER, by, at) if found else None


def _opened(evidence: Evidence, role: Role, by: Actor, at: datetime) -> StoredFile:
    # Reading changes nothing in the case: its partners are told nothing.
    audit.record(
        kind=Kind.EVIDENCE_OPENED,
        stream=evidence.complaint.stream,
        actor=by.name,
        at=at,
        data={"evidence": evidence.pk, "role": str(role)},
    )
    return evidence.file
