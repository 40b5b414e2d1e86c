"""An appraisal agreed on, entrusted, opined and told; its time does not count (AP-1..6)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.casework import rights
from smart315.casework.actions import moving, proceeding
from smart315.casework.actions.moving import Step
from smart315.casework.codes import Audience, SuspendReason
from smart315.casework.kinds import Kind
from smart315.casework.models import Appraisal, Custody
from smart315.casework.models.appraisal import Cost
from smart315.casework.proceedings import AppraisalState
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


LIFE = "appraisal"
AT_WORK = (AppraisalState.AGREED, AppraisalState.ENTRUSTED, AppraisalState.GIVEN)


@dataclass(frozen=True)
class Arrangement:
    """What the parties agreed: institution, items, cost; the amount is in fen."""

    institution: str
    cma: str
    scope: str
    items: str
    cost_fen: int
    cost: Cost | str
    cost_note: str = ""
    business_proves: bool = False


@dataclass(frozen=True)
class Handover:
    """One hand-over of the sample."""

    sample: str
    condition: str
    given_by: str
    taken_by: str
    seal: str = ""


@transaction.atomic
def arrange_appraisal(
    *,
    complaint_id: int,
    arrangement: Arrangement,
    consumer_agrees: bool,
    business_agrees: bool,
    by: Actor,
    at: datetime,
    evidence_id: int | None = None,
) -> Appraisal:
    """Note which institution, which items and whose cost both agreed on (AP-1, AP-2).

    Without agreement on the cost there is no appraisal: mediation may end with M04.
    """
    complaint = proceeding.begun(LIFE, complaint_id, by)
    _check(arrangement)
    for name, agrees in (
        ("consumer_agrees", consumer_agrees),
        ("business_agrees", business_agrees),
    ):
        if not agrees:
            raise Refused(
                _("鉴定机构和费用由双方协商；费用协商不成的，可以终止调解（M04）。"), field=name
            )
    if complaint.appraisals.filter(state__in=AT_WORK).exists():
        raise Refused(_("已有一项鉴定正在办理。"))
    appraisal = Appraisal.objects.create(
        complaint=complaint,
        institution=arrangement.institution.strip(),
        cma=arrangement.cma.strip(),
        scope=arrangement.scope.strip(),
        items=arrangement.items.strip(),
        cost_fen=arrangement.cost_fen,
        cost=arrangement.cost,
        cost_note=arrangement.cost_note.strip(),
        business_proves=arrangement.business_proves,
        letter=complaint.evidence.filter(pk=evidence_id or 0).first(),
        agreed_at=at,
    )
    note = _("双方商定委托%(name)s鉴定。") % {"name": appraisal.institution}
    data = {"appraisal": appraisal.pk}
    proceeding.told(LIFE, "open", complaint, by=by, at=at, note=note, data=data)
    return appraisal


@transaction.atomic
def entrust_appraisal(
    *, appraisal_id: int, handover: Handover, by: Actor, at: datetime
) -> Appraisal:
    """Send the sample with the letter of commission; mediation stands still from now (T14)."""
    appraisal, complaint = proceeding.found(LIFE, Appraisal, appraisal_id, by, "entrust")
    proceeding.moved(LIFE, appraisal, "entrust")
    appraisal.entrusted_at = at
    appraisal.suspended = complaint.stage == Stage.MEDIATING
    appraisal.save(update_fields=["state", "entrusted_at", "suspended"])
    _hand_over(appraisal, handover, by, at)
    note = _("已委托%(name)s鉴定。") % {"name": appraisal.institution}
    data = {"appraisal": appraisal.pk}
    proceeding.told(
        LIFE, "entrust", complaint, by=by, at=at, note=note, data=data, documents=("D12",)
    )
    if appraisal.suspended:
        step = Step(note=str(SuspendReason.APPRAISAL.label), data={"reason": "appraisal"})
        moving.made("suspend", complaint, by=by, at=at, step=step)
    return appraisal


@transaction.atomic
def hand_over_sample(*, appraisal_id: int, handover: Handover, by: Actor, at: datetime) -> Custody:
    """Add a link to the sample's chain of custody (AP-6)."""
    appraisal = Appraisal.objects.select_related("complaint").get(pk=appraisal_id)
    complaint = moving.locked(appraisal.complaint_id)
    rights.may_mediate(by, complaint).require()
    if appraisal.state not in {AppraisalState.ENTRUSTED, AppraisalState.GIVEN, AppraisalState.TOLD}:
        raise Refused(_("委托以后才登记样品交接。"))
    link = _hand_over(appraisal, handover, by, at)
    moving.record(Kind.SAMPLE_HANDED_OVER, complaint, by=by, at=at, data={"custody": link.pk})
    return link


