"""What is done about two entries that may be one, and how they are shown side by side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smart315.accounts.actors import Actor
from smart315.businesses import actions, merge_policies, queries
from smart315.businesses.merge_states import MergeState as M
from smart315.businesses.queries import Business, Merge
from smart315.businesses.reasons import in_words
from smart315.casework import queries as casework
from smart315.casework.queries import OfBusiness
from smart315.regions import queries as regions


# The lists of the page, in its order.
LISTS: Mapping[str, tuple[str | Promise, tuple[M, ...]]] = {
    "review": (_("待复核"), (M.PROPOSED, M.UNDO_ASKED)),
    "suggested": (_("疑似重复"), (M.SUGGESTED,)),
    "merged": (_("已合并"), (M.MERGED,)),
    "over": (_("未合并"), (M.DISMISSED, M.REFUSED, M.UNDONE)),
}


@dataclass(frozen=True)
class Deed:
    """One move, as a page asks for it."""

    name: str
    title: str | Promise
    act: Callable[..., Any]
    said: str | Promise
    lead: str | Promise = ""
    tone: str = "btn-plain"


_THEN = _(
    "同意后，保留的登记代表并入的登记：名称成为其别名，查找、导入和新投诉都归到它，"
    "原有投诉一并计算。原有记录不改写，可以撤销。"
)
DEEDS = (
    Deed("approve", _("同意合并"), actions.approve_merge, _("已合并。"), _THEN, "btn-primary"),
    Deed("refuse", _("不同意合并"), actions.refuse_merge, _("已退回，两家仍是两家。")),
    Deed("take_back", _("收回"), actions.take_back_merge, _("已收回。")),
    Deed(
        "dismiss",
        _("不是同一家"),
        actions.dismiss_merge,
        _("已标记，不再提示。"),
        _("以后不再把这两家提示为疑似重复；仍可由人提出合并。"),
    ),
    Deed(
        "undo",
        _("同意撤销"),
        actions.undo_merge,
        _("已撤销，两家各自独立。"),
        _(
            "撤销后两家各自独立，名称、代码、投诉都回到合并前的归属；"
            "合并以后新收的投诉留在保留的登记名下。"
        ),
        "btn-primary",
    ),
    Deed("keep", _("维持合并"), actions.keep_merge, _("合并维持不变。")),
    Deed(
        "ask_undo",
        _("申请撤销合并"),
        actions.ask_undo_merge,
        _("已申请，由另一位工作人员复核；复核以前合并继续有效。"),
    ),
)  # fmt: skip
BY_NAME = {each.name: each for each in DEEDS}
AGAIN = frozenset({M.SUGGESTED, M.DISMISSED, M.REFUSED, M.UNDONE})


@dataclass(frozen=True)
class Side:
    """One of the two entries, with what tells them apart."""

    business: Business
    place: str
    warning: str
    names: list[str]
    counted: OfBusiness
    people: int
    pledges: int
    takes_part: bool


def sides(one: Business, other: Business, actor: Actor) -> list[Side]:
    """Return both entries as columns of the page."""
    counts = casework.of_businesses([one.pk, other.pk], actor)
    return [_side(each, counts[each.pk]) for each in (one, other)]


def shown(merge: Merge, actor: Actor) -> dict[str, Any]:
    """Return what the page of a pair shows."""
    return {
        "merge": merge,
        "sides": sides(merge.merged, merge.survivor, actor),
        "reasons": in_words(merge.reasons),
        "steps": merge.steps.order_by("pk"),
        "deeds": [each for each in DEEDS if merge_policies.may_move_merge(actor, merge, each.name)],
        "waits_for_another": _waits_for_another(merge, actor),
        "may_propose": bool(merge_policies.may_move_merge(actor, merge, "propose")),
    }


def _waits_for_another(merge: Merge, actor: Actor) -> str:
    for name, state in (("approve", M.PROPOSED), ("undo", M.UNDO_ASKED)):
        if merge.state == state:
            return merge_policies.may_move_merge(actor, merge, name).reason
    return ""


def _side(business: Business, counted: OfBusiness) -> Side:
    names = [str(each) for each in business.aliases.order_by("pk")]
    names += [each.name for each in queries.stood_for(business.pk)]
    return Side(
        business=business,
        place=regions.full_name(business.region_id or ""),
        warning=queries.uscc_warning(business.uscc),
        names=names,
        counted=counted,
        people=business.members.filter(until=None).count(),
        pledges=business.pledges.filter(withdrawn_at=None).count(),
        takes_part=merge_policies.takes_part(business),
    )
