"""D12: asking a qualified body for an appraisal (消费者权益保护法 §37(6))."""

from django.utils.translation import gettext as _, gettext_lazy

from smart315.casework.codes import Audience
from smart315.casework.letters import wording
from smart315.casework.letters.registry import Free, Occasion, sheet
from smart315.documents.sheets import (
    Field,
    Fields,
    Heading,
    Paragraph,
    Sheet,
    Signature,
    Signatures,
)


@sheet(
    "D12",
    readers=Audience.ALL,
    composed=True,
    free=(
        Free("body", gettext_lazy("鉴定（检测）机构"), required=True, lines=1),
        Free("qualification", gettext_lazy("机构资质证书号"), required=True, lines=1,
             help=gettext_lazy("例如 CMA 证书编号及其能力范围。")),
        Free("subject", gettext_lazy("鉴定（检测）项目"), required=True, lines=3),
        Free("sample", gettext_lazy("样品名称、数量和交接情况"), required=True, lines=3),
        Free("costs", gettext_lazy("费用承担约定"), required=True, lines=2),
    ),
)  # fmt: skip
def appraisal(occasion: Occasion) -> Sheet:
    """鉴定（检测）委托书: the body and its qualification, what is asked, the sample, who pays."""
    complaint = occasion.complaint
    opening = _(
        "本会在办理投诉%(number)s中，经当事人协商一致，根据《中华人民共和国消费者权益保护法》第三十七条，"
        "委托你单位鉴定（检测），请告知鉴定意见并出具书面报告。"
    ) % {"number": complaint.number}
    rows = (
        (Field(_("机构资质证书号"), occasion.word("qualification")),),
        (Field(_("鉴定（检测）项目"), occasion.word("subject")),),
        (Field(_("样品及交接"), occasion.word("sample")),),
        (Field(_("费用承担"), occasion.word("costs")),),
        (Field(_("双方当事人"), _both(occasion)),),
    )
    handed = Signatures(
        (
            Signature(_("送样人")),
            Signature(_("收样人")),
            Signature(_("样品状态")),
            Signature(_("交接时间")),
        )
    )
    blocks = (Paragraph(opening), Fields(rows), Heading(_("样品交接记录")), handed)
    return Sheet(
        title=_("鉴定（检测）委托书"),
        addressee=occasion.word("body"),
        blocks=blocks,
        contact=wording.contact(occasion),
    )


def _both(occasion: Occasion) -> str:
    person = occasion.person()
    names = [person.name if person else "", occasion.complaint.respondent_name]
    return "、".join(filter(None, names))
