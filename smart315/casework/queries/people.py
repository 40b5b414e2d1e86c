"""The people of a complaint: who they are, what each asks for, who speaks, who agreed to what."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import get_default_timezone

from smart315.accounts.actors import Actor, ActorKind
from smart315.businesses import queries as businesses
from smart315.casework import agency, rights
from smart315.casework.codes import Side
from smart315.casework.models import Authority, Complaint, Consent, Election, Party
from smart315.casework.models.party import PERSONS
from smart315.casework.queries.rows import Row, rows_of
from smart315.casework.states import BEFORE_AGREEMENT
from smart315.kernel.verdicts import Verdict
from smart315.kernel.workdays import local_day


SHOWN = 30


@dataclass(frozen=True)
class Member:
    """One person with what they said to each question."""

    party: Party
    consents: list[Consent]

    @property
    def here(self) -> bool:
        """Tell whether the person still takes part."""
        return self.party.left_at is None


@dataclass(frozen=True)
class People:
    """Everybody on the consumer's side, and the agents of both."""

    members: list[Member]
    agents: list[Authority]
    election: Election | None
    joinable: list[Row]
    may_change: Verdict
    may_join: Verdict
    may_send_agent: Verdict
    may_end: frozenset[str]

    @property
    def present(self) -> list[Party]:
        """Return the people who still take part."""
        return [each.party for each in self.members if each.here]

    @property
    def representatives(self) -> list[Party]:
        """Return the elected two."""
        return [each for each in self.present if each.represents]

    @property
    def represented(self) -> list[Party]:
        """Return those for whom the two speak."""
        return [each for each in self.present if not each.represents]

    @property
    def total_fen(self) -> int:
        """Return what all who take part ask for together."""
        return sum(each.claim_fen or 0 for each in self.present)


@dataclass(frozen=True)
class Agents:
    """The agents of a case: the letters, for whom one may be sent, who may end which."""

    letters: list[Authority]
    principals: list[tuple[int | None, str]]
    may_send: Verdict
    may_end: frozenset[str]


def people(complaint_id: int, actor: Actor, *, at: datetime) -> People | None:
    """Return the people of a complaint, for staff who may read it: a constant number of queries."""
    found = Complaint.objects.visible_to(actor).filter(pk=complaint_id)
    complaint = found.select_related("organisation").first()
    if complaint is None or actor.kind is not ActorKind.STAFF:
        return None
    rows = complaint.parties.filter(role__in=PERSONS).order_by("left_at", "pk")
    said = Consent.objects.filter(party__complaint=complaint).order_by("at", "pk")
    of_whom: dict[int, list[Consent]] = {}
    for each in said:
        of_whom.setdefault(each.party_id, []).append(each)
    return People(
        members=[Member(each, of_whom.get(each.pk, [])) for each in rows],
        agents=list(agency.letters(complaint)),
        election=complaint.elections.order_by("-at", "-pk").first(),
        joinable=_joinable(complaint, actor, at),
        may_change=rights.may_change_people(actor, complaint),
        may_join=rights.may_join(actor, complaint),
        may_send_agent=rights.may_send_agent(actor, complaint),
        may_end=_may_end(actor, complaint),
    )


def agents(complaint_id: int, actor: Actor, *, at: datetime) -> Agents | None:
    """Return the agents of both sides as somebody who reads the case may know of them.

    A business reads of its own agents all but their identity document, of the other side's only
    who comes and how far they may go.
    """
    found = Complaint.objects.visible_to(actor).filter(pk=complaint_id)
    complaint = found.select_related("business", "covered_by").first()
    if complaint is None:
        return None
    day = local_day(at, get_default_timezone())
    letters = list(agency.letters(complaint))
    if actor.kind is ActorKind.BUSINESS:
        letters = [each for each in letters if _concerns(each, actor, day)]
    return Agents(
        letters=letters,
        principals=_principals(complaint, actor),
        may_send=rights.may_send_agent(actor, complaint),
        may_end=_may_end(actor, complaint),
    )


def agents_in_force(complaint_id: int, actor: Actor, *, at: datetime) -> list[Authority]:
    """Return the letters of both sides that hold today, for those who read the case."""
    complaint = Complaint.objects.visible_to(actor).filter(pk=complaint_id).first()
    if complaint is None:
        return []
    return agency.in_force(complaint, local_day(at, get_default_timezone()))


def _concerns(letter: Authority, actor: Actor, day: date) -> bool:
    """Tell whether a business reads of a letter: its own always, the consumer's while it holds."""
    if letter.agent.side == Side.BUSINESS:
        return letter.business_id is None or letter.business_id in actor.businesses
    return letter.holds(day)


def _principals(complaint: Complaint, actor: Actor) -> list[tuple[int | None, str]]:
    """Return for whom an agent may be sent: the business, or the platform that answers for it."""
    its = [each for each in (complaint.business, complaint.covered_by) if each is not None]
    if actor.kind is ActorKind.BUSINESS:
        own = rights.managed(actor, complaint)
        its = [each for each in its if each.pk in own]
    rows: list[tuple[int | None, str]] = [(each.pk, each.name) for each in its]
    return rows or [(None, complaint.respondent_name)]


def _may_end(actor: Actor, complaint: Complaint) -> frozenset[str]:
    sides = (Side.CONSUMER, Side.BUSINESS)
    return frozenset(str(each) for each in sides if rights.may_end_agent(actor, complaint, each))


def consents_of(complaint_id: int, party_id: int | None) -> list[Consent]:
    """Return what one person has said, for that person."""
    return list(Consent.objects.filter(party=party_id, party__complaint=complaint_id))


def party_of(complaint_id: int, actor: Actor) -> Party | None:
    """Return the person that a consumer is; who filed when the key names nobody."""
    if actor.complaint_id != complaint_id:
        return None
    people = Party.objects.filter(complaint=complaint_id, left_at=None)
    if actor.party_id is not None:
        return people.filter(pk=actor.party_id).first()
    return people.filter(role="complainant").first()


def _joinable(complaint: Complaint, actor: Actor, at: datetime) -> list[Row]:
    """Return open complaints about the same business in the same house."""
    same = Q(respondent_name=complaint.respondent_name)
    if complaint.business_id is not None:
        same |= Q(business__in=businesses.same_as(complaint.business_id))
    found = Complaint.objects.visible_to(actor).filter(
        same,
        organisation=complaint.organisation_id,
        stage__in=BEFORE_AGREEMENT,
        is_joint=False,
        joined_to=None,
    )
    found = found.exclude(pk=complaint.pk).select_related("organisation", "officer")
    return rows_of(found.order_by("-received_at", "-pk")[:SHOWN], at=at)
