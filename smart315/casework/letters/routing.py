"""D05 and D15: handing a case on, and a superior's order about it."""

from django.utils.translation import gettext as _, gettext_lazy

from smart315.accounts.queries import organisations
from smart315.casework.codes import Audience
from smart315.casework.letters import wording
from smart315.casework.letters.registry import Free, Occasion, sheet
from smart315.casework.models import Supervision, Transfer
from smart315.casework.parts import Part, SupervisionLevel
from smart315.documents.sheets import (
    Block,
    Field,
    Fields,
    Heading,
    Items,
    Paragraph,
    Sheet,
    Signature,
    Signatures,
)
from smart315.kernel.verdicts import Refused


MATERIALS = Free(
    "materials",
    gettext_lazy("随附材料"),
    help=gettext_lazy("一行一件。"),
    begins=lambda occasion: "\n".join(_materials(occasion)),
)


@sheet("D05", readers=Audience.INTERNAL, free=(MATERIALS,))
def hand_off(occasion: Occasion) -> Sheet:
    """转办函、移送函: receiver, matter, materials, reply by when, contact; a receipt below."""
    hop = occasion.complaint.transfers.order_by("-sent_at", "-pk").first()
    if hop is None:
        raise Refused(_("这件投诉没有转办，不能制作转办函。"))
    receiver = hop.receiver.name if hop.receiver else hop.outside
    materials = [each for each in occasion.word("materials").splitlines() if each.strip()]
    blocks: tuple[Block, ...] = (
        Paragraph(_handed_on(occasion, hop)),
        Heading(_("事由")),
        *wording.paragraphs(occasion.complaint.title, hop.reason),
        Heading(_("当事人")),
        _parties(occasion),
        Heading(_("随附材料")),
        Items(tuple(materials) or (_("投诉登记表"),)),
        Paragraph(_reply(occasion, hop)),
        *_receipt(hop),
    )
    return Sheet(
        title=_("转办函") if hop.receiver else _("移送函"),
        addressee=receiver,
        blocks=blocks,
        contact=wording.contact(occasion),
    )


@sheet(
    "D15",
    readers=Audience.INTERNAL,
    composed=True,
    free=(
        Free(
            "matter",
            gettext_lazy("督办事由"),
            begins=lambda occasion: order.reason if (order := _order(occasion)) else "",
            required=True,
        ),
        Free("demand", gettext_lazy("督办要求"), required=True),
        Free(
            "due",
            gettext_lazy("反馈期限"),
            help=gettext_lazy("例如：2026年9月15日前。"),
            begins=lambda occasion: (
                _("%(day)s前") % {"day": wording.day(order.due_at)}
                if (order := _order(occasion))
                else ""
            ),
            required=True,
            lines=1,
        ),
    ),
)  # fmt: skip
def order(occasion: Occasion) -> Sheet:
    """督办单: why a superior steps in, what is to be done, by when an answer is due."""
    complaint, standing = occasion.complaint, _order(occasion)
    unit = standing.unit if standing else complaint.organisation
    rows = (
        *wording.pairs(
            Field(_("投诉编号"), complaint.number or ""),
            Field(_("办理阶段"), complaint.get_stage_display()),
            Field(_("收到日期"), wording.day(complaint.received_at)),
            Field(_("承办人"), wording.or_blank(complaint.officer)),
        ),
        (Field(_("投诉事项"), complaint.title),),
        (Field(_("督办事由"), wording.or_blank(occasion.word("matter"))),),
        (Field(_("督办要求"), wording.or_blank(occasion.word("demand"))),),
        (Field(_("反馈期限"), wording.or_blank(occasion.word("due"))),),
        (Field(_("反馈情况"), standing.answer if standing else "", tall=True),),
    )
    return Sheet(
        title=_("督办单"),
        addressee=unit.name,
        blocks=(Fields(rows), *_who_was_lead(occasion)),
        closing=_("请按期办理，并将结果书面反馈本会。"),
    )


def _order(occasion: Occasion) -> Supervision | None:
    """Return the newest order of the case: what the sheet is about."""
    orders = occasion.complaint.supervisions.filter(level=SupervisionLevel.ORDER)
    return orders.select_related("unit", "superior").order_by("-pk").first()


def _who_was_lead(occasion: Occasion) -> tuple[Block, ...]:
    """Return who has had the case and since when, where it was handed on."""
    leads = occasion.complaint.assignments.filter(part=Part.LEAD).exclude(signed_at=None)
    rows = [
        _("%(unit)s：%(day)s签收，%(state)s")
        % {
            "unit": each.organisation.name,
            "day": wording.day(each.signed_at),
            "state": each.get_state_display(),
        }
        for each in leads.select_related("organisation").order_by("pk")
    ]
    return (Heading(_("办理单位")), Items(tuple(rows))) if rows else ()


def _materials(occasion: Occasion) -> list[str]:
    pieces = occasion.complaint.evidence.select_related("file").order_by("pk")
    return [_("投诉登记表"), *(each.purpose or each.file.name for each in pieces)]


def _handed_on(occasion: Occasion, hop: Transfer) -> str:
    complaint = occasion.complaint
    say = (
        _("现将%(day)s收到的投诉（编号：%(number)s）转你单位办理。")
        if hop.receiver
        else _("经审查，%(day)s收到的投诉（编号：%(number)s）属于你单位职责，现予移送。")
    )
    return say % {"day": wording.day(complaint.received_at), "number": complaint.number}


def _parties(occasion: Occasion) -> Fields:
    complaint, person = occasion.complaint, occasion.person()
    return Fields(
        wording.pairs(
            Field(_("投诉人"), wording.or_blank(person and person.name)),
            Field(_("联系电话"), wording.or_blank(person and person.phone)),
            Field(_("被投诉经营者"), complaint.respondent_name),
            Field(_("经营地址"), wording.or_blank(complaint.respondent_address)),
        )
    )


def _reply(occasion: Occasion, hop: Transfer) -> str:
    key = "transfer.sign" if hop.receiver else "referral.reply"
    due = wording.day(wording.due(occasion.complaint, key))
    if hop.receiver:
        return _("请于%(due)s前签收；不属于你单位办理的，请在签收期限内说明理由退回。") % {
            "due": due
        }
    return _(
        "请依法处理，并于%(due)s前将处理结果书面告知本会"
        "（《中华人民共和国消费者权益保护法实施条例》第三十六条）。"
    ) % {"due": due}


def _receipt(hop: Transfer) -> tuple[Block, ...]:
    known = organisations(frozenset({hop.sender_id}))
    sender = known[hop.sender_id].name
    return (
        Heading(_("回执（请盖章后寄回%(sender)s）") % {"sender": sender}),
        Signatures(
            (
                Signature(_("签收单位（盖章）")),
                Signature(_("签收人")),
                Signature(_("签收日期")),
                Signature(_("联系电话")),
            )
        ),
    )
