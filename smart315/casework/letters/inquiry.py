"""D06: asking the business for its side, by letter or by a link (消法实施条例 §40)."""

from django.conf import settings
from django.utils.translation import gettext as _, gettext_lazy, override

from smart315.casework.codes import Audience
from smart315.casework.letters import wording
from smart315.casework.letters.registry import Free, Occasion, sheet
from smart315.casework.models import Invitation, IssuedDocument
from smart315.documents.sheets import (
    Code,
    Field,
    Fields,
    Heading,
    Items,
    Paragraph,
    Sheet,
)
from smart315.kernel.verdicts import Refused


def _summary(occasion: Occasion) -> str:
    return occasion.complaint.facts


@sheet(
    "D06",
    readers=Audience.BUSINESS,
    composed=True,
    free=(
        Free(
            "summary",
            gettext_lazy("投诉摘要"),
            help=gettext_lazy("只写经营者答复所必需的内容，不写投诉人的电话、住址。"),
            begins=_summary,
            required=True,
            lines=6,
        ),
        Free("questions", gettext_lazy("请说明的问题"), help=gettext_lazy("一行一个，可以不填。")),
    ),
)
def inquiry(occasion: Occasion) -> Sheet:
    """投诉调查函: the complaint with the least personal data, basis, what to send by when."""
    complaint, person = occasion.complaint, occasion.person()
    opening = _(
        "本会于%(day)s收到消费者%(name)s对你单位的投诉（编号：%(number)s）。根据《中华人民共和国消费者"
        "权益保护法》第三十七条和《中华人民共和国消费者权益保护法实施条例》第四十条，现向你单位"
        "调查核实有关情况。"
    ) % {
        "day": wording.day(complaint.received_at),
        "name": person.name if person else "",
        "number": complaint.number,
    }
    rows = wording.pairs(
        Field(_("商品或者服务"), wording.or_blank(complaint.item)),
        Field(_("购买日期"), wording.day(complaint.purchased_on)),
        Field(_("订单号"), wording.or_blank(complaint.order_number)),
        Field(_("涉及金额"), wording.money(complaint.amount_fen)),
    )
    claims = (Field(_("投诉请求"), wording.claims(complaint)),)
    asked = [each for each in occasion.word("questions").splitlines() if each.strip()]
    blocks = (
        Paragraph(opening),
        Heading(_("投诉摘要")),
        *wording.paragraphs(occasion.word("summary")),
        Fields((*rows, claims)),
        Heading(_("请你单位")),
        Items((*_wanted(occasion), *asked)),
    )
    return Sheet(
        title=_("投诉调查函"),
        addressee=complaint.respondent_name,
        blocks=blocks,
        contact=wording.contact(occasion),
    )


@sheet("D06b", readers=Audience.BUSINESS)
def link_letter(occasion: Occasion) -> Sheet:
    """邀请函: to a business without an account; the page that goes with it opens this complaint.

    It names nobody: whoever holds the paper could read it. The link stands on `link_page` alone,
    since this letter is kept. Raises Refused where the business has not been asked for its side.
    """
    complaint = occasion.complaint
    if complaint.business_invited_at is None and not occasion.masked:
        raise Refused(_("请在“发邀请函”页面制作邀请函。"))
    opening = _(
        "本会收到消费者对你单位的投诉（编号：%(number)s，事由：%(title)s）。根据《中华人民共和国"
        "消费者权益保护法实施条例》第四十条，请你单位核实情况，在网上或者书面答复，可以提交意见和证据。"
    ) % {"number": complaint.number, "title": complaint.title}
    ways = Items(
        (
            _(
                "扫描随函附页上的二维码或者输入网址，说明身份后即可查看投诉并答复，不用注册；愿意今后直接接收"
                "投诉、先行和解的，可以同时申请入驻。"
            ),
            _("附页由本会送达时打印，不留存；链接只能使用一次，请勿转给他人。"),
        )
    )
    return Sheet(
        title=_("邀请函"),
        addressee=complaint.respondent_name,
        blocks=(Paragraph(opening), ways),
        contact=wording.contact(occasion),
    )


def link_page(letter: IssuedDocument, invitation: Invitation, address: str) -> Sheet:
    """邀请函附页: the link to the complaint, printed when it is handed over and kept nowhere."""
    with override(settings.LANGUAGE_CODE):
        about = _("本页随邀请函（%(number)s）送达，供收函的经营者查看并答复投诉。") % {
            "number": letter.number
        }
        until = wording.day(invitation.expires_at)
        rules = Items(
            (
                _("链接只能使用一次，有效期至%(until)s。") % {"until": until},
                _("请勿转给他人；没有收到完整的邀请函，或者链接已经用过的，请联系本会。"),
            )
        )
        return Sheet(
            title=_("邀请函附页"),
            organisation=letter.organisation.name,
            number=letter.number,
            addressee=letter.complaint.respondent_name,
            blocks=(Paragraph(about), rules, Code(address, _("扫码查看投诉并答复"))),
        )


def _wanted(occasion: Occasion) -> tuple[str, ...]:
    due = wording.due(occasion.complaint, "business.reply")
    until = (
        _("于%(due)s前书面或者在平台上答复本会，说明事实和处理意见；") % {"due": wording.day(due)}
        if due
        else _("自收到本函之日起%(limit)s内书面或者在平台上答复本会，说明事实和处理意见；")
        % {"limit": wording.limit(occasion.complaint, "business.reply")}
    )
    return (
        until,
        _("提供有关合同、票据、记录、检验报告等证据资料，也可以提交其他意见；"),
        _("说明是否愿意与消费者和解或者接受调解。调解以双方自愿为原则。"),
    )
