"""Who may let one entry of the register stand for another, and when."""

from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.businesses import hindrances
from smart315.businesses.merge_states import MERGING, MergeState
from smart315.businesses.models import Business, Merge
from smart315.businesses.policies import may_manage
from smart315.businesses.states import OPEN as UNDER_WAY, State
from smart315.businesses.uscc import uscc_warning
from smart315.kernel.verdicts import ALLOWED, Verdict


REVIEWED = frozenset({"approve", "refuse", "undo"})


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
