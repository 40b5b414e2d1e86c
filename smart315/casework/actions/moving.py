"""What every move has in common: lock, ask, change, keep time, write down, tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.casework import clocks, events, notices, policies
from smart315.casework.actions import oversight, parts, rounds
from smart315.casework.codes import Audience
from smart315.casework.deadlines import Effect
from smart315.casework.kinds import OF_MOVE, Kind
from smart315.casework.letters import DOCUMENTS
from smart315.casework.models import Complaint, Entry, OwedDocument
from smart315.casework.models.agreement import AnswerState
from smart315.casework.models.history import ApprovalState
from smart315.casework.states import COMPLAINT, Stage


@dataclass
class Step:
    """What one move changes beside the stage.

    `fields` are columns of the complaint that the caller has set; `note` is what the history says
    to its `audience`; `data` goes into the record and holds nothing personal; `effect` takes the
    place of what the table says of the clocks.
    """

    fields: tuple[str, ...] = ()
    note: str = ""
    audience: Audience = Audience.ALL
    data: Mapping[str, Any] = field(default_factory=dict)
    perform_by: date | None = None
    effect: Effect | None = None
    # In place of what the table of documents says, where the kind of paper depends on the case.
    documents: tuple[str, ...] | None = None


def locked(complaint_id: int) -> Complaint:
    """Fetch a complaint for changing it; whoever comes second waits and sees what the first did."""
    return (
        Complaint.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=complaint_id)
    )


def asked(move: str, complaint_id: int, by: Actor) -> Complaint:
    """Fetch a complaint for a move; raise Refused when the actor may not make it now."""
    complaint = locked(complaint_id)
    policies.may(move, by, complaint).require()
    return complaint


def made(move: str, complaint: Complaint, *, by: Actor, at: datetime, step: Step) -> Complaint:
    """Make a move that was asked for: stage, clocks, history, documents, record, messages."""
    offers_open = COMPLAINT.allows("settle", Stage(complaint.stage))
    was_direct = complaint.stage == Stage.NEGOTIATING
    complaint.advance(move, by=by.label, at=at)
    if offers_open and not COMPLAINT.allows("settle", Stage(complaint.stage)):
        close_offers(complaint, at)
    if step.effect is None:
        clocks.apply(complaint, move, at=at, perform_by=step.perform_by)
    else:
        clocks.act(complaint, step.effect, at=at, reason=move)
    if was_direct:
        rounds.end(complaint, complaint.fall_back_reason if move == "fall_back" else move, at=at)
    columns = ["stage", "stage_at", "stage_by", "next_due_at", "next_due_key", *step.fields]
    if "organisation" in step.fields:
        # Where it is handled is part of what is read for groups.
        complaint.matter_at = None
        columns.append("matter_at")
    complaint.save(update_fields=columns)
    write_down(complaint, move, by=by, at=at, step=step)
    parts.follow(complaint, move, by, at)
    oversight.settle(complaint, by, at)
    _drop_proposals(complaint, by=by, at=at)
    notices.tell_move(complaint, move, at=at)
    return complaint


def close_offers(complaint: Complaint, at: datetime) -> None:
    """An offer that nobody can take any more stays as an answer."""
    still_open = complaint.answers.filter(state=AnswerState.OPEN)
    still_open.update(state=AnswerState.FINAL, decided_at=at)


def _drop_proposals(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    """A proposal was made for another state of the case: it lapses when the case moves on."""
    pending = complaint.approvals.filter(state=ApprovalState.PENDING)
    if pending.update(state=ApprovalState.CANCELLED):
        record(Kind.APPROVAL_CANCELLED, complaint, by=by, at=at)


def write_down(
    complaint: Complaint, move: str, *, by: Actor, at: datetime, step: Step, first: bool = False
) -> None:
    """Enter a move into the history, owe its documents, record it; the record begins at `first`."""
    enter(complaint, move, by=by, at=at, note=step.note, audience=step.audience)
    OwedDocument.objects.bulk_create(
        OwedDocument(complaint=complaint, code=code, move=move, owed_at=at)
        for code in (DOCUMENTS[move] if step.documents is None else step.documents)
    )
    record(OF_MOVE[move], complaint, by=by, at=at, data=step.data, first=first)


def enter(
    complaint: Complaint,
    move: str = "",
    *,
    by: Actor,
    at: datetime,
    note: str = "",
    audience: Audience = Audience.ALL,
) -> Entry:
    """Write one line of the case's history."""
    return Entry.objects.create(
        complaint=complaint,
        move=move,
        stage=complaint.stage,
        at=at,
        by=by.label,
        by_kind=by.kind,
        audience=audience,
        note=note,
    )


def record(
    kind: Kind,
    complaint: Complaint,
    *,
    by: Actor,
    at: datetime,
    data: Mapping[str, Any] | None = None,
    first: bool = False,
) -> None:
    """Record an event of the complaint, and owe its partners the webhook that follows."""
    audit.record(
        kind=kind, stream=complaint.stream, actor=by.name, at=at, data=data or {}, first=first
    )
    if complaint.changed_at != at and (complaint.business_id or complaint.covered_by_id):
        complaint.changed_at = at
        Complaint.objects.filter(pk=complaint.pk).update(changed_at=at)
    events.follow(kind, complaint, at=at)
