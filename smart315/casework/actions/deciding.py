"""Decide whether the association takes a complaint on (handbook §2.3, §2.4, T02-T04, T08, T09)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.casework import clocks, taxonomy
from smart315.casework.actions import moving, supervising
from smart315.casework.actions.moving import Step
from smart315.casework.actions.proposing import Arguments, through
from smart315.casework.codes import RejectReason
from smart315.casework.models import Complaint, SupplementRequest
from smart315.kernel import workdays
from smart315.kernel.verdicts import Refused


SHORTEST_REASON = 2


@transaction.atomic
def request_supplement(
    *, complaint_id: int, missing: Sequence[str], note: str, by: Actor, at: datetime
) -> Complaint:
    """Ask the consumer for what is missing, until a day (T02). Raises Refused."""
    complaint = moving.asked("request_supplement", complaint_id, by)
    wanted = [text for each in missing if (text := each.strip())]
    if not wanted:
        raise Refused(_("请选择或者填写缺少的材料。"), field="missing")
    rules = clocks.rulebook(complaint)
    limit, _basis = rules.limit("supplement.due")
    due = workdays.due(limit, at, rules.calendar, get_default_timezone())
    SupplementRequest.objects.create(
        complaint=complaint, missing=wanted, note=note.strip(), asked_at=at, due_at=due.at
    )
    late = _later_than("supplement.request", complaint, rules, at)
    step = Step(note="；".join([*wanted, *filter(None, [note.strip()])]), data={"late": late})
    return moving.made("request_supplement", complaint, by=by, at=at, step=step)


@transaction.atomic
def supplement(*, complaint_id: int, answer: str, by: Actor, at: datetime) -> Complaint:
    """Answer a request for material (T03); files were added before. Raises Refused."""
    complaint = moving.asked("supplement", complaint_id, by)
    request = complaint.supplements.filter(answered_at=None).order_by("-pk").first()
    if request is None:
        raise Refused(_("没有待补正的材料。"))
    brought = complaint.evidence.filter(at__gte=request.asked_at).exists()
    if not answer.strip() and not brought:
        raise Refused(_("请填写补充说明，或者上传所缺材料。"), field="answer")
    request.answer, request.answered_at = answer.strip(), at
    request.save(update_fields=["answer", "answered_at"])
    return moving.made("supplement", complaint, by=by, at=at, step=Step(note=answer.strip()))


@transaction.atomic
def lapse(*, complaint_id: int, by: Actor, at: datetime) -> Complaint:
    """Confirm that the material never came (T04, R05). Raises Refused before the day is over."""
    complaint = moving.asked("lapse", complaint_id, by)
    clock = complaint.clocks.filter(key="supplement.due", state="running").first()
    if clock is not None and clock.due_at >= at:
        raise Refused(
            _("补正期限至%(day)s，尚未届满，不能按逾期未补正处理。")
            % {"day": f"{localtime(clock.due_at):%Y-%m-%d}"}
        )
    complaint.reject_reason = RejectReason.R05
    step = Step(("reject_reason",), note=str(RejectReason.R05.label), data={"code": "R05"})
    return moving.made("lapse", complaint, by=by, at=at, step=step)


@transaction.atomic
def accept(
    *,
    complaint_id: int,
    by: Actor,
    at: datetime,
    nature_code: str = "",
    category_code: str = "",
) -> Complaint:
    """Take a complaint on (T08), with its classification confirmed. Raises Refused."""
    complaint = moving.asked("accept", complaint_id, by)
    classify(complaint, nature_code=nature_code, category_code=category_code)
    if not complaint.nature_code or not complaint.category_code:
        field = "category_code" if complaint.nature_code else "nature_code"
        raise Refused(_("受理前请确认投诉性质和商品服务类别。"), field=field)
    # Counted once: a case that was handed on and accepted again stays accepted on its first day.
    complaint.accepted_at = complaint.accepted_at or at
    data = {"nature": complaint.nature_code, "category": complaint.category_code}
    step = Step(("accepted_at", "nature_code", "category_code", "words_at"), data=data)
    accepted = moving.made("accept", complaint, by=by, at=at, step=step)
    supervising.for_gravity(accepted, at)
    return accepted


def reject(
    *, complaint_id: int, code: RejectReason | str, reason: str, by: Actor, at: datetime
) -> Complaint:
    """Decline a complaint with a code of the closed list and a reason (T09). Raises Refused."""
    arguments = {"code": str(code), "reason": reason.strip()}
    return through(
        "reject", complaint_id, arguments, by=by, at=at, check=check_reject, perform=do_reject
    )


@transaction.atomic
def consult(*, complaint_id: int, reply: str, by: Actor, at: datetime) -> Complaint:
    """Answer what was a question and not a complaint (T09C). Raises Refused without a reply."""
    complaint = moving.asked("consult", complaint_id, by)
    if not reply.strip():
        raise Refused(_("请填写给咨询人的答复。"), field="reply")
    return moving.made("consult", complaint, by=by, at=at, step=Step(note=reply.strip()))


def check_reject(complaint: Complaint, arguments: Arguments, at: datetime) -> None:
    """Raise Refused for an unknown code or a missing reason."""
    del complaint, at
    if arguments["code"] not in RejectReason.values:
        raise Refused(_("请选择不予受理的理由。"), field="code")
    if len(arguments["reason"]) < SHORTEST_REASON:
        raise Refused(_("请写明不予受理的具体理由，投诉人会看到。"), field="reason")


def do_reject(complaint: Complaint, arguments: Arguments, by: Actor, at: datetime) -> Complaint:
    """Decline, once approved or where no approval is wanted."""
    reason = RejectReason(arguments["code"])
    complaint.reject_reason = reason
    note = f"{reason.label}。{arguments['reason']}"
    step = Step(("reject_reason",), note=note, data={"code": str(reason)})
    return moving.made("reject", complaint, by=by, at=at, step=step)


def classify(complaint: Complaint, *, nature_code: str, category_code: str) -> None:
    """Set nature and category where given; raise Refused for codes that do not exist."""
    if nature_code:
        if not taxonomy.known(nature_code, taxonomy.Kind.NATURE):
            raise Refused(_("请选择问题的性质。"), field="nature_code")
        complaint.nature_code = nature_code
    if category_code:
        if not taxonomy.known(category_code, *taxonomy.CATEGORIES):
            raise Refused(_("请选择商品或者服务的类别。"), field="category_code")
        complaint.category_code = category_code
    complaint.words_at = None


def _later_than(key: str, complaint: Complaint, rules: clocks.Rulebook, at: datetime) -> bool:
    limit, _basis = rules.limit(key)
    due = workdays.due(limit, complaint.received_at, rules.calendar, get_default_timezone())
    return at > due.at
