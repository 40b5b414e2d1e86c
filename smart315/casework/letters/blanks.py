"""D21: blanks of the parties and the receipt of delivery, filled in as far as the case goes."""

from django.utils.translation import gettext as _, gettext_lazy

from smart315.casework.codes import Audience
from smart315.casework.letters import wording
from smart315.casework.letters.registry import Free, Occasion, sheet
from smart315.documents.sheets import (
    Field,
    Fields,
    Items,
    Layout,
    Paragraph,
    Sheet,
    Signature,
    Signatures,
    Table,
)


ROWS = 10


def _matter(occasion: Occasion) -> str:
    return _("与%(respondent)s的消费纠纷（投诉编号：%(number)s）") % {
        "respondent": occasion.complaint.respondent_name,
        "number": occasion.complaint.number,
    }


@sheet("D21", readers=Audience.CONSUMER, numbered=False, composed=True)
def authority(occasion: Occasion) -> Sheet:
    """授权委托书: matter, powers, until when, signed by who gives them (总局令121号 §11)."""
    person = occasion.person()
    rows = (
        *wording.pairs(
            Field(_("委托人"), person.name if person else ""),
            Field(_("身份证件号码"), ""),
            Field(_("受托人"), ""),
            Field(_("身份证件号码"), ""),
            Field(_("受托人电话"), ""),
            Field(_("与委托人关系"), ""),
        ),
        (Field(_("委托事项"), _matter(occasion)),),
        (Field(_("委托期限"), _("自签署之日起至本件投诉办结之日止")),),
    )
    powers = Items(
        (
            _("□一般授权：代为陈述事实、提交材料、参加调解。"),
            _("□特别授权：代为变更、放弃请求，达成和解或者调解协议，代收款项。"),
        ),
        numbered=False,
    )
    signatures = Signatures(
        (Signature(_("委托人（签名）")), Signature(_("受托人（签名）")), Signature(_("日期")))
    )
    return Sheet(
        title=_("授权委托书"), layout=Layout.FORM, blocks=(Fields(rows), powers, signatures)
    )


@sheet("D21b", readers=Audience.CONSUMER, numbered=False, composed=True)
def representatives(occasion: Occasion) -> Sheet:
    """代表人推选书: two who speak for all in a joint complaint (总局令121号 §12)."""
    opening = _(
        "我们就%(matter)s共同投诉，书面推选下列两人为代表人，参加调解。代表人变更、放弃投诉请求，"
        "或者达成调解协议，须经被代表的投诉人同意。"
    ) % {"matter": _matter(occasion)}
    chosen = Table(
        (_("代表人"), _("身份证件号码"), _("联系电话")), (("1．", "", ""), ("2．", "", ""))
    )
    everybody = Table(
        (_("序号"), _("投诉人签名"), _("联系电话"), _("日期")),
        tuple((str(n), "", "", "") for n in range(1, ROWS + 1)),
    )
    return Sheet(
        title=_("代表人推选书"),
        layout=Layout.FORM,
        blocks=(Paragraph(opening), chosen, Paragraph(_("推选人：")), everybody),
    )


REASON = Free("reason", gettext_lazy("事实和理由"), lines=4)


@sheet("D21c", readers=Audience.ALL, numbered=False, composed=True, free=(REASON,))
def recusal_request(occasion: Occasion) -> Sheet:
    """回避申请书: who asks, of whom, and why (总局令121号 §21)."""
    rows = (
        *wording.pairs(
            Field(_("申请人"), ""),
            Field(_("被申请回避的调解员"), str(occasion.complaint.officer or "")),
        ),
        (Field(_("案件"), _matter(occasion)),),
        (Field(_("事实和理由"), occasion.word("reason"), tall=True),),
    )
    signatures = Signatures((Signature(_("申请人（签名）")), Signature(_("日期"))))
    return Sheet(title=_("回避申请书"), layout=Layout.FORM, blocks=(Fields(rows), signatures))


@sheet(
    "D21d",
    readers=Audience.ALL,
    composed=True,
    free=(
        Free("asked_by", gettext_lazy("申请人"), required=True, lines=1),
        Free("decision", gettext_lazy("决定"), required=True, choices=(
            ("granted", gettext_lazy("同意回避，另行指定调解员")),
            ("refused", gettext_lazy("不同意回避")),
        )),
        Free("reason", gettext_lazy("理由"), required=True, lines=4),
    ),
)  # fmt: skip
def recusal_decision(occasion: Occasion) -> Sheet:
    """回避决定书: what was asked, what was decided, why."""
    granted = occasion.word("decision") == "granted"
    decided = _("同意回避，另行指定调解员") if granted else _("不同意回避")
    opening = _("你就%(matter)s提出的回避申请，本会经审查，决定：%(decided)s。") % {
        "matter": _matter(occasion),
        "decided": decided,
    }
    return Sheet(
        title=_("回避决定书"),
        addressee=occasion.word("asked_by"),
        blocks=(
            Paragraph(opening),
            *wording.paragraphs(_("理由：%(reason)s") % {"reason": occasion.word("reason")}),
        ),
        closing=_("特此告知。"),
        contact=wording.contact(occasion),
    )


@sheet(
    "D21e",
    readers=Audience.INTERNAL,
    numbered=False,
    composed=True,
    free=(
        Free("document", gettext_lazy("送达的文书"), begins=lambda occasion: _newest(occasion),
             required=True, lines=1),
        Free("to", gettext_lazy("受送达人"), begins=lambda occasion: _complainant(occasion),
             required=True, lines=1),
    ),
)  # fmt: skip
def delivery_receipt(occasion: Occasion) -> Sheet:
    """送达回证: which document, to whom, where, how, when received, by whom brought."""
    rows = (
        (Field(_("案件"), _matter(occasion)),),
        (Field(_("送达的文书"), wording.or_blank(occasion.word("document"))),),
        *wording.pairs(
            Field(_("受送达人"), wording.or_blank(occasion.word("to"))),
            Field(_("送达地点"), ""),
            Field(_("送达方式"), ""),
            Field(_("送达时间"), ""),
            Field(_("收件人（签名）"), ""),
            Field(_("送达人（签名）"), ""),
        ),
        (Field(_("不能送达的原因"), "", tall=True),),
    )
    return Sheet(title=_("送达回证"), layout=Layout.FORM, blocks=(Fields(rows),))


def _complainant(occasion: Occasion) -> str:
    person = occasion.person()
    return person.name if person else ""


def _newest(occasion: Occasion) -> str:
    last = occasion.complaint.issued.filter(state="in_force").order_by("-issued_at", "-pk").first()
    return f"{last.title} {last.number}" if last else ""
