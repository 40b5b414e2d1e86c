"""Who may do what to the people and proceedings inside a complaint; asked by button and action."""

from django.utils.translation import gettext as _, gettext_lazy as _l

from smart315.accounts.actors import Actor, ActorKind, Permission
from smart315.businesses import queries as businesses
from smart315.casework import policies
from smart315.casework.codes import Audience, Power, Side
from smart315.casework.models import Complaint, Party
from smart315.casework.policies import Who
from smart315.casework.states import BEFORE_AGREEMENT, ENDED, Stage
from smart315.kernel.verdicts import ALLOWED, Verdict


# Where people may still come in, leave or choose who speaks for them.
OPEN = frozenset(BEFORE_AGREEMENT) - {Stage.TRANSFERRED} | {Stage.REOPENED}
# Where the business takes part in a mediation, or is asked whether it will.
HEARD = frozenset(
    {Stage.ACCEPTED, Stage.INVESTIGATING, Stage.MEDIATING, Stage.SUSPENDED, Stage.REOPENED}
)
KEEPERS = (Permission.REGISTER_COMPLAINT, Permission.ACCEPT_COMPLAINT, Permission.MEDIATE)


def may_change_people(actor: Actor, complaint: Complaint) -> Verdict:
    """Officers of the house, and whoever speaks for the complaint, say who takes part."""
    if actor.kind is ActorKind.STAFF:
        allowed = any(actor.may(each, within=complaint.organisation_id) for each in KEEPERS)
    else:
        allowed = actor.kind is ActorKind.CONSUMER and policies.speaks(actor, complaint)
    if not allowed:
        return Verdict(_("您无权增减这件投诉的当事人。"))
    if complaint.stage not in OPEN:
        return Verdict(_("该投诉已有结果，不能再增减当事人。"))
    return ALLOWED


def may_send_agent(actor: Actor, complaint: Complaint) -> Verdict:
    """Whoever manages the business sends its agent, or an officer enters what it handed in."""
    if not _speaks_for_business(actor, complaint):
        return Verdict(_("只有经营者的负责人或者办理单位可以登记、解除经营者的代理人。"))
    if complaint.stage not in HEARD:
        return Verdict(_("调解期间才能登记经营者的代理人。"))
    return ALLOWED


def may_end_agent(actor: Actor, complaint: Complaint, side: Side | str) -> Verdict:
    """A principal may end an authority as long as the case is under way."""
    if side == Side.BUSINESS:
        allowed = _speaks_for_business(actor, complaint)
    elif actor.kind is ActorKind.CONSUMER:
        allowed = policies.speaks(actor, complaint)
    else:
        allowed = any(actor.may(each, within=complaint.organisation_id) for each in KEEPERS)
    if not allowed:
        return Verdict(_("您无权解除这份委托。"))
    if complaint.stage in ENDED:
        return Verdict(_("该投诉已办结，委托随之结束。"))
    return ALLOWED


def managed(actor: Actor, complaint: Complaint) -> list[int]:
    """Return which of the case's businesses the actor manages: the shop before its platform."""
    if actor.user_id is None or not complaint.concerns(actor):
        return []
    own = businesses.managed_by(actor.user_id)
    its = (complaint.business_id, complaint.covered_by_id)
    return [each for each in its if each is not None and each in own]


def _speaks_for_business(actor: Actor, complaint: Complaint) -> bool:
    if actor.kind is ActorKind.BUSINESS:
        return bool(managed(actor, complaint))
    within = complaint.organisation_id
    is_staff = actor.kind is ActorKind.STAFF
    return is_staff and any(actor.may(each, within=within) for each in KEEPERS)


def may_join(actor: Actor, complaint: Complaint) -> Verdict:
    """Officers alone make several complaints into one."""
    if actor.kind is not ActorKind.STAFF:
        return Verdict(_("并案由消协工作人员办理。"))
    return may_change_people(actor, complaint)


def may_consent_for(actor: Actor, party: Party) -> Verdict:
    """A person consents in person; what was signed or said before an officer, the officer notes."""
    complaint = party.complaint
    if actor.kind is ActorKind.CONSUMER:
        in_person = actor.powers is None and actor.complaint_id == complaint.pk
        mine = in_person and actor.party_id == party.pk
        filed = in_person and actor.party_id is None and party.role == "complainant"
        return ALLOWED if mine or filed else Verdict(_("只能由本人表示是否同意。"))
    return may_mediate(actor, complaint)


def may_mediate(actor: Actor, complaint: Complaint) -> Verdict:
    """Those who mediate where the case lies."""
    if actor.may(Permission.MEDIATE, within=complaint.organisation_id):
        return ALLOWED
    return Verdict(_("只有办理单位的调解员可以这样办理。"))


def may_use_power(actor: Actor, power: Power) -> Verdict:
    """An agent does only what the letter allows (总局令121号 §11)."""
    if actor.powers is None or power in actor.powers:
        return ALLOWED
    return Verdict(_("您的授权委托书没有授予“%(power)s”的权限。") % {"power": power.label})