@transaction.atomic
def record_opinion(
    *,
    appraisal_id: int,
    opinion: str,
    opinion_on: date,
    by: Actor,
    at: datetime,
    evidence_id: int | None = None,
) -> Appraisal:
    """Write down what the institution found, with its report."""
    appraisal, complaint = proceeding.found(LIFE, Appraisal, appraisal_id, by, "opine")
    if not opinion.strip():
        raise Refused(_("请写明鉴定意见。"), field="opinion")
    if opinion_on > local_day(at, get_default_timezone()):
        raise Refused(_("鉴定意见的日期不能晚于今天。"), field="opinion_on")
    proceeding.moved(LIFE, appraisal, "opine")
    appraisal.opinion, appraisal.opinion_on = opinion.strip(), opinion_on
    appraisal.report = complaint.evidence.filter(pk=evidence_id or 0).first()
    appraisal.save()
    proceeding.told(
        LIFE, "opine", complaint, by=by, at=at, note=_("收到鉴定意见。"),
        audience=Audience.INTERNAL, data={"appraisal": appraisal.pk},
    )  # fmt: skip
    return appraisal


@transaction.atomic
def tell_opinion(*, appraisal_id: int, by: Actor, at: datetime) -> Appraisal:
    """Tell both parties the opinion (AP-4) and go on with the mediation that waited for it."""
    appraisal, complaint = proceeding.found(LIFE, Appraisal, appraisal_id, by, "tell")
    proceeding.moved(LIFE, appraisal, "tell")
    appraisal.told_at = at
    appraisal.save(update_fields=["state", "told_at"])
    note = _("鉴定意见（%(name)s）：") % {"name": appraisal.institution} + appraisal.opinion
    data = {"appraisal": appraisal.pk}
    proceeding.told(LIFE, "tell", complaint, by=by, at=at, note=note, data=data)
    if appraisal.suspended and complaint.stage == Stage.SUSPENDED:
        step = Step(note=_("鉴定意见已告知双方。"))
        moving.made("resume", complaint, by=by, at=at, step=step)
    return appraisal


@transaction.atomic
def drop_appraisal(*, appraisal_id: int, reason: str, by: Actor, at: datetime) -> Appraisal:
    """Give an appraisal up, with a reason; a mediation that waited for it goes on."""
    appraisal, complaint = proceeding.found(LIFE, Appraisal, appraisal_id, by, "drop")
    if not reason.strip():
        raise Refused(_("请写明不再鉴定的原因。"), field="reason")
    proceeding.moved(LIFE, appraisal, "drop")
    appraisal.dropped_why = reason.strip()[:200]
    appraisal.save(update_fields=["state", "dropped_why"])
    note = _("不再鉴定：") + reason.strip()
    data = {"appraisal": appraisal.pk}
    proceeding.told(LIFE, "drop", complaint, by=by, at=at, note=note, data=data)
    if appraisal.suspended and complaint.stage == Stage.SUSPENDED:
        moving.made("resume", complaint, by=by, at=at, step=Step(note=_("不再鉴定。")))
    return appraisal


def _hand_over(appraisal: Appraisal, handover: Handover, by: Actor, at: datetime) -> Custody:
    for name, text, message in (
        ("sample", handover.sample, _("请写明样品的名称和数量。")),
        ("condition", handover.condition, _("请写明样品交接时的状况。")),
        ("given_by", handover.given_by, _("请写明移交人。")),
        ("taken_by", handover.taken_by, _("请写明接收人。")),
    ):
        if not text.strip():
            raise Refused(message, field=name)
    return Custody.objects.create(
        appraisal=appraisal,
        sample=handover.sample.strip(),
        seal=handover.seal.strip(),
        condition=handover.condition.strip(),
        given_by=handover.given_by.strip(),
        taken_by=handover.taken_by.strip(),
        at=at,
        recorded_by=by.label,
    )


def _check(arrangement: Arrangement) -> None:
    for name, text, message in (
        ("institution", arrangement.institution, _("请写明鉴定机构。")),
        ("cma", arrangement.cma, _("请写明机构的资质认定编号（CMA）。")),
        ("scope", arrangement.scope, _("请写明资质范围，核对是否包括本次项目。")),
        ("items", arrangement.items, _("请写明鉴定项目。")),
    ):
        if not text.strip():
            raise Refused(message, field=name)
    if arrangement.cost_fen < 0:
        raise Refused(_("金额不能是负数。"), field="cost_fen")
    if arrangement.cost not in Cost.values:
        raise Refused(_("请选择费用由谁承担。"), field="cost")
