"""Who may change the register of businesses, and when."""

from django.utils.translation import gettext as _, gettext_lazy

from smart315.accounts.actors import Actor, Permission
from smart315.businesses.models import Business
from smart315.businesses.states import LIFECYCLE, State
from smart315.kernel.verdicts import ALLOWED, Verdict


_WHY_NOT = {
    "join": gettext_lazy("该经营者已入驻或已退出，不能再办理入驻。"),
    "pause": gettext_lazy("该经营者没有在接收投诉，无须暂停。"),
    "leave": gettext_lazy("该经营者已退出。"),
}


def may_manage(actor: Actor) -> Verdict:
    """Staff with the permission in any organisation: the register is one for the province."""
    if actor.holds(Permission.MANAGE_BUSINESSES):
        return ALLOWED
    return Verdict(_("您没有管理经营者的权限。"))


def may_describe(actor: Actor, business: Business) -> Verdict:
    """Add what the business also calls itself: staff, and the business itself."""
    if business.pk in actor.businesses:
        return ALLOWED
    return may_manage(actor)


def may_move(actor: Actor, business: Business, move: str) -> Verdict:
    """Tell whether the actor may make the move of the lifecycle now."""
    permitted = may_manage(actor)
    if permitted and not LIFECYCLE.allows(move, State(business.state)):
        return Verdict(str(_WHY_NOT[move]))
    return permitted
