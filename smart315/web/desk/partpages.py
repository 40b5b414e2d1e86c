"""The pages by which organisations work on one case together, as tables: what is asked and done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smart315.casework import actions, queries
from smart315.casework.queries import Case, CaseParts, SupervisionView, TaskPage
from smart315.web.desk.forms import parts


@dataclass(frozen=True)
class ActPage:
    """One form; `opens` says whether it is offered on the thing it is about."""

    name: str
    label: str | Promise
    form: type[forms.Form]
    act: Callable[..., Any]
    said: str | Promise
    opens: Callable[[Any], bool]
    warns: str | Promise = ""
    tone: str = "primary"


CASE = (
    ActPage(
        "help",
        _("请其他消协协助"),
        parts.AskHelpForm,
        actions.ask_help,
        _("已发出协助请求。"),
        lambda parts: parts.may_ask_help,
    ),
    ActPage(
        "supervise",
        _("督办"),
        parts.SuperviseForm,
        actions.supervise,
        _("已发出。"),
        lambda parts: parts.may_supervise,
    ),
    ActPage(
        "take-up",
        _("提级办理"),
        parts.ReasonForm,
        actions.take_up,
        _("已提级，请指定承办人。"),
        lambda parts: parts.may_take_up,
        warns=_("案件改由本单位主办，办理期限不重新计算；原承办单位仍可查看。"),
        tone="danger",
    ),
    ActPage(
        "report-up",
        _("提请上级督办"),
        parts.ReasonForm,
        actions.report_up,
        _("已提请上级。"),
        lambda parts: parts.may_report_up,
    ),
    ActPage(
        "reply",
        _("登记外部单位答复"),
        parts.ReplyForm,
        actions.record_reply,
        _("已登记答复。可以办结；需要继续办理的，请选择“退回”。"),
        lambda parts: parts.away and parts.may_ask_help,
    ),
)
TASK = (
    ActPage(
        "answer",
        _("答复"),
        parts.AnswerForm,
        actions.answer_part,
        _("已答复。"),
        lambda page: page.may_work,
        warns=_("答复以后这项任务就结束了，材料请先上传。"),
    ),
    ActPage(
        "refuse",
        _("拒收"),
        parts.DeclineForm,
        actions.refuse_part,
        _("已拒收并告知请求单位。"),
        lambda page: page.may_sign,
        tone="danger",
    ),
    ActPage(
        "return",
        _("退回"),
        parts.DeclineForm,
        actions.return_part,
        _("已退回并告知请求单位。"),
        lambda page: page.may_work,
        tone="danger",
    ),
)
SUPERVISION = (
    ActPage(
        "answer",
        _("反馈"),
        parts.AnswerSupervisionForm,
        actions.answer_supervision,
        _("已反馈。"),
        lambda order: order.may_answer,
    ),
    ActPage(
        "close",
        _("销号"),
        parts.CloseSupervisionForm,
        actions.close_supervision,
        _("已销号。"),
        lambda order: order.may_end,
    ),
    ActPage(
        "raise",
        _("升级为督办"),
        parts.RaiseForm,
        actions.raise_supervision,
        _("已升级为督办。"),
        lambda order: order.may_end and order.level == "remind",
    ),
)


def of_case(parts_of_case: CaseParts) -> list[ActPage]:
    """Return what the person may start from a case."""
    return [page for page in CASE if page.opens(parts_of_case)]


def of_task(task: TaskPage) -> list[ActPage]:
    """Return what the person may do with a task."""
    return [page for page in TASK if page.opens(task)]


def of_supervision(order: SupervisionView) -> list[ActPage]:
    """Return what the person may do with a supervision."""
    return [page for page in SUPERVISION if page.opens(order)]


def case_form(page: ActPage, case: Case, *given: Any) -> forms.Form:
    """Return the form of a page about a case."""
    if page.form is parts.AskHelpForm:
        return parts.AskHelpForm(*given, around=queries.helpers(case.complaint))
    return page.form(*given)


def task_form(page: ActPage, task: TaskPage, *given: Any) -> forms.Form:
    """Return the form of a page about a task."""
    if page.form is parts.AnswerForm:
        return parts.AnswerForm(*given, task=task.task)
    return page.form(*given)
