"""The parts that organisations have in a case, as the case shows them and as each finds its own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor, ActorKind, Permission
from smart315.casework import openings, part_policies, policies
from smart315.casework.models import Assignment, Complaint, Evidence, Supervision
from smart315.casework.models.routing import TransferState
from smart315.casework.parts import (
    LIVE,
    Part,
    PartState,
    RefusalReason,
    Result,
    SupervisionLevel,
    SupervisionState,
    Task,
)
from smart315.casework.states import Stage


SHOWN = 100
Direction = Literal["in", "out"]


@dataclass(frozen=True)
class PartView:
    """One organisation's part, in words."""

    id: int
    complaint_id: int
    number: str
    organisation: str
    giver: str
    part: Part
    part_label: str
    task_label: str
    state: PartState
    state_label: str
    wording: str
    offered_at: datetime
    due_at: datetime | None
    late: bool
    because: str
    result: str
    answer: str

    @property
    def live(self) -> bool:
        """Tell whether something is still expected."""
        return self.state in LIVE


@dataclass(frozen=True)
class SupervisionView:
    """A reminder or an order, in words."""

    id: int
    complaint_id: int
    number: str
    title: str
    superior: str
    unit: str
    level: SupervisionLevel
    level_label: str
    state: SupervisionState
    state_label: str
    by_itself: bool
    reason: str
    opened_at: datetime
    due_at: datetime
    answer: str
    late: bool
    remark: str
    may_answer: bool
    may_end: bool


@dataclass(frozen=True)
class CaseParts:
    """Everybody who has to do with a case; `first_acceptor` has its overall clock (J-05)."""

    parts: list[PartView]
    supervisions: list[SupervisionView]
    first_acceptor: str
    may_ask_help: bool
    may_supervise: bool
    may_take_up: bool
    may_report_up: bool
    away: bool


@dataclass(frozen=True)
class TaskPage:
    """A task with what of the case is needed for it, and no more."""

    part: PartView
    task: Task
    complaint: Complaint
    files: list[Evidence]
    may_sign: bool
    may_work: bool
    shares_contact: bool


def parts_of_case(complaint_id: int, actor: Actor) -> CaseParts:
    """Return who has which part in a case; three queries. For staff who may read the case."""
    complaint = Complaint.objects.select_related("organisation").get(pk=complaint_id)
    return parts_in(complaint, actor)


def parts_in(complaint: Complaint, actor: Actor) -> CaseParts:
    """Return who has which part in a case that was read with its organisation; two queries."""
    rows = complaint.assignments.select_related("organisation", "giver").order_by("pk")
    found = list(rows)
    orders = complaint.supervisions.select_related("superior", "unit").order_by("pk")
    for each in found:
        each.complaint = complaint
    watched = list(orders)
    for order in watched:
        order.complaint = complaint
    return CaseParts(
        parts=[_part(each) for each in found],
        supervisions=[_supervision(each, actor) for each in watched],
        first_acceptor=_first_acceptor(complaint, found),
        may_ask_help=bool(part_policies.may_ask_help(actor, complaint)),
        may_supervise=bool(part_policies.may_supervise(actor, complaint)),
        may_take_up=bool(part_policies.may_take_up(actor, complaint)),
        may_report_up=bool(part_policies.may_report_up(actor, complaint)),
        away=complaint.stage == Stage.TRANSFERRED and _away(complaint, found),
    )


def tasks(actor: Actor, direction: Direction) -> list[PartView]:
    """Return the tasks given to the actor's organisations, or asked for; open ones first."""
    places = [place for place, held in actor.held.items() if held & {*part_policies.WORKING}]
    whose = {"organisation__in": places} if direction == "in" else {"giver__in": places}
    rows = Assignment.objects.filter(part__in=part_policies.APART, **whose)
    rows = rows.select_related("complaint", "organisation", "giver")
    live = list(rows.filter(state__in=LIVE).order_by("due_at", "pk")[:SHOWN])
    over = list(rows.exclude(state__in=LIVE).order_by("-ended_at", "-pk")[: SHOWN - len(live)])
    return [_part(each) for each in [*live, *over]]


def task(assignment_id: int, actor: Actor) -> TaskPage | None:
    """Return a task as its organisation reads it, or None when it is not theirs."""
    part = _task_row(assignment_id)
    if part is None or not part_policies.may_read_part(actor, part):
        return None
    return TaskPage(
        part=_part(part),
        task=Task(part.task),
        complaint=part.complaint,
        files=list(openings.files_of(part).select_related("file").order_by("at", "pk")),
        may_sign=bool(part_policies.may_sign_part(actor, part)),
        may_work=bool(part_policies.may_work_on_part(actor, part)),
        shares_contact=part.shares_contact,
    )


