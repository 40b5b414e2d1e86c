"""A mediator with ties steps aside: declared, asked for, decided by another (T12, ME-03)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import SYSTEM, Actor, Permission
from smart315.accounts.queries import User
from smart315.businesses import queries as businesses
from smart315.casework import notices, rights, tellings
from smart315.casework.actions import moving, proceeding
from smart315.casework.actions.moving import Step
from smart315.casework.codes import Audience, SuspendReason
from smart315.casework.kinds import Kind
from smart315.casework.models import Complaint, Declaration, Recusal
from smart315.casework.proceedings import RecusalState
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused


LIFE = "recusal"
REPLACEABLE = rights.WHILE[LIFE] | {Stage.AGREED, Stage.DEFAULTED}


@transaction.atomic
def declare(
    *, complaint_id: int, conflict: bool, by: Actor, at: datetime, note: str = ""
) -> Declaration:
    """Say in person whether one has ties to a party; with ties the head is asked for another."""
    complaint = moving.locked(complaint_id)
    rights.may_mediate(by, complaint).require()
    if by.user_id is None:
        raise Refused(_("利害关系由调解员本人声明。"))
    if conflict and not note.strip():
        raise Refused(_("请写明有什么关系，例如近亲属、曾在该企业任职。"), field="note")
    row, _fresh = Declaration.objects.update_or_create(
        complaint=complaint,
        user_id=by.user_id,
        defaults={"conflict": conflict, "note": note.strip(), "at": at},
    )
    said = _("声明有利害关系，应当更换调解员。") if conflict else _("声明没有利害关系。")
    moving.enter(complaint, by=by, at=at, note=said, audience=Audience.INTERNAL)
    data = {"user": by.user_id, "conflict": conflict}
    moving.record(Kind.TIES_DECLARED, complaint, by=by, at=at, data=data)
    if conflict:
        notices.tell(complaint, (tellings.CONFLICT,), at=at)
    return row


@transaction.atomic
def ask_recusal(
    *, complaint_id: int, reason: str, by: Actor, at: datetime, officer_id: int | None = None
) -> Recusal:
    """Ask that a mediator step aside; mediation waits for the decision (T14 RECUSAL)."""
    complaint = proceeding.begun(LIFE, complaint_id, by)
    officer = officer_id or complaint.officer_id
    if officer is None:
        raise Refused(_("这件投诉还没有承办的调解员。"), field="officer_id")
    if not reason.strip():
        raise Refused(_("请写明申请回避的理由。"), field="reason")
    if complaint.recusals.filter(state=RecusalState.ASKED).exists():
        raise Refused(_("已有回避申请等待决定。"))
    waits = complaint.stage == Stage.MEDIATING
    recusal = Recusal.objects.create(
        complaint=complaint,
        officer_id=officer,
        side=rights.side_of(by),
        asked_by=by.label,
        reason=reason.strip(),
        at=at,
        suspended=waits,
    )
    data = {"recusal": recusal.pk, "side": recusal.side}
    note = _("申请调解员回避，等待决定。")
    proceeding.told(
        LIFE, "open", complaint, by=by, at=at, note=note, data=data, documents=("D21c",)
    )
    if waits:
        step = Step(note=str(SuspendReason.RECUSAL.label), data={"reason": "recusal"})
        moving.made("suspend", complaint, by=SYSTEM, at=at, step=step)
    return recusal


@transaction.atomic
def decide_recusal(
    *,
    recusal_id: int,
    granted: bool,
    note: str,
    by: Actor,
    at: datetime,
    replacement_id: int | None = None,
) -> Recusal:
    """Decide by another person than the mediator; a granted one names who takes the case on."""
    move = "grant" if granted else "refuse"
    recusal, complaint = proceeding.found(LIFE, Recusal, recusal_id, by, move)
    if by.user_id == recusal.officer_id:
        raise Refused(_("不能由被申请回避的人决定。"))
    if not note.strip():
        raise Refused(_("请写明决定的理由，申请人会看到。"), field="note")
    if granted:
        recusal.replacement = free_mediator(complaint, replacement_id, but=recusal.officer_id)
        complaint.officer = recusal.replacement
        complaint.save(update_fields=["officer"])
    proceeding.moved(LIFE, recusal, move)
    recusal.decided_by_id, recusal.decided_at, recusal.decision = by.user_id, at, note.strip()
    recusal.save()
    said = _("准许回避，已更换调解员。") if granted else _("决定不予回避。")
    data = {"recusal": recusal.pk, "granted": granted}
    proceeding.told(
        LIFE, move, complaint, by=by, at=at, note=said + note.strip(), data=data,
        documents=("D21d",),
    )  # fmt: skip
    _go_on(recusal, complaint, at)
    return recusal


@transaction.atomic
def take_back_recusal(*, recusal_id: int, by: Actor, at: datetime) -> Recusal:
    """Take a request back, by the side that made it."""
    recusal, complaint = proceeding.found(LIFE, Recusal, recusal_id, by, "take_back")
    if recusal.side != rights.side_of(by):
        raise Refused(_("只有申请人可以撤回回避申请。"))
    proceeding.moved(LIFE, recusal, "take_back")
    recusal.save(update_fields=["state"])
    proceeding.told(LIFE, "take_back", complaint, by=by, at=at, note=_("撤回回避申请。"))
    _go_on(recusal, complaint, at)
    return recusal


@transaction.atomic
def replace_mediator(
    *, complaint_id: int, officer_id: int | None, reason: str, by: Actor, at: datetime
) -> Complaint:
    """Give a case under way to another mediator, with a reason."""
    complaint = moving.locked(complaint_id)
    if not by.may(Permission.ASSIGN_OFFICER, within=complaint.organisation_id):
        raise Refused(_("更换调解员由负责人决定。"))
    if complaint.stage not in REPLACEABLE:
        raise Refused(_("现在不能更换调解员。"))
    if not reason.strip():
        raise Refused(_("请写明更换的原因。"), field="reason")
    complaint.officer = free_mediator(complaint, officer_id, but=complaint.officer_id)
    complaint.save(update_fields=["officer"])
    note = _("更换调解员为%(name)s。%(reason)s") % {
        "name": complaint.officer,
        "reason": reason.strip(),
    }
    moving.enter(complaint, by=by, at=at, note=note, audience=Audience.INTERNAL)
    data = {"officer": complaint.officer_id}
    moving.record(Kind.MEDIATOR_REPLACED, complaint, by=by, at=at, data=data)
    notices.tell(complaint, notices.MESSAGES["assign"], at=at)
    return complaint


def free_mediator(complaint: Complaint, user_id: int | None, *, but: int | None = None) -> User:
    """Return a mediator of the house without ties to the case; raise Refused otherwise."""
    staff = accounts.staff(complaint.organisation_id, Permission.MEDIATE)
    user = next((each for each in staff if each.pk == user_id and each.pk != but), None)
    if user is None:
        raise Refused(_("请选择本组织的另一位调解员。"), field="replacement_id")
    check_ties(complaint, user)
    return user


def check_ties(complaint: Complaint, user: User, *, field: str = "replacement_id") -> None:
    """Raise Refused for whoever declared ties, had to step aside, or answers for the business."""
    conflict = complaint.declarations.filter(user=user, conflict=True).exists()
    stepped = complaint.recusals.filter(officer=user, state=RecusalState.GRANTED).exists()
    theirs = complaint.business_id in businesses.of_member(user.pk)
    if conflict or stepped or theirs:
        message = _("%(name)s与这件投诉有利害关系或者已经回避，请另选一位。") % {"name": user}
        raise Refused(message, field=field)


def _go_on(recusal: Recusal, complaint: Complaint, at: datetime) -> None:
    """Go on with a mediation that waited for nothing but this."""
    if recusal.suspended and complaint.stage == Stage.SUSPENDED:
        moving.made("resume", complaint, by=SYSTEM, at=at, step=Step(note=_("回避事项已决定。")))
