"""Withdraw, close, call back, reopen, archive, judge (T19-T23)."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.casework import clocks, consents, payments, policies
from smart315.casework.actions import moving
from smart315.casework.actions.moving import Step
from smart315.casework.actions.proposing import Arguments, through
from smart315.casework.codes import OUTCOMES, Audience, ConsentMatter, Outcome, Resolved
from smart315.casework.kinds import Kind
from smart315.casework.models import Complaint, FollowUp, Judgement
from smart315.casework.models.routing import TransferState
from smart315.casework.states import Stage
from smart315.kernel import money, workdays
from smart315.kernel.verdicts import Refused


SCALE = range(1, 6)


@transaction.atomic
def withdraw(
    *, complaint_id: int, reason: str, satisfied: bool, by: Actor, at: datetime
) -> Complaint:
    """Take a complaint back (T19); `satisfied` when the matter is settled for the consumer."""
    complaint = moving.asked("withdraw", complaint_id, by)
    if not reason.strip():
        raise Refused(_("请写明撤回的原因。"), field="reason")
    consents.given(complaint, ConsentMatter.WAIVE).require()
    complaint.withdrawn_satisfied = satisfied
    # Nobody signs for what was taken back.
    complaint.transfers.filter(state=TransferState.SENT).update(
        state=TransferState.ENDED, answered_at=at, answered_by=by.label
    )
    step = Step(("withdrawn_satisfied",), note=reason.strip(), data={"satisfied": satisfied})
    return moving.made("withdraw", complaint, by=by, at=at, step=step)


def close(
    *,
    complaint_id: int,
    outcome: Outcome | str,
    recovered_fen: int,
    extra_compensation_fen: int,
    note: str,
    by: Actor,
    at: datetime,
) -> Complaint:
    """Close a decided complaint with the figures that statistics need (T20). Raises Refused."""
    arguments = {
        "outcome": str(outcome),
        "recovered_fen": recovered_fen,
        "extra_compensation_fen": extra_compensation_fen,
        "note": note.strip(),
    }
    return through(
        "close", complaint_id, arguments, by=by, at=at, check=check_close, perform=do_close
    )


def check_close(complaint: Complaint, arguments: Arguments, at: datetime) -> None:
    """Raise Refused for an outcome that does not fit, or figures that are missing or cannot be."""
    del at
    fitting = OUTCOMES[Stage(complaint.stage)]
    if arguments["outcome"] not in fitting:
        raise Refused(_("请选择与办理结果相符的结案方式。"), field="outcome")
    if arguments["recovered_fen"] < 0:
        raise Refused(_("挽回损失不能是负数。"), field="recovered")
    if not 0 <= arguments["extra_compensation_fen"] <= arguments["recovered_fen"]:
        raise Refused(
            _("加倍赔偿包含在挽回损失之内，不能大于挽回损失。"), field="extra_compensation"
        )
    paid = payments.paid_fen(complaint)
    if paid is not None and arguments["recovered_fen"] != paid:
        words = {"paid": money.with_unit(paid)}
        raise Refused(
            _("挽回损失应为协议各期实际履行的合计%(paid)s；有出入的，请先登记履行情况。") % words,
            field="recovered",
        )
    unclassified = not (complaint.nature_code and complaint.category_code)
    if unclassified and complaint.accepted_at is not None:
        raise Refused(_("结案前请补全投诉性质和商品服务类别。"), field="nature_code")


def do_close(complaint: Complaint, arguments: Arguments, by: Actor, at: datetime) -> Complaint:
    """Close, once approved or where no approval is wanted."""
    complaint.outcome = arguments["outcome"]
    complaint.outcome_note = arguments["note"]
    complaint.recovered_fen = arguments["recovered_fen"]
    complaint.extra_compensation_fen = arguments["extra_compensation_fen"]
    complaint.closed_at, complaint.closed_by_id = at, by.user_id
    told = ("outcome", "outcome_note", "recovered_fen", "extra_compensation_fen")
    figures = ("outcome", "recovered_fen", "extra_compensation_fen")
    step = Step(
        (*told, "closed_at", "closed_by"),
        note=str(Outcome(complaint.outcome).label),
        data={name: arguments[name] for name in figures},
    )
    return moving.made("close", complaint, by=by, at=at, step=step)


@transaction.atomic
def follow_up(
    *,
    complaint_id: int,
    reached: bool,
    performed: bool | None,
    satisfaction: int | None,
    note: str,
    by: Actor,
    at: datetime,
) -> Complaint:
    """Write down the call after closing, by another person than the handler (T21, SV-3)."""
    complaint = moving.asked("follow_up", complaint_id, by)
    if by.user_id is None:
        raise Refused(_("回访须由工作人员进行。"))
    if satisfaction is not None and satisfaction not in SCALE:
        raise Refused(_("满意度为1至5分。"), field="satisfaction")
    if reached and satisfaction is None:
        raise Refused(_("已联系上的，请记录满意度。"), field="satisfaction")
    FollowUp.objects.create(
        complaint=complaint,
        by_id=by.user_id,
        at=at,
        reached=reached,
        performed=performed,
        satisfaction=satisfaction,
        note=note.strip(),
    )
    step = Step(note=note.strip(), audience=Audience.INTERNAL, data={"reached": reached})
    return moving.made("follow_up", complaint, by=by, at=at, step=step)


@transaction.atomic
def reopen(*, complaint_id: int, reason: str, by: Actor, at: datetime) -> Complaint:
    """Take a closed complaint up again for new facts, within the window (T22). Raises Refused."""
    complaint = moving.asked("reopen", complaint_id, by)
    if not reason.strip():
        raise Refused(_("请写明新的事实或者证据。"), field="reason")
    _within_window(complaint, at)
    complaint.reopened += 1
    complaint.outcome, complaint.closed_at, complaint.officer = "", None, None
    step = Step(("reopened", "outcome", "closed_at", "officer"), note=reason.strip())
    step.data = {"times": complaint.reopened}
    return moving.made("reopen", complaint, by=by, at=at, step=step)


@transaction.atomic
def archive(*, complaint_id: int, by: Actor, at: datetime) -> Complaint:
    """Put a complete case away (T23). Raises Refused naming the documents that are missing."""
    complaint = moving.asked("archive", complaint_id, by)
    missing = complaint.documents.filter(issued_at=None).values_list("code", flat=True)
    if missing:
        raise Refused(
            _("还有文书没有发出：%(codes)s。请先发出或者登记已发出。")
            % {"codes": "、".join(sorted(set(missing)))}
        )
    step = Step(audience=Audience.INTERNAL)
    return moving.made("archive", complaint, by=by, at=at, step=step)


@transaction.atomic
def judge(
    *,
    complaint_id: int,
    resolved: Resolved | str,
    satisfaction: int,
    by: Actor,
    at: datetime,
    comment: str = "",
) -> Complaint:
    """Keep the consumer's verdict on the outcome; a later one replaces it. Raises Refused."""
    complaint = moving.locked(complaint_id)
    policies.may_judge(by, complaint).require()
    if resolved not in Resolved.values:
        raise Refused(_("请选择问题是否解决。"), field="resolved")
    if satisfaction not in SCALE:
        raise Refused(_("请选择1至5分。"), field="satisfaction")
    Judgement.objects.update_or_create(
        complaint=complaint,
        defaults={
            "resolved": resolved,
            "satisfaction": satisfaction,
            "comment": comment.strip(),
            "at": at,
        },
    )
    data = {"resolved": str(resolved), "satisfaction": satisfaction}
    moving.record(Kind.JUDGED, complaint, by=by, at=at, data=data)
    return complaint


def _within_window(complaint: Complaint, at: datetime) -> None:
    rules = clocks.rulebook(complaint)
    window, _basis = rules.limit("reopen.window")
    # The database keeps nothing closed without its moment.
    closed_at = complaint.closed_at or at
    last = workdays.due(window, closed_at, rules.calendar, get_default_timezone())
    if at > last.at:
        raise Refused(
            _("办结已超过重新办理的期限（至%(day)s），请作为新的投诉登记。")
            % {"day": f"{last.on:%Y-%m-%d}"}
        )
