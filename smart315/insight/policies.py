"""Who puts a model into use, handles incidents, releases analyses, keeps and reads questions."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor, ActorKind, Permission
from smart315.insight.analyses.lifecycle import ANALYSIS, WHO, AnalysisState
from smart315.insight.models import (
    Analysis,
    Group,
    Incident,
    Paper,
    Report,
    SavedQuestion,
)
from smart315.insight.papers.lifecycle import PAPER, WHO as WHO_OF_PAPERS, PaperState
from smart315.insight.questions.keeping import Shared
from smart315.insight.states import LIFECYCLE, OPEN, State
from smart315.kernel.verdicts import ALLOWED, Verdict


def may_keep_models(actor: Actor) -> Verdict:
    """The models hold for the whole province, so the province keeps them, like the register."""
    if actor.everywhere(Permission.MANAGE_PARAMETERS):
        return ALLOWED
    return Verdict(_("分类模型由省消协的规则管理员启用。"))


def may_regroup_all(actor: Actor) -> Verdict:
    """The operator's command alone."""
    return ALLOWED if actor.kind is ActorKind.SYSTEM else Verdict(_("由系统管理员用命令重新成组。"))


def may_release_open_data(actor: Actor) -> Verdict:
    """The worker when the quarter has settled, and the operator's command."""
    return ALLOWED if actor.kind is ActorKind.SYSTEM else Verdict(_("由系统管理员用命令公开数据。"))


def may_handle(actor: Actor, organisation_id: int) -> Verdict:
    """Whoever handles incidents where the incident belongs."""
    if actor.may(Permission.HANDLE_INCIDENTS, within=organisation_id):
        return ALLOWED
    return Verdict(_("该事件由承办消协的工作人员处置。"))


def may_move(actor: Actor, incident: Incident, name: str) -> Verdict:
    """The table of the lifecycle, then whoever handles it."""
    if not LIFECYCLE.allows(name, State(incident.state)):
        words = {"state": State(incident.state).label}
        return Verdict(_("事件现在是“%(state)s”，不能这样办理。") % words)
    return may_handle(actor, incident.organisation_id)


def may_change(actor: Actor, incident: Incident) -> Verdict:
    """An incident that has ended is changed only after it was reopened."""
    if incident.state not in OPEN:
        return Verdict(_("事件已经结束；有新情况的，请先重新处置。"))
    return may_handle(actor, incident.organisation_id)


def may_regroup(actor: Actor, group: Group) -> Verdict:
    """Whoever handles incidents where the group belongs, while it is one."""
    if group.ended_at is not None:
        return Verdict(_("这一组已并入另一组或者只剩一件投诉，请重新查找。"))
    if actor.may(Permission.HANDLE_INCIDENTS, within=group.organisation_id):
        return ALLOWED
    return Verdict(_("这一组由所属消协处置事件的工作人员核对。"))


def may_sign(actor: Actor, report: Report) -> Verdict:
    """A report is signed for where it was sent to, once."""
    if report.sent_at is None or report.signed_at is not None:
        return Verdict(_("没有待签收的报告。"))
    if actor.may(Permission.HANDLE_INCIDENTS, within=report.to_id):
        return ALLOWED
    return Verdict(_("报告由收到的消协签收。"))


def may_write_analysis(actor: Actor, organisation_id: int) -> Verdict:
    """Whoever writes analyses at the association of the place."""
    if actor.may(Permission.WRITE_ANALYSIS, within=organisation_id):
        return ALLOWED
    return Verdict(_("该地区的投诉分析报告由当地消协的统计分析员或者内容编辑起草。"))


def may_edit_analysis(actor: Actor, analysis: Analysis) -> Verdict:
    """Only a draft is written on."""
    if analysis.state != AnalysisState.DRAFT:
        words = {"state": AnalysisState(analysis.state).label}
        return Verdict(_("报告现在是“%(state)s”，不能修改；需要修改的，请审核人退回。") % words)
    return may_write_analysis(actor, analysis.organisation_id)


