"""The rows of a complaint that came from elsewhere, unsaved: itself, its history, its limits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.accounts.queries import Organisation
from smart315.casework import clocks
from smart315.casework.clocks import Rulebook
from smart315.casework.codes import AnswerCode, RejectReason, SuspendReason, TerminationReason
from smart315.casework.deadlines import AGREED_DATE, CLOCKS
from smart315.casework.exchange import histories
from smart315.casework.exchange.incoming import Incoming
from smart315.casework.jurisdiction import Decision
from smart315.casework.models import (
    Agreement,
    Clock,
    Complaint,
    Party,
    Pause,
    SupplementRequest,
    Transfer,
)
from smart315.casework.models.agreement import AgreementKind
from smart315.casework.models.clock import ClockState
from smart315.casework.models.routing import TransferState
from smart315.casework.states import COMPLAINT, Stage
from smart315.kernel.workdays import local_day
from smart315.parameters.snapshot import Snapshot


# Stages in which a request, a hand-off or an agreement waits for what comes next.
UNFINISHED = frozenset({Stage.SUPPLEMENT, Stage.TRANSFERRED, Stage.AGREED, Stage.DEFAULTED})


@dataclass(frozen=True)
class Placed:
    """A row with what was found for it: its association, and its business if it names one."""

    row: Incoming
    decision: Decision
    business_id: int | None = None
    number: str = ""

    @property
    def organisation(self) -> Organisation:
        """Return the association that it belongs to."""
        return self.decision.organisation


class Made(NamedTuple):
    """One move of the history; a value, for there are many of them."""

    move: str
    stage: str
    at: datetime
    note: str


@dataclass
class Built:
    """Unsaved rows; those below the complaint get its key once it is known."""

    complaint: Complaint
    history: list[Made]
    party: Party | None = None
    clocks: list[Clock] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    beside: list[Agreement | SupplementRequest | Transfer] = field(default_factory=list)

    @property
    def below(self) -> list[Party | Clock | Agreement | SupplementRequest | Transfer]:
        """Return the rows that belong to the complaint and need its key."""
        party = [self.party] if self.party else []
        return [*party, *self.clocks, *self.beside]


def build(placed: Placed, *, snapshot: Snapshot, by: Actor, at: datetime) -> Built:
    """Return a complaint brought to its stage by lawful moves, with the limits that still run."""
    row, standing = placed.row, placed.row.standing
    moves = histories.path(standing.stage, standing.outcome)
    made = histories.moments(moves, standing.received_at, standing.until)
    complaint = _complaint(placed, at)
    history = _walked(complaint, moves, made, row, by)
    _say_why(complaint)
    built = Built(complaint, history)
    if row.complainant:
        built.party = Party(complaint=complaint, name=row.complainant)
    if histories.runs(standing.stage):
        _start(built, rules(placed, snapshot))
    if standing.stage in UNFINISHED:
        _beside(built, by, at)
    return built


def rules(placed: Placed, snapshot: Snapshot) -> Rulebook:
    """Return the register as it stood on the day of receipt, at the place of the association."""
    received_on = local_day(placed.row.standing.received_at, get_default_timezone())
    return Rulebook(snapshot, received_on, placed.organisation.region_id)


def _complaint(placed: Placed, at: datetime) -> Complaint:
    row, standing = placed.row, placed.row.standing
    return Complaint(
        **vars(row.matter),
        number=placed.number,
        client_key=row.key,
        origin=row.origin,
        external_id=row.external_id,
        channel=row.channel,
        organisation=placed.organisation,
        routing_rule=placed.decision.rule,
        routed_by=placed.decision.routed_by,
        region_id=row.region_code or None,
        business_id=placed.business_id,
        stage=COMPLAINT.initial.value,
        stage_at=at,
        received_at=standing.received_at,
        closed_at=standing.until if standing.closed_at else None,
        outcome=standing.outcome or "",
        recovered_fen=standing.recovered_fen,
        extra_compensation_fen=standing.extra_fen,
    )


def _walked(
    complaint: Complaint, moves: Sequence[str], made: Sequence[datetime], row: Incoming, by: Actor
) -> list[Made]:
    """Make the moves; say of every one whose day the source does not name that it was inferred."""
    guess, notes = _("日期由导入推定"), [row.note]
    named = "close" if "close" in moves else moves[-1]
    known = row.standing.until is not None
    notes += ["" if known and move == named else guess for move in moves[1:]]
    history = []
    for move, at, note in zip(moves, made, notes, strict=True):
        complaint.advance(move, by=by.label, at=at)
        history.append(Made(move, complaint.stage, at, note))
        if move == "accept":
            complaint.accepted_at = at
    return history


def _say_why(complaint: Complaint) -> None:
    """A decision needs a reason of the closed list; the source names none."""
    if complaint.stage == Stage.REJECTED:
        complaint.reject_reason = RejectReason.R99.value
    if complaint.stage == Stage.TERMINATED:
        complaint.termination_reason = TerminationReason.M08.value


def _start(built: Built, rulebook: Rulebook) -> None:
    """Start, pause and stop limits as the moves do, and keep those that are still at work.

    A limit that runs to a day people agreed on is left out: the source does not name the day.
    """
    working: dict[str, Clock] = {}
    for move, _stage, moment, _note in built.history:
        effect = CLOCKS[move]
        gone = set(working) if effect.stops_all else set(effect.stops)
        working = {key: clock for key, clock in working.items() if key not in gone}
        for key in effect.pauses:
            if key in working:
                _pause(built, working[key], moment)
        for key in effect.starts:
            if key not in AGREED_DATE:
                working[key] = clocks.fresh(key, built.complaint, rulebook, moment)
    built.clocks = list(working.values())
    clocks.set_next_due(built.complaint, built.clocks)


def _pause(built: Built, clock: Clock, at: datetime) -> None:
    clock.state = ClockState.PAUSED
    built.pauses.append(Pause(clock=clock, paused_at=at, reason=SuspendReason.OTHER.value))


def _beside(built: Built, by: Actor, at: datetime) -> None:
    """Add the row without which the next move could not be made from here."""
    reached, unknown = built.history[-1].at, _("由历史数据导入，来源没有写明。")
    match built.complaint.stage:
        case Stage.SUPPLEMENT:
            due = next(each.due_at for each in built.clocks if each.key == "supplement.due")
            built.beside.append(SupplementRequest(note=unknown, asked_at=reached, due_at=due))
        case Stage.TRANSFERRED:
            built.beside.append(_transfer(built.complaint, unknown, reached, by))
        case _:
            built.beside.append(_agreement(built.complaint, unknown, reached, by, at))
    for each in built.beside:
        each.complaint = built.complaint


def _transfer(complaint: Complaint, unknown: str, reached: datetime, by: Actor) -> Transfer:
    return Transfer(
        sender=complaint.organisation,
        outside=_("来源没有写明"),
        reason=unknown,
        sent_at=reached,
        sent_by=by.label,
        state=TransferState.OUTSIDE.value,
    )


def _agreement(
    complaint: Complaint, unknown: str, reached: datetime, by: Actor, at: datetime
) -> Agreement:
    return Agreement(
        kind=AgreementKind.MEDIATION.value,
        code=AnswerCode.PARTIAL.value,
        amount_fen=complaint.recovered_fen or 0,
        perform_by=local_day(at, get_default_timezone()),
        text=unknown,
        made_at=reached,
        made_by=by.label,
    )
