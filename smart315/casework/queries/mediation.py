"""Everything that the page of a mediation shows, in a constant number of queries."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import get_default_timezone

from smart315.accounts.actors import Actor, ActorKind
from smart315.casework import agency, hearers, policies, rights, texts
from smart315.casework.clarity import Problem
from smart315.casework.codes import Side
from smart315.casework.models import (
    Agreement,
    AgreementText,
    Complaint,
    Declaration,
    Entry,
    Extension,
    Guest,
    Obligation,
    Panel,
    Party,
    Proposal,
    Session as Session,
    Signature,
)
from smart315.casework.proceedings import LIVES, OPEN, ProposalState, TextState
from smart315.kernel.workdays import local_day


@dataclass(frozen=True)
class Item:
    """A row of a small life with the moves that the reader may make of it now."""

    row: object
    moves: frozenset[str]


@dataclass(frozen=True)
class Line:
    """One line of the table of talks: a proposal or a message, for those who may read it."""

    at: datetime
    by: str
    side: str
    audience: str
    text: str
    proposal: Proposal | None = None
    mine: bool = False
    may_answer: bool = False


@dataclass(frozen=True)
class Writing:
    """The text in hand or signed: its rows, who signed, what is unclear, who has still to sign."""

    text: AgreementText
    rows: list[Obligation]
    signatures: list[Signature]
    problems: list[Problem]
    unsigned: list[str]
    lacking: list[Party]

    @property
    def paid_fen(self) -> int:
        """Return what was really paid."""
        return sum(each.paid_fen for each in self.rows)


@dataclass(frozen=True)
class Expected:
    """Somebody expected at a session, and for whom."""

    name: str
    side: Side
    is_agent: bool = False


@dataclass(frozen=True)
class Mediation:
    """All that belongs to one mediation, as far as the reader may know of it."""

    complaint: Complaint
    declarations: list[Declaration]
    recusals: list[Item]
    sessions: list[Item]
    appraisals: list[Item]
    talks: list[Line]
    writing: Writing | None
    confirmations: list[Item]
    extension: Extension | None
    agreement: Agreement | None
    last_day: date | None
    may: frozenset[str]


def mediation(complaint_id: int, actor: Actor, *, at: datetime) -> Mediation | None:
    """Return a mediation with everything in it, for staff; None when it may not be read."""
    found = Complaint.objects.visible_to(actor).filter(pk=complaint_id)
    complaint = found.select_related("organisation").first()
    if complaint is None or actor.kind is not ActorKind.STAFF:
        return None
    agreement = complaint.agreements.filter(in_force=True, kind="mediation").first()
    recusals = complaint.recusals.select_related("officer", "decided_by", "replacement")
    court = complaint.confirmations.order_by("pk")
    appraisals = complaint.appraisals.prefetch_related("custody").order_by("pk")
    return Mediation(
        complaint=complaint,
        declarations=list(complaint.declarations.select_related("user").order_by("at")),
        recusals=_items("recusal", recusals.order_by("pk"), actor, complaint),
        sessions=_items("session", sessions_of(complaint), actor, complaint),
        appraisals=_items("appraisal", appraisals, actor, complaint),
        talks=_talks(complaint, actor),
        writing=_writing(complaint, local_day(at, get_default_timezone())),
        confirmations=_items("confirmation", court, actor, complaint),
        extension=Extension.objects.filter(complaint=complaint).first(),
        agreement=agreement,
        last_day=_last_day(agreement, complaint),
        may=frozenset(life for life in LIVES if rights.may_do(life, OPEN, actor, complaint)),
    )


def talks(complaint_id: int, actor: Actor) -> list[Line]:
    """Return proposals and messages on one line of time, the newest first, for any side."""
    complaint = Complaint.objects.visible_to(actor).filter(pk=complaint_id).first()
    return _talks(complaint, actor) if complaint else []


def proposal(proposal_id: int, actor: Actor) -> Proposal | None:
    """Return one proposal that the reader may know of."""
    seen = Complaint.objects.visible_to(actor)
    reach = policies.AUDIENCES[actor.kind]
    return Proposal.objects.filter(pk=proposal_id, complaint__in=seen, audience__in=reach).first()


def writing(complaint_id: int, actor: Actor, *, at: datetime) -> Writing | None:
    """Return the text of the agreement that a party may read: fixed or signed, never a draft."""
    complaint = Complaint.objects.visible_to(actor).filter(pk=complaint_id).first()
    found = _writing(complaint, local_day(at, get_default_timezone())) if complaint else None
    if found is None or found.text.state == TextState.DRAFT:
        return None
    return found


def sessions_of(complaint: Complaint) -> QuerySet[Session]:
    """Return the sessions of a complaint with mediators, guests and attendance."""
    guests = Prefetch("guests", Guest.objects.order_by("pk"))
    found = complaint.sessions.prefetch_related("mediators", guests, "attendees")
    return found.order_by("starts_at", "pk")


def sessions_between(
    actor: Actor,
    first: datetime,
    last: datetime,
    *,
    complaint_id: int | None = None,
    committee_id: int | None = None,
) -> list[Session]:
    """Return planned, told and held sessions of the cases that the reader sees, by time.

    `committee_id` keeps those of the cases that the committee has or had.
    """
    seen = Complaint.objects.visible_to(actor)
    found = Session.objects.filter(
        complaint__in=seen, starts_at__gte=first, starts_at__lt=last
    ).exclude(state="cancelled")
    if complaint_id is not None:
        found = found.filter(complaint=complaint_id)
    if committee_id is not None:
        heard = Panel.objects.filter(committee=committee_id)
        found = found.filter(complaint__in=heard.values("complaint"))
    related = found.select_related("complaint", "complaint__organisation")
    return list(related.prefetch_related("mediators").order_by("starts_at", "pk"))


def session(session_id: int, actor: Actor) -> Session | None:
    """Return one session that the reader may know of: a party only once it was told."""
    seen = Complaint.objects.visible_to(actor)
    found = Session.objects.filter(pk=session_id, complaint__in=seen)
    if actor.kind is not ActorKind.STAFF:
        found = found.exclude(notified_at=None)
    return found.select_related("complaint", "complaint__organisation").first()


def told_sessions(complaint_id: int, actor: Actor) -> list[Session]:
    """Return the sessions of which a party was told, the next first."""
    seen = Complaint.objects.visible_to(actor).filter(pk=complaint_id)
    found = Session.objects.filter(complaint__in=seen, notified_at__isnull=False)
    return list(
        found.exclude(state="cancelled").prefetch_related("mediators").order_by("-starts_at")
    )


def expected(session: Session) -> list[Expected]:
    """Return who is expected at a session: speakers, business, their agents, panel, guests."""
    complaint = session.complaint
    people = texts.persons(complaint)
    if complaint.is_joint:
        people = people.filter(pk__in=complaint.speakers)
    rows = [Expected(each.name, Side.CONSUMER) for each in people]
    rows.append(Expected(complaint.respondent_name, Side.BUSINESS))
    day = local_day(session.starts_at, get_default_timezone())
    rows += [
        Expected(each.agent.name, Side(each.agent.side), is_agent=True)
        for each in agency.in_force(complaint, day)
    ]
    rows += [Expected(str(each), Side.MEDIATOR) for each in session.mediators.order_by("pk")]
    rows += [Expected(name, Side.MEDIATOR) for name in hearers.members(complaint)]
    return rows + [Expected(each.name, Side.GUEST) for each in session.guests.order_by("pk")]


def _items(life: str, rows: object, actor: Actor, complaint: Complaint) -> list[Item]:
    machine = LIVES[life]
    first = type(machine.initial)
    allowed = {move for move in machine.moves if rights.may_do(life, move, actor, complaint)}
    return [
        Item(row, frozenset(m for m in allowed if machine.allows(m, first(row.state))))
        for row in rows  # type: ignore[attr-defined]
    ]


def _talks(complaint: Complaint, actor: Actor) -> list[Line]:
    reach = policies.AUDIENCES[actor.kind]
    side = rights.side_of(actor)
    may = bool(rights.may_do("proposal", "accept", actor, complaint))
    proposals = complaint.proposals.filter(audience__in=reach).order_by("-at", "-pk")
    said = complaint.entries.filter(audience__in=reach, move="").order_by("-at", "-pk")
    lines = [_proposed(each, side, may=may) for each in proposals]
    lines += [_said(each) for each in said]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _proposed(each: Proposal, side: Side, *, may: bool) -> Line:
    mine = each.side == side
    is_open = each.state == ProposalState.OPEN
    return Line(
        each.at, each.by, each.side, each.audience, each.text, each, mine,
        may_answer=may and is_open and not (mine and side is not Side.MEDIATOR),
    )  # fmt: skip


def _said(each: Entry) -> Line:
    return Line(each.at, each.by, each.by_kind, each.audience, each.note)


def _writing(complaint: Complaint, today: date) -> Writing | None:
    kept = complaint.texts.exclude(state=TextState.DROPPED).select_related("agreement")
    text = kept.order_by("-pk").first()
    if text is None:
        return None
    text.complaint = complaint
    in_hand = text.state != TextState.SIGNED
    return Writing(
        text=text,
        rows=list(text.obligations.select_related("party").order_by("due_on", "pk")),
        signatures=list(text.signatures.filter(version=text.version).order_by("at")),
        problems=texts.problems(text, today) if in_hand else [],
        unsigned=texts.unsigned(text, complaint) if in_hand else [],
        lacking=texts.lacking(text, complaint) if in_hand else [],
    )


def _last_day(agreement: Agreement | None, complaint: Complaint) -> date | None:
    return texts.last_day(agreement, complaint) if agreement else None


def signers(complaint_id: int, actor: Actor) -> list[Party]:
    """Return who signs for the consumers, for staff who may read the case."""
    complaint = Complaint.objects.visible_to(actor).filter(pk=complaint_id).first()
    if complaint is None or actor.kind is not ActorKind.STAFF:
        return []
    return list(texts.persons(complaint).filter(pk__in=texts.signers(complaint)))


def persons_of(complaint_id: int, actor: Actor) -> list[Party]:
    """Return those whose dispute it is and who take part, for staff who may read the case."""
    complaint = Complaint.objects.visible_to(actor).filter(pk=complaint_id).first()
    if complaint is None or actor.kind is not ActorKind.STAFF:
        return []
    return list(texts.persons(complaint))
