"""Who may do what with a part in a case, with a supervision, with somebody's whole desk."""

from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor, ActorKind, Permission
from smart315.casework.models import Assignment, Complaint, Supervision
from smart315.casework.parts import WATCHED, Part, PartState
from smart315.casework.states import ENDED, Stage
from smart315.kernel.verdicts import ALLOWED, Verdict


P = Permission
# Whoever works on cases in an organisation answers for its tasks.
WORKING = (P.SIGN_FOR_TRANSFER, P.MEDIATE, P.ACCEPT_COMPLAINT)
ANSWERING = (P.ACCEPT_COMPLAINT, P.MEDIATE, P.ASSIGN_OFFICER, P.APPROVE)
# A task on a page of its own; the part of a lead is signed for as a move of the case.
APART = (Part.ASSIST, Part.OUTSIDE)
# Where a superior may take a case up: it lies somewhere, and is not decided.
IN_HAND = frozenset(
    {
        Stage.SUBMITTED,
        Stage.SUPPLEMENT,
        Stage.ACCEPTED,
        Stage.INVESTIGATING,
        Stage.MEDIATING,
        Stage.SUSPENDED,
        Stage.REOPENED,
    }
)

# Before that a case is assigned as a move of its own (T12), afterwards nobody has it.
WITH_OFFICER = frozenset(
    {
        Stage.INVESTIGATING,
        Stage.MEDIATING,
        Stage.SUSPENDED,
        Stage.SETTLED,
        Stage.AGREED,
        Stage.PERFORMED,
        Stage.DEFAULTED,
        Stage.TERMINATED,
    }
)


def may_read_part(actor: Actor, part: Assignment) -> Verdict:
    """A task is read where it was given, and by nobody above: it shows what is needed, no more."""
    here = actor.held.get(part.organisation_id, frozenset())
    if part.part in APART and here & {*WORKING, P.READ_COMPLAINT}:
        return ALLOWED
    return Verdict(_("没有这项任务，或者您无权查看。"))


def may_sign_part(actor: Actor, part: Assignment) -> Verdict:
    """Take a task or decline it, until somebody did."""
    if not _works_in(actor, part.organisation_id):
        return Verdict(_("您无权签收这项任务。"))
    return ALLOWED if part.state == PartState.OFFERED else Verdict(_settled(part))


def may_work_on_part(actor: Actor, part: Assignment) -> Verdict:
    """Answer a task that was taken, add to it, or give it back."""
    if not _works_in(actor, part.organisation_id):
        return Verdict(_("您无权办理这项任务。"))
    if part.state == PartState.OFFERED:
        return Verdict(_("请先签收，再办理。"))
    return ALLOWED if part.state == PartState.SIGNED else Verdict(_settled(part))


def may_cancel_part(actor: Actor, part: Assignment) -> Verdict:
    """Whoever asked for help may say that it is no longer needed."""
    if part.part != Part.ASSIST or part.giver_id is None or not _works_in(actor, part.giver_id):
        return Verdict(_("您无权撤销这项请求。"))
    return ALLOWED if part.state in {"offered", "signed"} else Verdict(_settled(part))


def may_ask_help(actor: Actor, complaint: Complaint) -> Verdict:
    """The organisation that has the case asks another for help (J-06)."""
    if not _works_in(actor, complaint.organisation_id):
        return Verdict(_("您无权就这件投诉请求协助。"))
    return _not_over(complaint)


def may_supervise(actor: Actor, complaint: Complaint) -> Verdict:
    """A superior watches over a case of an organisation below it."""
    if superior_of(actor, complaint.organisation_id) is None:
        return Verdict(_("只有上级组织的督办人员可以督办下级办理的投诉。"))
    return _not_over(complaint)


def may_take_up(actor: Actor, complaint: Complaint) -> Verdict:
    """A superior takes the case up itself (J-01 at its end, SV-2)."""
    if superior_of(actor, complaint.organisation_id) is None:
        return Verdict(_("只有上级组织可以将投诉提级办理。"))
    if complaint.delegated_by_samr:
        return Verdict(_("受市场监管部门委托调解的投诉不得再转办。"))
    if complaint.stage not in IN_HAND:
        return Verdict(_("该投诉现在的状态不能提级办理。"))
    return ALLOWED


def may_report_up(actor: Actor, complaint: Complaint) -> Verdict:
    """An organisation asks the one above it to watch over a case."""
    if not any(actor.may(right, within=complaint.organisation_id) for right in ANSWERING):
        return Verdict(_("您无权就这件投诉提请上级督办。"))
    if complaint.organisation.parent_id is None:
        return Verdict(_("省级组织没有上级可以提请。"))
    return _not_over(complaint)


def may_answer_supervision(actor: Actor, order: Supervision) -> Verdict:
    """The supervised unit reports what it did."""
    if not any(actor.may(right, within=order.unit_id) for right in ANSWERING):
        return Verdict(_("只有被督办的单位可以反馈。"))
    return _watched(order)


def may_end_supervision(actor: Actor, order: Supervision) -> Verdict:
    """The superior closes its supervision, or raises it."""
    if not actor.may(P.SUPERVISE, within=order.superior_id):
        return Verdict(_("只有发出督办的单位可以销号或者升级。"))
    return _watched(order)


def may_hand_over(actor: Actor, organisation_id: int) -> Verdict:
    """Whoever assigns cases in an organisation may give them to somebody else there."""
    if actor.may(P.ASSIGN_OFFICER, within=organisation_id):
        return ALLOWED
    return Verdict(_("您无权调整该组织的承办人。"))


def may_reassign(actor: Actor, complaint: Complaint) -> Verdict:
    """Give one case in hand to another officer."""
    verdict = may_hand_over(actor, complaint.organisation_id)
    if not verdict:
        return verdict
    if complaint.stage not in WITH_OFFICER:
        return Verdict(_("该投诉还没有分派或者已经办结，不能更换承办人。"))
    return ALLOWED


def may_route(actor: Actor) -> Verdict:
    """The administrator of the rules writes routing rules too: for the whole province."""
    if actor.everywhere(P.MANAGE_PARAMETERS):
        return ALLOWED
    return Verdict(_("只有省级安全管理员可以修改分派规则。"))


def superior_of(actor: Actor, organisation_id: int) -> int | None:
    """Return the nearest place above the organisation where the actor supervises."""
    above = [
        (len(actor.below.get(place, ())), place)
        for place, held in actor.held.items()
        if P.SUPERVISE in held
        and place != organisation_id
        and organisation_id in actor.below.get(place, ())
    ]
    return min(above)[1] if above and actor.kind is ActorKind.STAFF else None


def _works_in(actor: Actor, organisation_id: int) -> bool:
    return any(actor.may(right, within=organisation_id) for right in WORKING)


def _not_over(complaint: Complaint) -> Verdict:
    if complaint.stage in {*ENDED, Stage.DRAFT}:
        return Verdict(_("该投诉已办结。"))
    return ALLOWED


def _watched(order: Supervision) -> Verdict:
    return ALLOWED if order.state in WATCHED else Verdict(_("这次督办已经结束。"))


def _settled(part: Assignment) -> str:
    return _("该任务已%(state)s（%(by)s）。") % {
        "state": PartState(part.state).label.removeprefix("已"),
        "by": part.ended_by or part.signed_by,
    }
