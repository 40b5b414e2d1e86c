"""D01-D04: registering, asking for material, taking on, declining."""

from django.utils.translation import gettext as _, gettext_lazy

from smart315.casework.codes import Audience, RejectReason
from smart315.casework.letters import wording
from smart315.casework.letters.registry import Free, Occasion, sheet
from smart315.documents.sheets import (
    Field,
    Fields,
    Heading,
    Items,
    Layout,
    Paragraph,
    Sheet,
    Signature,
    Signatures,
)
from smart315.kernel.verdicts import Refused


Rows = tuple[tuple[Field, ...], ...]

REMARK = Free(
    "remark", gettext_lazy("补充说明"), help=gettext_lazy("没有的不填。"), lines=3
)  # fmt: skip


@sheet("D01", readers=Audience.CONSUMER, numbered=False, bilingual=True)
def registration(occasion: Occasion) -> Sheet:
    """投诉登记表: the fields of handbook §2.2, the declaration, who registered it and when."""
    declaration = _(
        "投诉人承诺：以上内容真实，愿意提供真实身份信息；已知悉个人信息的处理目的和方式，"
        "同意消费者协会为处理投诉向被投诉经营者提供必要信息，并同意调解。"
    )
    rows = (*_people(occasion), *_purchase(occasion), *_matter(occasion))
    signatures = Signatures((Signature(_("投诉人（签名）")), Signature(_("日期"))))
    blocks = (Fields(rows), Paragraph(declaration), signatures)
    return Sheet(title=_("消费者投诉登记表"), blocks=blocks, layout=Layout.FORM)


def _people(occasion: Occasion) -> Rows:
    complaint, person = occasion.complaint, occasion.person()
    return (
        *wording.pairs(
            Field(_("投诉人"), wording.or_blank(person and person.name)),
            Field(_("联系电话"), wording.or_blank(person and person.phone)),
        ),
        (Field(_("通讯地址"), wording.or_blank(person and person.address)),),
        *wording.pairs(
            Field(_("被投诉经营者"), complaint.respondent_name),
            Field(_("统一社会信用代码"), wording.or_blank(complaint.respondent_uscc)),
            Field(_("经营地址"), wording.or_blank(complaint.respondent_address)),
            Field(_("经营者电话"), wording.or_blank(complaint.respondent_phone)),
        ),
    )


def _purchase(occasion: Occasion) -> Rows:
    complaint = occasion.complaint
    goods = " ".join(filter(None, (complaint.item, complaint.brand, complaint.model)))
    return wording.pairs(
        Field(_("商品或者服务"), wording.or_blank(goods)),
        Field(_("商品服务类别"), wording.or_blank(wording.named(complaint.category_code))),
        Field(_("投诉性质"), wording.or_blank(wording.named(complaint.nature_code))),
        Field(_("购买日期"), wording.day(complaint.purchased_on)),
        Field(_("订单号"), wording.or_blank(complaint.order_number)),
        Field(_("涉及金额"), wording.money(complaint.amount_fen)),
        Field(_("知道权益受损之日"), wording.day(complaint.known_on)),
        Field(_("投诉渠道"), complaint.get_channel_display()),
    )


def _matter(occasion: Occasion) -> Rows:
    complaint = occasion.complaint
    return (
        (Field(_("事实与理由"), complaint.facts),),
        (Field(_("投诉请求"), wording.claims(complaint)),),
        (Field(_("证据材料"), _evidence(occasion)),),
        (Field(_("是否已向其他单位提出"), _prior(occasion)),),
        *wording.pairs(
            Field(_("登记时间"), wording.moment(complaint.received_at)),
            Field(_("登记人"), _registered_by(occasion)),
        ),
    )


@sheet("D02", readers=Audience.CONSUMER, free=(REMARK,))
def supplement(occasion: Occasion) -> Sheet:
    """补正通知书: what is missing, until when, what follows otherwise."""
    complaint, person = occasion.complaint, occasion.person()
    asked = complaint.supplements.order_by("-pk").first()
    if asked is None:
        raise Refused(_("这件投诉没有要求补正，不能制作补正通知书。"))
    opening = _("你（单位）于%(day)s提出的投诉（编号：%(number)s），尚缺少下列材料：") % {
        "day": wording.day(complaint.received_at),
        "number": complaint.number,
    }
    until = _(
        "请于%(due)s前补正。可以网上提交，也可以送交或者邮寄本会。补正期间不计入受理审查期限。"
    ) % {"due": wording.day(asked.due_at)}
    consequence = _(
        "逾期未补正，或者补正后仍不符合受理条件的，本会将不予受理；以后备齐材料的，可以重新投诉。"
    )
    blocks = (
        Paragraph(opening),
        wording.listed(asked.missing),
        *wording.paragraphs(asked.note, occasion.word("remark"), until, consequence),
    )
    return Sheet(
        title=_("补正通知书"),
        addressee=person.name if person else "",
        blocks=blocks,
        closing=_("特此通知。"),
        contact=wording.contact(occasion),
    )


