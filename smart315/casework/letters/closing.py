"""D10, D13 and D14: what the parties settled, how a case closed, the call afterwards."""

from django.utils.translation import gettext as _, gettext_lazy

from smart315.casework.codes import AnswerCode, Audience, Outcome
from smart315.casework.letters import wording
from smart315.casework.letters.registry import Free, Occasion, sheet
from smart315.casework.models import Approval
from smart315.documents.sheets import (
    Field,
    Fields,
    Heading,
    Layout,
    Paragraph,
    Sheet,
    Signature,
    Signatures,
)
from smart315.kernel.verdicts import Refused


@sheet("D10", readers=Audience.ALL)
def settlement(occasion: Occasion) -> Sheet:
    """和解登记: amount, how and until when it is to be done."""
    complaint, person = occasion.complaint, occasion.person()
    agreements = complaint.agreements.filter(kind="settlement")
    terms = agreements.order_by("-in_force", "-pk").first()
    if terms is None:
        raise Refused(_("这件投诉没有和解。"))
    rows = (
        *wording.pairs(
            Field(_("投诉人"), wording.or_blank(person and person.name)),
            Field(_("经营者"), complaint.respondent_name),
            Field(_("投诉编号"), complaint.number or ""),
            Field(_("和解日期"), wording.day(terms.made_at)),
        ),
        (Field(_("争议事项"), complaint.title),),
        (Field(_("和解内容"), str(AnswerCode(terms.code).label)),),
        *wording.pairs(
            Field(_("金额"), wording.money(terms.amount_fen)),
            Field(_("履行期限"), wording.day(terms.perform_by)),
        ),
        (Field(_("履行方式"), wording.or_blank(terms.method)),),
        (Field(_("其他约定"), wording.or_blank(terms.text)),),
    )
    note = _("双方自行和解，自愿履行。经营者没有按期履行的，消费者可以随时要求消费者协会处理。")
    signatures = Signatures((Signature(_("投诉人（签名）")), Signature(_("经营者（签章）"))))
    return Sheet(
        title=_("和解登记表"),
        layout=Layout.FORM,
        blocks=(Fields(rows), Paragraph(note), signatures),
    )


@sheet(
    "D13",
    readers=Audience.INTERNAL,
    free=(Free("clues", gettext_lazy("违法线索及处理"), lines=3),),
)
def closing(occasion: Occasion) -> Sheet:
    """结案审批表: outcome, loss recovered, multiplied compensation, clues, who approved."""
    complaint = occasion.complaint
    if not complaint.outcome:
        raise Refused(_("这件投诉还没有办结。"))
    rows = (
        *_course(occasion),
        (Field(_("结案方式"), str(Outcome(complaint.outcome).label)),),
        *wording.pairs(
            Field(_("挽回损失"), wording.money(complaint.recovered_fen)),
            Field(_("其中加倍赔偿"), wording.money(complaint.extra_compensation_fen)),
        ),
        (Field(_("办理结果"), wording.or_blank(complaint.outcome_note)),),
        (Field(_("违法线索及处理"), occasion.word("clues") or _("未发现")),),
        *_approval(occasion),
    )
    return Sheet(title=_("结案审批表"), layout=Layout.FORM, blocks=(Fields(rows),))


@sheet("D14", readers=Audience.INTERNAL, numbered=False)
def follow_up(occasion: Occasion) -> Sheet:
    """回访记录: whether it was done, how content the consumer is, what they said."""
    complaint, person = occasion.complaint, occasion.person()
    call = complaint.follow_ups.select_related("by").order_by("-at", "-pk").first()
    if call is None:
        raise Refused(_("这件投诉还没有回访。"))
    done = {True: _("已履行"), False: _("未履行"), None: _("不涉及")}[call.performed]
    points = (
        _("%(points)s分（满分5分）") % {"points": call.satisfaction} if call.satisfaction else ""
    )
    rows = (
        *wording.pairs(
            Field(_("投诉编号"), complaint.number or ""),
            Field(_("投诉人"), wording.or_blank(person and person.name)),
            Field(_("回访时间"), wording.moment(call.at)),
            Field(_("回访人"), str(call.by)),
            Field(_("是否联系上"), _("是") if call.reached else _("否")),
            Field(_("履行情况"), done),
            Field(_("满意度"), wording.or_blank(points)),
            Field(_("结案方式"), complaint.get_outcome_display()),
        ),
        (Field(_("意见和建议"), wording.or_blank(call.note), tall=True),),
    )
    blocks = (Heading(complaint.title), Fields(rows), Signatures((Signature(_("回访人（签名）")),)))
    return Sheet(title=_("回访记录"), layout=Layout.RECORD, blocks=blocks)


def _course(occasion: Occasion) -> tuple[tuple[Field, ...], ...]:
    complaint, person = occasion.complaint, occasion.person()
    return (
        *wording.pairs(
            Field(_("投诉编号"), complaint.number or ""),
            Field(_("承办人"), str(complaint.officer or occasion.by)),
            Field(_("投诉人"), wording.or_blank(person and person.name)),
            Field(_("被投诉经营者"), complaint.respondent_name),
            Field(_("收到日期"), wording.day(complaint.received_at)),
            Field(_("受理日期"), wording.day(complaint.accepted_at)),
        ),
        (Field(_("投诉事项"), complaint.title),),
        (Field(_("投诉请求"), wording.claims(complaint)),),
        (Field(_("办结日期"), wording.day(complaint.closed_at)),),
    )


def _approval(occasion: Occasion) -> tuple[tuple[Field, ...], ...]:
    people = ("proposed_by", "decided_by")
    found: Approval | None = (
        occasion.complaint.approvals.filter(move="close", state="approved")
        .select_related(*people)
        .order_by("-pk")
        .first()
    )
    if found is None:
        return ((Field(_("审批意见"), "", tall=True),),)
    return wording.pairs(
        Field(_("承办人意见"), _("建议结案　%(name)s") % {"name": found.proposed_by}),
        Field(_("审批意见"), _("同意　%(name)s") % {"name": found.decided_by}),
        Field(_("提出时间"), wording.moment(found.proposed_at)),
        Field(_("审批时间"), wording.moment(found.decided_at)),
    )
