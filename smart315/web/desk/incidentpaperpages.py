"""What the pages of an incident's paper show: marked text, the sheet, what is wrong, moves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from smart315.accounts.actors import Actor
from smart315.insight import actions, policies, queries
from smart315.insight.queries import Paper, Standing
from smart315.web.desk import analysispages, papers
from smart315.web.desk.forms.incidentpapers import PaperForm


@dataclass(frozen=True)
class Act:
    """A move: what its page asks, and what it says when done. `why`: it wants a reason."""

    name: str
    title: Promise
    question: Promise
    act: Callable[..., Any]
    said: Promise
    why: bool = False


ACTS = (
    Act(
        "submit",
        _("提交签发"),
        _("提交后由起草人以外的负责人签发；签发前不能修改，需要修改的由负责人退回。"),
        actions.submit_paper,
        _("已提交签发。"),
    ),
    Act(
        "issue",
        _("签发"),
        _(
            "签发后取得文号，内容不能再改；有误的可以撤回或者重新制作。请确认数字、文字和收件单位都已看过。"
        ),
        actions.issue_paper,
        _("已签发。"),
    ),
    Act(
        "return",
        _("退回修改"),
        _("请写明哪里需要修改。"),
        actions.return_paper,
        _("已退回。"),
        why=True,
    ),
    Act(
        "withdraw",
        _("撤回"),
        _("撤回后核验页显示已作废，措施重新变为未完成；文书留在事件里。"),
        actions.withdraw_paper,
        _("已撤回。"),
        why=True,
    ),
    Act(
        "discard",
        _("作废"),
        _("这一稿不再使用；记录保留。"),
        actions.discard_paper,
        _("已作废。"),
    ),
)
BY_NAME = {each.name: each for each in ACTS}


@dataclass(frozen=True)
class Marked:
    """A part with every figure marked."""

    key: str
    title: Promise
    paragraphs: list[SafeString]


@dataclass(frozen=True)
class Wrong:
    """What is wrong, and where on the page of the editor it is mended."""

    text: str
    anchor: str


def shown(standing: Standing, actor: Actor) -> dict[str, Any]:
    """Return what the page of a paper shows to somebody, with what they may do."""
    row = standing.row
    may = set(queries.paper_moves(row, actor))
    return {
        "paper": row,
        "incident": row.consequence.incident,
        "consequence": row.consequence,
        "parts": _marked(standing),
        "tables": [(each, analysispages.lines_of(each)) for each in row.frozen.tables if each.rows],
        "sheet": papers.shown(standing.sheet, standing.seal),
        "unnumbered": not standing.declaration.numbered,
        "wrong": wrong(standing),
        "changes": standing.changes,
        "moves": [each for each in ACTS if each.name in may],
        "may_edit": policies.may_edit_paper(actor, row),
    }


def wrong(standing: Standing) -> list[Wrong]:
    """Return everything that is wrong with a paper, each with its field."""
    return [Wrong(each.text, f"id_{each.field}" if each.field else "") for each in standing.wrong]


def form_of(standing: Standing, *, checked: bool) -> PaperForm:
    """Return the form as it was saved; `checked` says at each field what is wrong there."""
    if not checked:
        return PaperForm(standing=standing)
    row: Paper = standing.row
    form = PaperForm({**row.words, **row.texts}, standing=standing)
    form.errors.clear()
    for each in standing.wrong:
        form.add_error(each.field if each.field in form.fields else None, each.text)
    return form


def _marked(standing: Standing) -> list[Marked]:
    """Return the parts whose figures are the incident's."""
    return [
        Marked(
            part.key,
            part.title,
            list(
                analysispages.marked(
                    standing.row.texts.get(part.key, ""), tuple(standing.findings[part.key])
                )
            ),
        )
        for part in standing.declaration.parts
        if part.key in standing.findings
    ]
