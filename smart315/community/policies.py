"""Who sets up and keeps committees."""

from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor, Permission
from smart315.accounts.levels import ASSOCIATIONS
from smart315.accounts.queries import Organisation
from smart315.kernel.verdicts import ALLOWED, Verdict


def may_keep(actor: Actor, organisation_id: int) -> Verdict:
    """The head of the association keeps its committees, as does who keeps organisations there."""
    if actor.reaches(Permission.MANAGE_ORGANISATION, organisation_id):
        return ALLOWED
    if actor.may(Permission.ASSIGN_OFFICER, within=organisation_id):
        return ALLOWED
    return Verdict(_("调解委员会由本会负责人设立、换届和停办。"))


def may_found(actor: Actor, organisation: Organisation) -> Verdict:
    """A committee is an association's, which is at work (人民调解法 §34)."""
    if organisation.level not in ASSOCIATIONS or not organisation.active:
        return Verdict(_("调解委员会只能设在消费者协会。"))
    return may_keep(actor, organisation.pk)
