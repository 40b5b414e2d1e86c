"""Which reasons for declining the facts of a case suggest; the officer chooses, never the program.

Handbook §2.4, column "auto?": R01, R02, R04, R07, R12 and R13 may be suggested, R03 never.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.businesses import queries as businesses
from smart315.casework import clocks
from smart315.casework.codes import PriorChannel, RejectReason
from smart315.casework.models import Complaint, Party
from smart315.casework.queries.rows import stage_label
from smart315.casework.states import Stage
from smart315.kernel.workdays import Calendar, raw_last_day


MOST = 5
# Words of those who want something else than a dispute settled.
R12_WORDS = ("信访", "行政复议", "政府信息公开", "纪检", "监察委", "咨询一下", "想咨询")
R13_WORDS = ("举报", "查处", "立案调查", "行政处罚", "吊销", "罚款")


@dataclass(frozen=True)
class Double:
    """Another complaint of the same telephone about the same business.

    `id` is None where the officer may not read it: then only where it lies is said.
    """

    id: int | None
    number: str
    organisation: str
    stage_label: str
    received_at: datetime


@dataclass(frozen=True)
class Suggestion:
    """A reason that facts of the case speak for: which facts, and on what the reason rests."""

    code: RejectReason
    why: str
    basis: str
    doubles: tuple[Double, ...] = ()


def doubles(complaint: Complaint, actor: Actor) -> list[Double]:
    """Return what the same telephone filed about the same business, open or ended; two queries."""
    phones = complaint.parties.exclude(phone_hash="").values_list("phone_hash", flat=True)
    people = Party.objects.filter(phone_hash__in=list(phones)).exclude(complaint=complaint)
    if complaint.business_id is not None:
        same = people.filter(complaint__business__in=businesses.same_as(complaint.business_id))
    else:
        same = people.filter(complaint__respondent_name=complaint.respondent_name)
    newest = same.select_related("complaint__organisation").order_by("-complaint__received_at")
    found = {each.complaint_id: each.complaint for each in newest[: 2 * MOST]}
    seen = set(
        Complaint.objects.visible_to(actor).filter(pk__in=found).values_list("pk", flat=True)
    )
    return [_double(each, actor, seen) for each in list(found.values())[:MOST]]


def reject_suggestions(complaint_id: int, actor: Actor) -> list[Suggestion]:
    """Return the reasons that facts speak for, each with these facts; none for strangers."""
    complaint = Complaint.objects.visible_to(actor).filter(pk=complaint_id).first()
    return [] if complaint is None else list(_suggested(complaint, actor))


def _suggested(complaint: Complaint, actor: Actor) -> Iterator[Suggestion]:
    yield from _elsewhere(complaint, actor)
    yield from _too_late(complaint)
    if not complaint.respondent_name.strip() and complaint.business_id is None:
        why = _("没有写明被投诉的经营者。请先要求补正。")
        yield Suggestion(RejectReason.R07, why, _("消费者协会受理惯例"))
    for code, words, basis in (
        (RejectReason.R12, R12_WORDS, _("参照《市场监督管理投诉举报处理办法》第四十四条")),
        (RejectReason.R13, R13_WORDS, _("参照《市场监督管理投诉举报处理办法》第九条")),
    ):
        held = [word for word in words if word in complaint.title + complaint.facts]
        if held:
            quoted = "、".join(f"“{word}”" for word in held)
            why = _("文中出现%(words)s，请核对是不是消费争议；两者都有的，应当分别处理。")
            yield Suggestion(code, why % {"words": quoted}, basis)


def _elsewhere(complaint: Complaint, actor: Actor) -> Iterator[Suggestion]:
    basis = _("参照《市场监督管理投诉举报处理办法》第十六条第二项")
    if complaint.prior_channel != PriorChannel.NONE:
        label = str(PriorChannel(complaint.prior_channel).label)
        why = _("投诉人称：%(where)s。%(detail)s") % {
            "where": label,
            "detail": complaint.prior_detail,
        }
        yield Suggestion(RejectReason.R02, why, basis)
    same = doubles(complaint, actor)
    if same:
        why = _("同一电话就同一经营者还有投诉，请核对是否同一争议：")
        yield Suggestion(RejectReason.R02, why, basis, tuple(same))


def _too_late(complaint: Complaint) -> Iterator[Suggestion]:
    if complaint.known_on is None:
        return
    rules = clocks.rulebook(complaint)
    rule = rules.snapshot.rule("limitation.years", rules.received_on)
    last = raw_last_day(rule.limit, complaint.known_on, Calendar())
    if localdate(complaint.received_at) > last:
        why = _("知道受损之日为%(known)s，至%(last)s已满三年；中止、中断和法律另有规定的除外。")
        figures = {"known": complaint.known_on, "last": last}
        yield Suggestion(RejectReason.R04, why % figures, rule.basis)


def _double(complaint: Complaint, actor: Actor, seen: set[int]) -> Double:
    known = complaint.pk in seen
    return Double(
        id=complaint.pk if known else None,
        number=(complaint.number or "") if known else "",
        organisation=complaint.organisation.name,
        stage_label=stage_label(Stage(complaint.stage), actor.kind),
        received_at=complaint.received_at,
    )
