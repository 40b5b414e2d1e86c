"""What may be done to an incident: its page, form, action and words, as a table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smart315.accounts.actors import Actor
from smart315.insight import actions, policies, queries
from smart315.insight.assessing import FIELDS
from smart315.insight.papers.lifecycle import ELSEWHERE
from smart315.insight.queries import Assessment, Consequence, Paper, PaperState, Whole
from smart315.insight.states import LIFECYCLE, Follow, Level, State
from smart315.web.desk import drawing, maps
from smart315.web.desk.forms import incidents as forms


@dataclass(frozen=True)
class Act:
    """One thing to do: `target` names the argument that the address gives beside the incident."""

    name: str
    title: Promise
    form: type[forms.IncidentForm]
    act: Callable[..., Any]
    said: Promise
    lead: str | Promise = ""
    target: str = ""


ACTS = (
    Act(
        "confirm",
        _("确认是同一事件"),
        forms.SureForm,
        actions.confirm,
        _("已确认，开始处置。"),
        _("确认后开始处置；达到级别的，按时限逐级报告。"),
    ),
    Act(
        "dismiss",
        _("排除"),
        forms.ConcludeForm,
        actions.dismiss,
        _("已排除。"),
        _("不是同一事件、不需要处置的，写明理由后排除；有新的投诉时会再次提示。"),
    ),
    Act(
        "describe",
        _("补充情况"),
        forms.DescribeForm,
        actions.describe,
        _("已保存，级别已重新判定。"),
    ),
    Act("assess", _("研判"), forms.AssessForm, actions.assess, _("研判已记录。")),
    Act("add", _("加入投诉"), forms.AddMemberForm, actions.add_member, _("已加入。")),
    Act(
        "remove",
        _("移出投诉"),
        forms.RemoveMemberForm,
        actions.remove_member,
        _("已移出，系统不会再自动加入。"),
        target="complaint_id",
    ),
    Act(
        "merge",
        _("并入另一事件"),
        forms.MergeForm,
        actions.merge,
        _("已并入；以后发现的也归入那一事件。"),
        _("两个事件其实是同一事项的，把这一事件的投诉并入另一事件。"),
    ),
    Act("follow", _("布置措施"), forms.FollowForm, actions.add_consequence, _("已布置。")),
    Act(
        "finish",
        _("填写结果"),
        forms.ResultForm,
        actions.finish_consequence,
        _("结果已记录。"),
        target="consequence_id",
    ),
    Act(
        "close",
        _("结束处置"),
        forms.ConcludeForm,
        actions.close,
        _("事件已结束。"),
        _("较大以上的事件，结束后须在期限内终报。"),
    ),
    Act("reopen", _("重新处置"), forms.SureForm, actions.reopen, _("已重新处置。")),
)
BY_NAME = {each.name: each for each in ACTS}


@dataclass(frozen=True)
class Answered:
    """An assessment with the questions that were answered, in order."""

    row: Assessment
    answers: list[tuple[Promise, str]]


def answered(rows: Iterable[Assessment]) -> list[Answered]:
    """Return assessments in words."""
    return [
        Answered(
            row, [(each.label, row.answers[each.name]) for each in FIELDS if row.answers[each.name]]
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Followed:
    """A consequence with its papers; `drafts` says whether there can be more, else `elsewhere`."""

    row: Consequence
    papers: list[Paper]
    drafts: bool
    elsewhere: Promise | str


def followed(whole: Whole) -> list[Followed]:
    """Return the consequences of an incident, each with its papers, the newest first."""
    papers = queries.papers_of(whole.incident)
    return [
        Followed(
            each,
            [paper for paper in papers if paper.consequence_id == each.pk],
            bool(queries.paper_kinds(each)),
            ELSEWHERE.get(Follow(each.kind), ""),
        )
        for each in whole.consequences
    ]


def begun(whole: Whole, page: Act, target: int) -> dict[str, str]:
    """Return what a form begins with: a result refers to the papers that went out for it."""
    if page.name != "finish":
        return {}
    sent = [each for each in queries.papers_of(whole.incident) if each.state == PaperState.ISSUED]
    said = [queries.refers_to(each) for each in reversed(sent) if each.consequence_id == target]
    return {"result": "".join(said)}


def shown(whole: Whole, actor: Actor) -> dict[str, Any]:
    """Return what the page of an incident shows to somebody, with what they may do."""
    row = whole.incident
    may = policies.may_handle(actor, row.organisation_id)
    lawful = {each.name for each in LIFECYCLE.lawful(State(row.state))} if may else set()
    return {
        "whole": whole,
        "incident": row,
        "group": queries.group_of(row),
        "level": Level(row.level),
        "bars": drawing.bars(whole.days),
        "map": maps.map_of({code: count for code, _name, count in whole.places}),
        "assessments": answered(whole.assessments),
        "moves": [each for each in ACTS if each.name in lawful],
        "may_change": policies.may_change(actor, row),
        "may_draft": policies.may_write_paper(actor, row),
        "consequences": followed(whole),
        "reports": [
            (each, may and each.sent_at is None, policies.may_sign(actor, each))
            for each in whole.reports
        ],
    }
