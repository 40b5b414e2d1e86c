"""Who may change the register of businesses, and when."""

from django.utils.translation import gettext as _, gettext_lazy

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor, ActorKind, Permission
from smart315.businesses import hindrances
from smart315.businesses.models import Application, Business, MemberRole, Merge, Pledge
from smart315.businesses.states import (
    LIFECYCLE,
    MERGING,
    ONBOARDING,
    OPEN as UNDER_WAY,
    ApplicationState,
    MergeState,
    State,
)
from smart315.businesses.uscc import uscc_warning
from smart315.kernel.verdicts import ALLOWED, Verdict


PROVINCE = "630000"
REVIEWED = frozenset({"approve", "refuse", "undo"})
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


def may_merge(merged: Business, survivor: Business, *, code_reason: str = "") -> Verdict:
    """Tell whether the one entry can stand for the other.

    An entry that takes part keeps standing for itself: what a business promised and who answers
    for it stay where they were signed. Two sound codes that differ are two businesses before the
    law (GB 32100-2015), unless somebody says why not.
    """
    if merged.pk == survivor.pk:
        return Verdict(_("请选择两家不同的登记。"))
    for each in (merged, survivor):
        if each.survivor is not None:
            words = {"name": each.name, "survivor": each.survivor.name}
            return Verdict(_("“%(name)s”已并入“%(survivor)s”，请用后者办理。") % words)
    if takes_part(merged):
        return _not_while_taking_part(merged, survivor)
    if codes_differ(merged, survivor) and not code_reason.strip():
        return Verdict(_("两家的统一社会信用代码不同且都有效，请写明为什么是同一家，例如换码。"))
    return ALLOWED


def takes_part(business: Business) -> bool:
    """Tell whether anything of the portal is in force or under way for the business."""
    return (
        business.state in {State.JOINED, State.PAUSED}
        or business.members.filter(until=None).exists()
        or business.pledges.filter(withdrawn_at=None).exists()
        or business.applications.filter(state__in=UNDER_WAY).exists()
        or hindrances.found(business.pk)
    )


def codes_differ(one: Business, other: Business) -> bool:
    """Tell whether both codes are sound, and not the same."""
    codes = {one.uscc, other.uscc}
    return len(codes) > 1 and "" not in codes and not any(map(uscc_warning, codes))


def may_move_merge(actor: Actor, merge: Merge, move: str) -> Verdict:
    """Tell whether the actor may make the move; what is reviewed, a second person reviews."""
    permitted = may_manage(actor)
    if not permitted:
        return permitted
    if not MERGING.allows(move, MergeState(merge.state)):
        label = MergeState(merge.state).label
        return Verdict(_("这项合并现为“%(state)s”，不能这样办理。") % {"state": label})
    last = merge.steps.order_by("-pk").first()
    own = last is not None and last.user_id == actor.user_id
    if move in REVIEWED and (own or actor.user_id is None):
        return Verdict(_("提出的人不能自己复核，请由另一位有权限的工作人员复核。"))
    if move == "take_back" and not own:
        return Verdict(_("只有提出的人可以收回。"))
    return ALLOWED


def _not_while_taking_part(merged: Business, survivor: Business) -> Verdict:
    names = {"merged": merged.name, "survivor": survivor.name}
    if takes_part(survivor):
        return Verdict(
            _(
                "“%(merged)s”和“%(survivor)s”都在参与网上直通车（入驻、答复人员、承诺书、平台或者"
                "入驻申请），请先由其中一家办理退出，再合并。"
            )
            % names
        )
    said = _("“%(merged)s”在参与网上直通车，请改为保留它，把“%(survivor)s”并入。")
    return Verdict(said % names)