P = Permission
# Who begins each small life (`open`) and makes each of its moves.
WHO: dict[str, dict[str, Who]] = {
    "recusal": {
        "open": Who(P.MEDIATE, consumer=True, business=True),
        "grant": Who(P.ASSIGN_OFFICER),
        "refuse": Who(P.ASSIGN_OFFICER),
        "take_back": Who(P.MEDIATE, consumer=True, business=True),
    },
    "session": {
        "open": Who(P.MEDIATE),
        "notify": Who(P.MEDIATE),
        "change": Who(P.MEDIATE),
        "hold": Who(P.MEDIATE),
        "cancel": Who(P.MEDIATE),
    },
    "appraisal": {
        "open": Who(P.MEDIATE),
        "entrust": Who(P.MEDIATE),
        "opine": Who(P.MEDIATE),
        "tell": Who(P.MEDIATE),
        "drop": Who(P.MEDIATE),
    },
    "proposal": {
        "open": Who(P.MEDIATE, consumer=True, business=True),
        "accept": Who(P.MEDIATE, consumer=True, business=True),
        "decline": Who(P.MEDIATE, consumer=True, business=True),
        "counter": Who(P.MEDIATE, consumer=True, business=True),
        "take_back": Who(P.MEDIATE, consumer=True, business=True),
    },
    "text": {
        "open": Who(P.RECORD_AGREEMENT),
        "fix": Who(P.RECORD_AGREEMENT),
        "revise": Who(P.RECORD_AGREEMENT),
        "conclude": Who(P.RECORD_AGREEMENT),
        "drop": Who(P.RECORD_AGREEMENT),
    },
    "obligation": {
        "open": Who(P.RECORD_AGREEMENT),
        "perform": Who(P.VERIFY_PERFORMANCE, consumer=True),
        "break": Who(P.VERIFY_PERFORMANCE, system=True),
    },
    "confirmation": {
        "open": Who(P.RECORD_AGREEMENT),
        "file": Who(P.RECORD_AGREEMENT),
        "confirm": Who(P.RECORD_AGREEMENT),
        "dismiss": Who(P.RECORD_AGREEMENT),
        "drop": Who(P.RECORD_AGREEMENT),
    },
    "panel": {
        "open": Who(P.ASSIGN_OFFICER),
        "seat": Who(P.ASSIGN_OFFICER),
        "give_back": Who(P.ASSIGN_OFFICER),
    },
}

AGREED = frozenset({Stage.AGREED, Stage.DEFAULTED, Stage.PERFORMED})
# At which stages of the complaint each life may begin or go on; an ended case moves no more.
WHILE: dict[str, frozenset[Stage]] = {
    "recusal": frozenset({Stage.INVESTIGATING, Stage.MEDIATING, Stage.SUSPENDED}),
    "session": frozenset({Stage.INVESTIGATING, Stage.MEDIATING, Stage.SUSPENDED}),
    "appraisal": frozenset({Stage.INVESTIGATING, Stage.MEDIATING, Stage.SUSPENDED}),
    "proposal": frozenset({Stage.MEDIATING}),
    "text": frozenset({Stage.MEDIATING}),
    "obligation": AGREED - {Stage.PERFORMED},
    "confirmation": AGREED | {Stage.CLOSED, Stage.FOLLOWED_UP},
    "panel": frozenset(
        {Stage.ACCEPTED, Stage.INVESTIGATING, Stage.MEDIATING, Stage.SUSPENDED, Stage.REOPENED}
    ),
}
TITLES = {
    "recusal": _l("回避"),
    "session": _l("调解会"),
    "appraisal": _l("鉴定"),
    "proposal": _l("调解方案"),
    "text": _l("协议文本"),
    "obligation": _l("履行"),
    "confirmation": _l("司法确认"),
    "panel": _l("委派调解"),
}


def may_do(life: str, move: str, actor: Actor, complaint: Complaint) -> Verdict:
    """Tell whether the actor may begin a life (`open`) or make a move of it in this case now."""
    if not _is_theirs(WHO[life][move], actor, complaint):
        return Verdict(_("您无权办理这件投诉的“%(what)s”。") % {"what": TITLES[life]})
    if complaint.stage not in WHILE[life]:
        stage = Stage(complaint.stage).label
        words = {"stage": stage, "what": TITLES[life]}
        return Verdict(_("该投诉现为“%(stage)s”，不能办理“%(what)s”。") % words)
    return ALLOWED


def _is_theirs(who: Who, actor: Actor, complaint: Complaint) -> bool:
    match actor.kind:
        case ActorKind.CONSUMER:
            return who.consumer and policies.speaks(actor, complaint)
        case ActorKind.BUSINESS:
            mine = complaint.business_id in actor.businesses and complaint.business_may_read
            return who.business and mine
        case ActorKind.SYSTEM:
            return who.system
        case _:
            within = complaint.organisation_id
            return who.permission is not None and actor.may(who.permission, within=within)


def side_of(actor: Actor) -> Side:
    """Return for whom somebody speaks in mediation."""
    return {ActorKind.CONSUMER: Side.CONSUMER, ActorKind.BUSINESS: Side.BUSINESS}.get(
        actor.kind, Side.MEDIATOR
    )


def may_say(actor: Actor, complaint: Complaint, audience: Audience) -> Verdict:
    """Everybody who reads the case writes to those whom the one table of audiences names."""
    policies.may_read(actor, complaint).require()
    if actor.kind is ActorKind.CONSUMER and not policies.speaks(actor, complaint):
        return Verdict(_("共同投诉由代表人发言；您可以联系代表人或者消协。"))
    if audience not in policies.WRITES_TO[actor.kind]:
        return Verdict(_("请选择留言给谁看。"))
    return ALLOWED
