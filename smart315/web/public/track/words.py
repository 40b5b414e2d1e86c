"""Where a complaint stands, in plain words: what it means, and what the reader may expect."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smart315.casework.codes import ClaimKind, Outcome
from smart315.casework.queries import Case, ClockView
from smart315.casework.states import CONSUMER_LABELS, MOVE_LABELS, Stage


S = Stage

MEANING: dict[Stage, Promise] = {
    S.DRAFT: _("还没有提交。"),
    S.SUBMITTED: _("消协在审查这件投诉能不能受理，到期前会告诉您结果。您现在不用做什么。"),
    S.SUPPLEMENT: _("还缺一些材料。请在期限内补充，逾期不补的，可能不予受理。"),
    S.NEGOTIATING: _("投诉已经发给商家，等它提出方案。满意就接受，不满意可以随时转由消协处理。"),
    S.SETTLED: _("您接受了商家的方案。请留意商家是否按约定的日期办到，办到没有都请告诉我们。"),
    S.REJECTED: _("消协不能受理这件投诉。理由写在下面，您还可以走其他途径。"),
    S.TRANSFERRED: _("这件投诉已经转给有权处理的单位，由它与您联系。"),
    S.CONSULT: _("这是一件咨询，答复写在下面。"),
    S.ACCEPTED: _("消协已经受理，正在安排承办人。"),
    S.INVESTIGATING: _("承办人正在向商家核实情况，可能会给您打电话。"),
    S.MEDIATING: _("消协正在组织您和商家调解。调解自愿，不成也不影响您走其他途径。"),
    S.SUSPENDED: _("调解暂停，原因写在下面；恢复后期限接着计算。"),
    S.AGREED: _("双方达成了调解协议。请留意商家是否按期办到，办到没有都请告诉我们。"),
    S.PERFORMED: _("协议已经履行，消协正在办结。"),
    S.DEFAULTED: _("商家没有按期履行协议。您可以申请人民法院强制执行（经司法确认的）或者起诉。"),
    S.TERMINATED: _("调解没有成功。理由写在下面，您还可以走其他途径。"),
    S.WITHDRAWN: _("您已经撤回这件投诉。"),
    S.CLOSED: _("这件投诉已经办结，欢迎您评价。"),
    S.FOLLOWED_UP: _("这件投诉已经办结，欢迎您评价。"),
    S.REOPENED: _("因为有新的事实或者证据，消协重新办理这件投诉。"),
    S.ARCHIVED: _("这件投诉已经办结并归档。"),
}

OWED_BY: dict[str, Promise] = {
    "association": _("消协应在此日前办到"),
    "business": _("商家应在此日前办到"),
    "consumer": _("请您在此日前办到"),
    "nobody": _("您的权利在此日前有效"),
}

# Where this road has led nowhere, so that the other ones are shown (handbook §2.1).
NOWHERE = frozenset({S.REJECTED, S.TERMINATED, S.DEFAULTED})
NOWHERE_OUTCOMES = frozenset({Outcome.REJECTED, Outcome.TERMINATED, Outcome.MEDIATED_NOT_PERFORMED})
# Moves that come after the outcome and say nothing about why.
AFTERWARDS = frozenset({"close", "follow_up", "archive"})
# Moves whose note tells the reader why the complaint is where it is.
TELLING = frozenset(
    {
        "reject",
        "lapse",
        "terminate",
        "consult",
        "transfer",
        "return_transfer",
        "suspend",
        "start_mediation",
        "fall_back",
        "default",
        "reopen",
    }
)
# Limits that are nobody's business but the office's.
UNSEEN = frozenset({"assign.due", "archive.due"})

WHO: dict[str, Promise] = {
    "consumer": _("您"),
    "business": _("商家"),
    "system": _("系统"),
}


# What stands above a line that is no move.
SAID: dict[str, Promise] = {
    "consumer": _("您的说明"),
    "business": _("商家的消息"),
    "system": _("系统记录"),
}


@dataclass(frozen=True)
class Told:
    """One line of the timeline: what happened, when, by whom, and what was said."""

    title: str | Promise
    at: datetime
    who: str | Promise
    note: str


def heading(case: Case) -> tuple[str | Promise, str | Promise]:
    """Return where the complaint stands, and what that means for the reader."""
    if case.open_offer is not None:
        return (
            _("商家提出了方案，等您答复"),
            _("满意就接受；不满意可以不接受，等它再提方案，也可以随时转由消协处理。"),
        )
    if any(each.key == "reattribute.due" and each.ended_at is None for each in case.clocks):
        return (
            _("商家说投诉的不是它，请重新指定"),
            _("请在期限内指定另一家商家，期限从指定时重新计算；不指定的，由消协审查处理。"),
        )
    return CONSUMER_LABELS[case.stage], MEANING[case.stage]


def answering_platform(case: Case) -> str:
    """Return the platform that answers for the shop while it is at it; blank without one."""
    platform = case.complaint.covered_by
    return platform.name if platform and case.stage is S.NEGOTIATING else ""


def timeline(case: Case) -> list[Told]:
    """Return what happened, the newest first."""
    return [_told(case, entry) for entry in reversed(case.entries)]


def clocks(case: Case) -> list[tuple[ClockView, Promise]]:
    """Return the limits that still run or wait, each with whose it is."""
    at_work = (each for each in case.clocks if each.ended_at is None and each.key not in UNSEEN)
    return [(each, OWED_BY[each.owed_by]) for each in at_work]


def claims(case: Case) -> list[tuple[str | Promise, int | None]]:
    """Return what is asked for, in words, with the amounts."""
    labels = dict(ClaimKind.choices)
    return [
        (labels.get(each["kind"], ""), each.get("amount_fen")) for each in case.complaint.claims
    ]


def _told(case: Case, entry: Any) -> Told:
    who = WHO.get(entry.by_kind) or f"{case.organisation.name} {entry.by}"
    if entry.move:
        return Told(MOVE_LABELS[entry.move], entry.at, who, entry.note)
    return Told(SAID.get(entry.by_kind, _("消协的说明")), entry.at, who, entry.note)
