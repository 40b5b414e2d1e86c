"""Agents of both sides: appointed with a letter, ended by whoever sent them (总局令121号 §11)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor, ActorKind
from smart315.casework import agency, rights
from smart315.casework.actions import moving, people
from smart315.casework.actions.people import Person
from smart315.casework.codes import Audience, Capacity, Power, Side
from smart315.casework.kinds import Kind
from smart315.casework.models import Authority, Complaint, Evidence, Party
from smart315.casework.models.party import PERSONS, PartyRole
from smart315.kernel import masking
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


@dataclass(frozen=True)
class Letter:
    """What an authority letter says; `evidence_id` is the scanned letter."""

    matters: str
    powers: tuple[Power | str, ...]
    since: date
    until: date
    evidence_id: int | None = None
    capacity: Capacity | str = ""
    identity: str = ""


@transaction.atomic
def appoint_agent(
    *, principal_id: int, name: str, phone: str, letter: Letter, by: Actor, at: datetime
) -> Party:
    """Note an agent of a person with the letter that says what for and how long."""
    principal, complaint = people.held(principal_id)
    rights.may_change_people(by, complaint).require()
    if principal.role not in PERSONS or principal.left_at is not None:
        raise Refused(_("请选择委托人。"), field="principal_id")
    return _appointed(
        complaint, Authority(principal=principal), Person(name, phone), letter, by=by, at=at
    )


@transaction.atomic
def send_agent(
    *,
    complaint_id: int,
    name: str,
    phone: str,
    letter: Letter,
    by: Actor,
    at: datetime,
    business_id: int | None = None,
) -> Party:
    """Note an agent of the business, or of the platform that answers for it. Raises Refused."""
    complaint = moving.locked(complaint_id)
    rights.may_send_agent(by, complaint).require()
    business_id = _principal(complaint, business_id, by)
    for field, value, words in (
        ("capacity", letter.capacity, _("请选择代理人的身份（参照《民事诉讼法》第六十一条）。")),
        ("identity", letter.identity.strip(), _("请填写代理人的身份证件号码。")),
    ):
        if not value:
            raise Refused(words, field=field)
    given = Authority(business_id=business_id)
    return _appointed(complaint, given, Person(name, phone), letter, by=by, at=at)


@transaction.atomic
def revoke_agent(*, agent_id: int, by: Actor, at: datetime) -> Party:
    """End an agent's authority; what was done under it stays."""
    agent, complaint = people.held(agent_id)
    rights.may_end_agent(by, complaint, agent.side).require()
    letter = Authority.objects.filter(agent=agent, revoked_at=None).first()
    if letter is None:
        raise Refused(_("这份委托已经结束。"))
    if by.kind is ActorKind.BUSINESS and letter.business_id not in rights.managed(by, complaint):
        raise Refused(_("这位代理人不是您的经营者委托的。"))
    return _ended(letter, complaint, by, at)


def dismiss(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    """End what the former business gave, now that another one is meant."""
    for letter in agency.letters(complaint).filter(agent__side=Side.BUSINESS, revoked_at=None):
        _ended(letter, complaint, by, at)


def _ended(letter: Authority, complaint: Complaint, by: Actor, at: datetime) -> Party:
    agent = letter.agent
    letter.revoked_at = agent.left_at = at
    letter.save(update_fields=["revoked_at"])
    agent.save(update_fields=["left_at"])
    note = _("代理人%(name)s的委托结束。") % {"name": masking.mask_name(agent.name)}
    moving.enter(complaint, by=by, at=at, note=note, audience=_audience(agent.side))
    data = {"party": agent.pk, "side": str(agent.side)}
    moving.record(Kind.AGENT_REVOKED, complaint, by=by, at=at, data=data)
    return agent


def _appointed(
    complaint: Complaint, given: Authority, who: Person, letter: Letter, *, by: Actor, at: datetime
) -> Party:
    """Enter the agent with the letter; `given` says who sends them."""
    side = Side.CONSUMER if given.principal else Side.BUSINESS
    given.identity = agency.identity(letter.identity)
    _check_letter(complaint, letter, local_day(at, get_default_timezone()))
    _check_number(complaint, given)
    given.agent = agent = _party(complaint, who, side, by, at)
    given.letter_id, given.matters = letter.evidence_id, letter.matters.strip()
    given.capacity, given.powers = str(letter.capacity), [str(each) for each in letter.powers]
    given.since, given.until = letter.since, letter.until
    given.save()
    words = {"name": masking.mask_name(agent.name), "scope": given.scope}
    note = _("登记代理人%(name)s（%(scope)s）。") % words
    moving.enter(complaint, by=by, at=at, note=note, audience=_audience(side))
    data = {"party": agent.pk, "side": str(side), "powers": given.powers}
    moving.record(Kind.AGENT_APPOINTED, complaint, by=by, at=at, data=data)
    return agent


def _party(complaint: Complaint, who: Person, side: Side, by: Actor, at: datetime) -> Party:
    columns = people.columns(complaint, who, by)
    if side is Side.BUSINESS:
        # The hash is a consumer's key to the complaint; an agent of the business has none.
        columns["phone_hash"] = ""
    return Party.objects.create(**columns, side=side, role=PartyRole.AGENT, joined_at=at)


def _audience(side: Side | str) -> Audience:
    """The consumer's agent is told to the consumer, that of the business to both sides."""
    return Audience.CONSUMER if side == Side.CONSUMER else Audience.ALL


def _principal(complaint: Complaint, business_id: int | None, by: Actor) -> int | None:
    """Return the business that sends the agent; None for a respondent outside the register."""
    its = [each for each in (complaint.business_id, complaint.covered_by_id) if each is not None]
    may = rights.managed(by, complaint) if by.kind is ActorKind.BUSINESS else its
    if business_id is None:
        return may[0] if may else None
    if business_id not in may:
        raise Refused(_("请选择委托人。"), field="business_id")
    return business_id


def _check_number(complaint: Complaint, given: Authority) -> None:
    others = agency.letters(complaint).filter(
        principal=given.principal, business=given.business_id, revoked_at=None
    )
    if others.count() >= agency.MOST:
        raise Refused(
            _("每位委托人最多委托%(most)s名代理人，请先解除一份委托。") % {"most": agency.MOST}
        )


def _check_letter(complaint: Complaint, letter: Letter, today: date) -> None:
    if not letter.matters.strip():
        raise Refused(_("请写明委托事项。"), field="matters")
    if not letter.powers or not set(map(str, letter.powers)) <= set(Power.values):
        raise Refused(_("请选择委托权限。"), field="powers")
    if letter.capacity and letter.capacity not in Capacity.values:
        raise Refused(_("请选择代理人的身份。"), field="capacity")
    if letter.until < letter.since:
        raise Refused(_("委托期限的截止日不能早于起始日。"), field="until")
    if letter.until < today:
        raise Refused(_("这份授权委托书已经过期。"), field="until")
    if not Evidence.objects.filter(pk=letter.evidence_id or 0, complaint=complaint).exists():
        raise Refused(_("请上传委托人签名的授权委托书。"), field="letter")
