"""Who puts a learnt model into use."""

from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor, ActorKind, Permission
from smart315.kernel.verdicts import ALLOWED, Verdict


def may_keep_models(actor: Actor) -> Verdict:
    """Whoever keeps the rule register keeps the models; the worker learns by itself."""
    if actor.kind is ActorKind.SYSTEM or actor.holds(Permission.MANAGE_PARAMETERS):
        return ALLOWED
    return Verdict(_("分类模型由省消协的规则管理员启用。"))
