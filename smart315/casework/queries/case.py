"""Everything that one page of a case shows, in a constant number of queries."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from django.db.models import Model, QuerySet

from smart315.accounts.actors import Actor, ActorKind
from smart315.accounts.queries import Organisation, User
from smart315.businesses.queries import Business
from smart315.casework import openings, policies, rights
from smart315.casework.models import (
    Agreement,
    Answer,
    Approval,
    Complaint,
    Entry,
    FollowUp,
    IssuedDocument,
    Judgement,
    OwedDocument,
    Party,
    SupplementRequest,
    Transfer,
)
from smart315.casework.models.clock import ClockState
from smart315.casework.models.history import ApprovalState
from smart315.casework.queries.issued import issued
from smart315.casework.queries.limits import ClockView, clocks_of
from smart315.casework.queries.rows import Row, rows_of, stage_label
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Verdict


Said = TypeVar("Said", bound=Model)
PEOPLE = ("organisation", "transferred_from", "officer", "business__survivor", "covered_by")
RELATED = (*PEOPLE, "pledge", "region", "routing_rule")
# Where sessions, proposals and texts may be, or have been.
MEDIATED = frozenset(
    {
        Stage.ACCEPTED,
        Stage.INVESTIGATING,
        Stage.MEDIATING,
        Stage.SUSPENDED,
        Stage.AGREED,
        Stage.PERFORMED,
        Stage.DEFAULTED,
        Stage.TERMINATED,
        Stage.CLOSED,
        Stage.FOLLOWED_UP,
        Stage.ARCHIVED,
        Stage.REOPENED,
    }
)


@dataclass(frozen=True)
class EvidenceView:
    """A piece of evidence without its content."""

    id: int
    file_id: int
    name: str
    media_type: str
    size: int
    brought_by: str
    purpose: str
    at: datetime


@dataclass(frozen=True)
class Case:
    """A complaint with all that belongs to it, as far as the actor may know of it."""

    actor: Actor
    complaint: Complaint
    complainant: Party | None
    organisation: Organisation
    sender: Organisation | None
    officer: User | None
    business: Business | None
    clocks: list[ClockView]
    entries: list[Entry]
    answers: list[Answer]
    agreement: Agreement | None
    evidence: list[EvidenceView]
    supplement: SupplementRequest | None
    transfers: list[Transfer]
    approval: Approval | None
    documents: list[OwedDocument]
    issued: list[IssuedDocument]
    judgement: Judgement | None
    follow_ups: list[FollowUp]
    moves: list[str]

    @property
    def stage(self) -> Stage:
        """Return where the complaint stands."""
        return Stage(self.complaint.stage)

    @property
    def stage_label(self) -> str:
        """Return what the reader's side calls the stage."""
        return stage_label(self.stage, self.actor.kind)

    @property
    def next_clock(self) -> ClockView | None:
        """Return the clock that is due next."""
        key = self.complaint.next_due_key
        running = (each for each in self.clocks if each.state == ClockState.RUNNING)
        return next((each for each in running if each.key == key), None)

    @property
    def business_clock(self) -> ClockView | None:
        """Return the limit that the business has to meet next, also where another is nearer."""
        running = (each for each in self.clocks if each.state == ClockState.RUNNING)
        own = (each for each in running if each.owed_by == "business")
        return min(own, key=lambda each: (each.due_at, each.key), default=None)

    @property
    def open_offer(self) -> Answer | None:
        """Return the offer that waits for the consumer."""
        return next((each for each in self.answers if each.state == "open"), None)

    @cached_property
    def may_add_evidence(self) -> Verdict:
        """Tell whether the actor may add material."""
        return policies.may_add_evidence(self.actor, self.complaint)

    @cached_property
    def may_answer(self) -> Verdict:
        """Tell whether the actor may answer for the business."""
        return policies.may_answer(self.actor, self.complaint)

    @cached_property
    def may_prove_performance(self) -> Verdict:
        """Tell whether the actor may show that the business kept its word."""
        return policies.may_prove_performance(self.actor, self.complaint)

    @cached_property
    def may_confirm_performance(self) -> Verdict:
        """Tell whether the actor may say that the business kept its word."""
        return policies.may_confirm_performance(self.actor, self.complaint)

    @cached_property
    def may_judge(self) -> Verdict:
        """Tell whether the actor may judge the outcome."""
        return policies.may_judge(self.actor, self.complaint)

    @cached_property
    def may_invite(self) -> Verdict:
        """Tell whether the actor may ask the business for its side."""
        return policies.may_invite(self.actor, self.complaint)

    @cached_property
    def may_write_to(self) -> Verdict:
        """Tell whether the actor may send the business a letter with a link."""
        return policies.may_write_to(self.actor, self.complaint)

    @cached_property
    def may_correct(self) -> Verdict:
        """Tell whether the actor may put the registration right."""
        return policies.may_correct(self.actor, self.complaint)

    @cached_property
    def may_change_people(self) -> Verdict:
        """Tell whether the actor may say who takes part."""
        return rights.may_change_people(self.actor, self.complaint)

    @property
    def may_mediate_here(self) -> bool:
        """Tell whether there is a mediation to look at: from inquiry on."""
        return self.complaint.stage in MEDIATED

    @cached_property
    def may_propose(self) -> Verdict:
        """Tell whether the actor may propose how the matter is to be settled."""
        return rights.may_do("proposal", "open", self.actor, self.complaint)

    @cached_property
    def may_ask_recusal(self) -> Verdict:
        """Tell whether the actor may ask that the mediator step aside."""
        if self.complaint.officer_id is None:
            return Verdict("-")
        return rights.may_do("recusal", "open", self.actor, self.complaint)

    @cached_property
    def is_represented(self) -> bool:
        """Tell whether the reader is somebody for whom others speak, and so is asked in person."""
        if self.actor.kind is not ActorKind.CONSUMER or self.actor.powers is not None:
            return False
        return not self.complaint.has_speaker(self.actor.party_id)

    @property
    def moves_are_open(self) -> bool:
        """Tell whether there is no agreement yet, so that people may still come, go and consent."""
        return self.complaint.stage in rights.OPEN

    @cached_property
    def may_note(self) -> Verdict:
        """Tell whether the actor may leave a note."""
        return policies.may_note(self.actor, self.complaint)

    @cached_property
    def may_issue(self) -> Verdict:
        """Tell whether the actor may note that a document went out."""
        return policies.may_issue(self.actor, self.complaint)

    def may_write(self, code: str) -> Verdict:
        """Tell whether the actor may write a document of the kind."""
        return policies.may_write(self.actor, self.complaint, code)

    @cached_property
    def may_see_personal(self) -> Verdict:
        """Tell whether the actor may see names and telephones in full, on record."""
        return policies.may_see_personal(self.actor, self.complaint)

    @cached_property
    def may_approve(self) -> Verdict:
        """Tell whether the actor may decide on the pending proposal."""
        if self.approval is None:
            return Verdict("-")
        proposed_by = self.approval.proposed_by_id
        return policies.may_approve(self.actor, self.complaint, proposed_by=proposed_by)