def may_move_analysis(actor: Actor, analysis: Analysis, name: str) -> Verdict:
    """The table of the lifecycle, the permission of the move, and for approval a second person."""
    if not ANALYSIS.allows(name, AnalysisState(analysis.state)):
        words = {"state": AnalysisState(analysis.state).label}
        return Verdict(_("报告现在是“%(state)s”，不能这样办理。") % words)
    if not actor.may(WHO[name], within=analysis.organisation_id):
        return Verdict(_("您在该消协没有这项权限。"))
    if name == "approve" and actor.name in analysis.writers:
        return Verdict(_("报告由起草人以外的另一人审核。"))
    return ALLOWED


def may_write_paper(actor: Actor, incident: Incident) -> Verdict:
    """Whoever handles the incident, unless it is none."""
    if incident.state == State.DISMISSED:
        return Verdict(_("事件已经排除或者并入另一事件，不再起草文书。"))
    return may_handle(actor, incident.organisation_id)


def may_edit_paper(actor: Actor, paper: Paper) -> Verdict:
    """Only a draft is written on."""
    if paper.state != PaperState.DRAFT:
        words = {"state": PaperState(paper.state).label}
        return Verdict(_("文书现在是“%(state)s”，不能修改；需要修改的，请签发人退回。") % words)
    return may_write_paper(actor, paper.consequence.incident)


def may_touch_paper(actor: Actor, paper: Paper, name: str) -> Verdict:
    """The permission of a move, whatever the state: handlers write, the head issues."""
    if actor.may(WHO_OF_PAPERS[name], within=paper.organisation_id):
        return ALLOWED
    return Verdict(_("文书由本会处置事件的人员起草，由负责人签发、退回和撤回。"))


def may_move_paper(actor: Actor, paper: Paper, name: str) -> Verdict:
    """The table of the lifecycle, the permission of the move, and to issue a second person."""
    if not PAPER.allows(name, PaperState(paper.state)):
        words = {"state": PaperState(paper.state).label}
        return Verdict(_("文书现在是“%(state)s”，不能这样办理。") % words)
    touched = may_touch_paper(actor, paper, name)
    return _may_issue(actor, paper) if touched and name == "issue" else touched


def _may_issue(actor: Actor, paper: Paper) -> Verdict:
    state = State(paper.consequence.incident.state)
    if state not in {State.HANDLING, State.CLOSED}:
        return Verdict(_("事件还没有核实；请先确认是同一事件，再发出文书。"))
    if actor.name in paper.writers:
        return Verdict(_("文书由起草人以外的负责人签发。"))
    return ALLOWED


def may_ask(actor: Actor) -> Verdict:
    """Staff who read complaints somewhere: the figures are those of their own scope."""
    if actor.kind is ActorKind.STAFF and actor.holds(Permission.READ_COMPLAINT):
        return ALLOWED
    return Verdict(_("您没有查看投诉数据的权限。"))


def may_save_question(actor: Actor, organisation_id: int) -> Verdict:
    """Whoever may ask, from where they serve."""
    if organisation_id not in actor.held:
        return Verdict(_("请选择您任职的单位。"))
    return may_ask(actor)


def may_change_question(actor: Actor, question: SavedQuestion) -> Verdict:
    """Only the owner."""
    if actor.user_id is not None and question.owner_id == actor.user_id:
        return may_ask(actor)
    return Verdict(_("问题由保存它的人修改；您可以另存一份。"))


def may_read_question(actor: Actor, question: SavedQuestion, line: Collection[int]) -> Verdict:
    """The owner, and those with whom it is shared; `line` is where they serve and what is above."""
    places: dict[str, Collection[int]] = {
        Shared.ORGANISATION: actor.held,
        Shared.BELOW: line,
        Shared.EVERYBODY: (question.organisation_id,),
    }
    owns = actor.user_id is not None and question.owner_id == actor.user_id
    if owns or question.organisation_id in places.get(question.shared, ()):
        return may_ask(actor)
    return Verdict(_("这个问题没有与您共享。"))
