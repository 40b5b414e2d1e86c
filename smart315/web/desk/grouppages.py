"""What may be decided about a group: its page, form, action and words, as a table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smart315.accounts.actors import Actor
from smart315.insight import actions, policies
from smart315.insight.queries import Decision, Gathering
from smart315.web.desk.forms import groups as forms


SHOWN = (("", _("全部")), ("copies", _("有重复文字的")), ("unconfirmed", _("未核对的")))


@dataclass(frozen=True)
class Page:
    """One decision: `search` says that another group is looked for first."""

    name: str
    title: str | Promise
    form: type[forms.GroupForm]
    act: Callable[..., Any]
    said: str | Promise
    lead: str | Promise
    search: bool = False


PAGES = (
    Page(
        "confirm",
        _("核对无误"),
        forms.ConfirmForm,
        actions.confirm_group,
        _("已核对。"),
        _("核对后，系统不会自动把别的组并进来；新来的投诉仍可加入。"),
    ),
    Page(
        "split",
        _("拆分"),
        forms.SplitForm,
        actions.split_group,
        _("已拆分。"),
        _("不是同一事项的投诉，从这一组拆出。"),
    ),
    Page(
        "merge",
        _("并入另一组"),
        forms.MergeForm,
        actions.merge_groups,
        _("已合并。"),
        _("两组其实是同一事项的，把这一组并入另一组。"),
        search=True,
    ),
)
BY_NAME = {each.name: each for each in PAGES}


def undoing(decision: Decision) -> Page:
    """Return the page on which a decision is taken back."""
    lead = _("%(day)s %(who)s：%(why)s") % {
        "day": f"{decision.made_at:%Y-%m-%d}",
        "who": decision.made_by,
        "why": decision.why,
    }
    title = _("撤销“%(kind)s”") % {"kind": decision.get_kind_display()}
    return Page("undo", title, forms.UndoForm, actions.undo_decision, _("已撤销。"), lead)


def shown(found: Gathering, actor: Actor) -> dict[str, Any]:
    """Return what the page of a group shows to somebody, with what they may decide."""
    may = policies.may_regroup(actor, found.group)
    done = found.group.confirmed_at is not None
    pages = [each for each in PAGES if not (each.name == "confirm" and done)] if may else []
    return {"gathering": found, "group": found.group, "pages": pages, "may": may}