def case(complaint_id: int, actor: Actor, *, at: datetime) -> Case | None:
    """Return a case, or None when there is none or the actor may not read it."""
    complaint = Complaint.objects.select_related(*RELATED).filter(pk=complaint_id).first()
    if complaint is None or not policies.may_read(actor, complaint):
        return None
    transfers = complaint.transfers.select_related("sender", "receiver").order_by("sent_at", "pk")
    approvals = complaint.approvals.filter(state=ApprovalState.PENDING)
    # What the house weighs and asks afterwards is not the parties' to read.
    of_the_house = actor.kind in {ActorKind.STAFF, ActorKind.SYSTEM}
    follow_ups = complaint.follow_ups.select_related("by").order_by("at", "pk")
    return Case(
        actor=actor,
        complaint=complaint,
        complainant=_complainant(complaint, actor),
        organisation=complaint.organisation,
        sender=complaint.transferred_from,
        officer=complaint.officer,
        business=complaint.business and (complaint.business.survivor or complaint.business),
        clocks=clocks_of(complaint, at),
        entries=_entries(complaint, actor),
        answers=_answers(complaint, actor),
        agreement=complaint.agreements.filter(in_force=True).first(),
        evidence=_evidence(complaint, actor),
        supplement=_open_supplement(complaint),
        transfers=list(transfers),
        approval=approvals.select_related("proposed_by").first() if of_the_house else None,
        documents=list(complaint.documents.order_by("owed_at", "pk")),
        issued=issued(complaint, actor),
        judgement=Judgement.objects.filter(complaint=complaint).first(),
        follow_ups=list(follow_ups) if of_the_house else [],
        moves=policies.open_moves(actor, complaint),
    )


