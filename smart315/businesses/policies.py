"""Who may change the register of businesses, and when."""

from django.utils.translation import gettext as _, gettext_lazy

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor, ActorKind, Permission
from smart315.businesses.models import Application, Business, MemberRole, Pledge
from smart315.businesses.states import LIFECYCLE, ONBOARDING, ApplicationState, State
from smart315.kernel.verdicts import ALLOWED, Verdict


PROVINCE = "630000"
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
    """Tell whether the actor may make the move of the lifecycle now.

    Staff let in only who has signed: the system enters what was so before.
    """
    permitted = may_manage(actor)
    if not permitted:
        return permitted
    if not LIFECYCLE.allows(move, State(business.state)):
        return Verdict(str(_WHY_NOT[move]))
    if move == "join" and actor.kind is ActorKind.STAFF and not _has_signed(business):
        return Verdict(_("请先由经营者在线签署承诺书，或者登记已签署的书面承诺书。"))
    return ALLOWED


def may_sign(actor: Actor, business: Business) -> Verdict:
    """Sign for the business: those who act for it; staff enter what was signed on paper."""
    permitted = may_describe(actor, business)
    if permitted and business.state == State.LEFT:
        return Verdict(_("该经营者已退出。"))
    return permitted


def may_ask_break(actor: Actor, business: Business) -> Verdict:
    """Pause, resume and leave for the business itself: who manages it there."""
    if business.pk not in actor.businesses or actor.user_id is None:
        return Verdict(_("只有经营者的负责人可以办理暂停、恢复和退出。"))
    managing = business.members.filter(until=None, role=MemberRole.MANAGER, user=actor.user_id)
    if not managing.exists():
        return Verdict(_("只有经营者的负责人可以办理暂停、恢复和退出。"))
    return ALLOWED


def may_write_texts(actor: Actor) -> Verdict:
    """Write and publish what all businesses are asked to sign: the province's office."""
    if actor.kind is ActorKind.SYSTEM:
        return ALLOWED
    province = accounts.organisation_for_region(PROVINCE)
    if actor.may(Permission.MANAGE_BUSINESSES, within=province.pk):
        return ALLOWED
    return Verdict(_("承诺书由省消费者协会统一拟定和发布。"))


def may_withdraw_pledge(actor: Actor, business: Business, pledge: Pledge) -> Verdict:
    """End one pledge of several; a business that receives complaints keeps one in force."""
    permitted = may_describe(actor, business)
    if not permitted:
        return permitted
    if pledge.withdrawn_at is not None:
        return Verdict(_("这份承诺已经终止。"))
    others = business.pledges.filter(withdrawn_at=None).exclude(pk=pledge.pk)
    if business.state == State.JOINED and not others.exists():
        return Verdict(_("接收投诉期间须有一份有效的承诺；要终止的，请先办理退出。"))
    return ALLOWED


def may_advance(move: str, application: Application) -> Verdict:
    """Tell whether the application stands where the move may be made."""
    if ONBOARDING.allows(move, ApplicationState(application.state)):
        return ALLOWED
    label = ApplicationState(application.state).label
    return Verdict(_("这件申请现为“%(state)s”，不能这样办理。") % {"state": label})


def may_decide(actor: Actor, application: Application, move: str) -> Verdict:
    """Verify, return, decline or activate: whoever keeps the register of businesses."""
    permitted = may_manage(actor)
    return may_advance(move, application) if permitted else permitted


def _has_signed(business: Business) -> bool:
    return business.pledges.filter(withdrawn_at=None).exists()
