"""Who may do what to the people and proceedings inside a complaint; asked by button and action."""

from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor, ActorKind, Permission
from smart315.casework import policies
from smart315.casework.codes import Power
from smart315.casework.models import Complaint, Party
from smart315.casework.states import BEFORE_AGREEMENT, Stage
from smart315.kernel.verdicts import ALLOWED, Verdict


# Where people may still come in, leave or choose who speaks for them.
OPEN = frozenset(BEFORE_AGREEMENT) - {Stage.TRANSFERRED} | {Stage.REOPENED}
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