def supervisions(actor: Actor, direction: Direction) -> list[SupervisionView]:
    """Return what the actor's organisations are to report on, or have ordered; open ones first."""
    if direction == "in":
        whose = {"unit__in": list(actor.held)}
    else:
        whose = {"superior__in": list(actor.held)}
    rows = Supervision.objects.filter(**whose).select_related("complaint", "superior", "unit")
    watched = list(rows.filter(ended_at=None).order_by("due_at", "pk")[:SHOWN])
    over = list(rows.exclude(ended_at=None).order_by("-ended_at", "-pk")[: SHOWN - len(watched)])
    return [_supervision(each, actor) for each in [*watched, *over]]


def asked_for(actor: Actor) -> list[PartView]:
    """Return the cases that organisations below ask the actor's own to watch over."""
    own = [place for place, held in actor.held.items() if Permission.SUPERVISE in held]
    rows = Assignment.objects.filter(
        organisation__in=own, part=Part.SUPERVISE, state=PartState.OFFERED
    )
    found = rows.select_related("complaint", "organisation", "giver").order_by("offered_at", "pk")
    return [_part(each) for each in found[:SHOWN]]


def supervision(supervision_id: int, actor: Actor) -> SupervisionView | None:
    """Return one supervision of a case that the actor may read."""
    related = ("complaint", "complaint__organisation", "superior", "unit")
    found = Supervision.objects.select_related(*related).filter(pk=supervision_id).first()
    if found is None or not policies.may_read(actor, found.complaint):
        return None
    return _supervision(found, actor)


def helpers(complaint: Complaint) -> list[accounts.Organisation]:
    """Return the associations that may be asked for help with a case."""
    return [each for each in accounts.network() if each.pk != complaint.organisation_id]


def _task_row(assignment_id: int) -> Assignment | None:
    rows = Assignment.objects.select_related(
        "complaint", "complaint__region", "organisation", "giver"
    )
    return rows.filter(pk=assignment_id).first()


def _away(complaint: Complaint, parts: list[Assignment]) -> bool:
    """Tell whether an outside body without an account has the case, so that we write its reply."""
    with_account = any(each.part == Part.OUTSIDE and each.state in LIVE for each in parts)
    return not with_account and complaint.transfers.filter(state=TransferState.OUTSIDE).exists()


def _first_acceptor(complaint: Complaint, parts: list[Assignment]) -> str:
    accepted = [each for each in parts if each.accepted_at is not None]
    if accepted:
        return min(accepted, key=lambda each: (each.accepted_at, each.pk)).organisation.name
    return complaint.organisation.name if complaint.accepted_at else ""


def _part(part: Assignment) -> PartView:
    return PartView(
        id=part.pk,
        complaint_id=part.complaint_id,
        number=part.complaint.number or "",
        organisation=part.organisation.name,
        giver=part.giver.name if part.giver else "",
        part=Part(part.part),
        part_label=str(Part(part.part).label),
        task_label=str(Task(part.task).label),
        state=PartState(part.state),
        state_label=str(PartState(part.state).label),
        wording=part.wording,
        offered_at=part.offered_at,
        due_at=part.due_at if part.state in LIVE else None,
        late=part.late,
        because=_because(part),
        result=str(Result(part.result).label) if part.result else "",
        answer=part.answer,
    )


def _because(part: Assignment) -> str:
    if not part.reason_code:
        return ""
    return f"{RefusalReason(part.reason_code).label}。{part.reason}"


def _supervision(order: Supervision, actor: Actor) -> SupervisionView:
    staff = actor.kind is ActorKind.STAFF
    return SupervisionView(
        id=order.pk,
        complaint_id=order.complaint_id,
        number=order.complaint.number or "",
        title=order.complaint.title,
        superior=order.superior.name,
        unit=order.unit.name,
        level=SupervisionLevel(order.level),
        level_label=str(SupervisionLevel(order.level).label),
        state=SupervisionState(order.state),
        state_label=str(SupervisionState(order.state).label),
        by_itself=order.by_itself,
        reason=order.reason,
        opened_at=order.opened_at,
        due_at=order.due_at,
        answer=order.answer,
        late=order.late,
        remark=order.remark,
        may_answer=staff and bool(part_policies.may_answer_supervision(actor, order)),
        may_end=staff and bool(part_policies.may_end_supervision(actor, order)),
    )