def similar_open(complaint_id: int, actor: Actor, *, at: datetime) -> list[Row]:
    """Return open complaints of the same person about the same respondent: likely doubles."""
    complaint = Complaint.objects.visible_to(actor).filter(pk=complaint_id).first()
    if complaint is None or actor.kind is not ActorKind.STAFF:
        return []
    phones = complaint.parties.exclude(phone_hash="").values_list("phone_hash", flat=True)
    same = Complaint.objects.visible_to(actor).filter(
        parties__phone_hash__in=list(phones), respondent_name=complaint.respondent_name
    )
    found = same.under_way().exclude(pk=complaint.pk).select_related("organisation", "officer")
    return rows_of(found.distinct().order_by("-received_at", "-id")[:10], at=at)


def _since_attributed(rows: QuerySet[Said], complaint: Complaint, actor: Actor) -> QuerySet[Said]:
    """Keep from a business what was said before the matter was found to be its own."""
    if actor.kind is not ActorKind.BUSINESS or complaint.attributed_at is None:
        return rows
    return rows.filter(at__gte=complaint.attributed_at)


def _complainant(complaint: Complaint, actor: Actor) -> Party | None:
    people = complaint.parties.filter(role="complainant")
    if actor.kind is ActorKind.BUSINESS:
        # What a business need not know is not even fetched (EN-08, 个人信息保护法 §6).
        people = people.only("id", "complaint", "role", "name")
    return people.first()


def _entries(complaint: Complaint, actor: Actor) -> list[Entry]:
    entries = complaint.entries.filter(audience__in=policies.AUDIENCES[actor.kind])
    return list(_since_attributed(entries, complaint, actor).order_by("at", "pk"))


def _open_supplement(complaint: Complaint) -> SupplementRequest | None:
    if complaint.stage != Stage.SUPPLEMENT:
        return None
    return complaint.supplements.filter(answered_at=None).order_by("-pk").first()


def _answers(complaint: Complaint, actor: Actor) -> list[Answer]:
    said = _since_attributed(complaint.answers.all(), complaint, actor)
    answers = list(said.order_by("at", "pk"))
    if actor.kind is ActorKind.CONSUMER:
        for each in answers:
            each.to_association = ""
    return answers


def _evidence(complaint: Complaint, actor: Actor) -> list[EvidenceView]:
    found = complaint.evidence.filter(audience__in=policies.AUDIENCES[actor.kind])
    found = found.exclude(openings.of_former(complaint, actor)).select_related("file")
    return [
        EvidenceView(
            id=each.pk,
            file_id=each.file_id,
            name=each.file.name,
            media_type=each.file.media_type,
            size=each.file.size,
            brought_by=each.get_brought_by_display(),
            purpose=each.purpose,
            at=each.at,
        )
        for each in found.order_by("at", "pk")
    ]