@sheet("D03", readers=Audience.CONSUMER, bilingual=True, free=(REMARK,))
def acceptance(occasion: Occasion) -> Sheet:
    """受理通知书: number, day, who handles it, free will, the limit, and the rights that stay."""
    complaint, person = occasion.complaint, occasion.person()
    if complaint.accepted_at is None:
        raise Refused(_("这件投诉还没有受理，不能制作受理通知书。"))
    opening = _(
        "你（单位）于%(received)s向本会提出的对%(respondent)s的投诉，经审查符合受理条件，"
        "本会于%(accepted)s予以受理，编号：%(number)s。"
    ) % {
        "received": wording.day(complaint.received_at),
        "respondent": complaint.respondent_name,
        "accepted": wording.day(complaint.accepted_at),
        "number": complaint.number,
    }
    handler = Fields(
        wording.pairs(
            Field(_("办理人"), str(complaint.officer or occasion.by)),
            Field(_("联系电话"), wording.or_blank(complaint.organisation.phone)),
        )
    )
    blocks = (
        Paragraph(opening),
        handler,
        Heading(_("告知事项")),
        _rights(occasion),
        *wording.paragraphs(occasion.word("remark")),
    )
    return Sheet(
        title=_("受理通知书"),
        addressee=person.name if person else "",
        blocks=blocks,
        closing=_("特此通知。"),
    )


def _rights(occasion: Occasion) -> Items:
    limit = wording.due(occasion.complaint, "mediation.limit")
    return Items(
        (
            _("调解遵循自愿原则。任何一方都可以随时要求终止调解，不影响其他权利。"),
            _("调解期限至%(day)s。依法中止、鉴定检测的时间不计入期限。")
            % {"day": wording.day(limit)},
            _("调解不收取费用，不影响你（单位）依法申请仲裁、提起诉讼或者向有关行政部门投诉。"),
            _(
                "向人民法院请求保护民事权利的诉讼时效期间一般为三年，"
                "自知道或者应当知道权利受到损害以及义务人之日起计算，请注意及时主张。"
            ),
            _("请保存好购物凭证、商品和有关记录；有新的证据，可以随时补充提交。"),
        )
    )


def _rejection_reason(occasion: Occasion) -> str:
    return wording.said(occasion.complaint, "reject", "lapse")


@sheet(
    "D04",
    readers=Audience.CONSUMER,
    bilingual=True,
    free=(
        Free(
            "reason",
            gettext_lazy("具体理由"),
            help=gettext_lazy("写明事实和理由，投诉人凭此了解为什么不予受理。"),
            begins=_rejection_reason,
            required=True,
        ),
    ),
)
def rejection(occasion: Occasion) -> Sheet:
    """不予受理通知书: the code and its basis, the reason, the five routes, a telephone."""
    complaint, person = occasion.complaint, occasion.person()
    if not complaint.reject_reason:
        raise Refused(_("这件投诉没有作出不予受理的决定。"))
    code = RejectReason(complaint.reject_reason)
    opening = _(
        "你（单位）于%(day)s提出的对%(respondent)s的投诉（编号：%(number)s），"
        "经审查，本会决定不予受理。"
    ) % {
        "day": wording.day(complaint.received_at),
        "respondent": complaint.respondent_name,
        "number": complaint.number,
    }
    ground = _("依据：%(code)s　%(label)s（参照《市场监督管理投诉举报处理办法》第十六条）。") % {
        "code": code.value,
        "label": code.label,
    }
    law = _(
        "根据《中华人民共和国消费者权益保护法》第三十九条，发生消费者权益争议的，可以通过下列途径解决："
    )
    blocks = (
        Paragraph(opening),
        Paragraph(ground),
        *wording.paragraphs(_("理由：%(reason)s") % {"reason": occasion.word("reason")}),
        Heading(_("其他途径")),
        Paragraph(law),
        wording.routes(),
        Paragraph(_("向有关行政部门投诉，可以拨打12315热线。")),
    )
    return Sheet(
        title=_("不予受理通知书"),
        addressee=person.name if person else "",
        blocks=blocks,
        closing=_("特此通知。"),
        contact=wording.contact(occasion),
    )


def _evidence(occasion: Occasion) -> str:
    complaint = occasion.complaint
    pieces = complaint.evidence.filter(brought_by="consumer").select_related("file").order_by("pk")
    named = [each.purpose or each.file.name for each in pieces]
    return "；".join(named) or wording.or_blank(complaint.no_evidence_reason)


def _prior(occasion: Occasion) -> str:
    complaint = occasion.complaint
    return f"{complaint.get_prior_channel_display()} {complaint.prior_detail}".strip()


def _registered_by(occasion: Occasion) -> str:
    person = occasion.person()
    return (person.registered_by if person else "") or _("投诉人网上登记")
