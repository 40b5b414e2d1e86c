"""D16-D20: letters that an officer composes about a case: talks, advice, inquiries, clues, support.

The form is one: to whom, about what, the facts, the legal basis, what is asked, by when.
"""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _, gettext_lazy

from smart315.casework import clocks
from smart315.casework.codes import Audience
from smart315.casework.letters import wording
from smart315.casework.letters.registry import Free, Occasion, sheet
from smart315.documents.sheets import (
    Block,
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
from smart315.kernel import workdays
from smart315.kernel.workdays import Limit, Unit


# What each letter may rest on; the first is chosen beforehand.
BASES: dict[str, tuple[tuple[str, Promise], ...]] = {
    "advice": (
        ("rules39", gettext_lazy("《消费者权益保护法实施条例》第三十九条（改进意见、指导谈话）")),
        ("law37", gettext_lazy("《消费者权益保护法》第三十七条（社会监督职责）")),
    ),
    "inquiry": (
        ("law37_4", gettext_lazy("《消费者权益保护法》第三十七条第一款第四项（反映、查询、建议）")),
        ("rules36", gettext_lazy("《消费者权益保护法实施条例》第三十六条（行政部门处理并回复）")),
    ),
    "talk": (
        ("rules39", gettext_lazy("《消费者权益保护法实施条例》第三十九条（改进意见、指导谈话）")),
        ("rules40", gettext_lazy("《消费者权益保护法实施条例》第四十条（调查、约请经营者）")),
    ),
    "support": (
        ("law37_7", gettext_lazy("《消费者权益保护法》第三十七条第一款第七项（支持诉讼）")),
    ),
}  # fmt: skip
# Which limit of the register an answer is asked for within.
BUSINESS_REPLY, REFERRAL_REPLY = "business.reply", "referral.reply"


def _respondent(occasion: Occasion) -> str:
    return occasion.complaint.respondent_name


def _case_facts(occasion: Occasion) -> str:
    return occasion.complaint.facts


def _title(occasion: Occasion) -> str:
    return occasion.complaint.title


def _free(
    base: str, *, to: Callable[[Occasion], str] | None = None, days: str = ""
) -> tuple[Free, ...]:
    """Return the fields of a composed letter; without `days` there is nothing to answer."""
    addressee = gettext_lazy("主送")
    reply = Free(
        "days",
        gettext_lazy("答复期限（工作日）"),
        help=gettext_lazy("自发函之日起计算。"),
        begins=lambda occasion: _length(occasion, days),
        required=True,
        lines=1,
    )
    return (
        Free("to", addressee, begins=to or (lambda _occasion: ""), required=True, lines=1),
        Free("subject", gettext_lazy("事由"), begins=_title, required=True, lines=1),
        Free("facts", gettext_lazy("事实"), begins=_case_facts, required=True, lines=6),
        Free(
            "basis",
            gettext_lazy("依据"),
            begins=lambda _occasion: BASES[base][0][0],
            required=True,
            choices=BASES[base],
        ),
        Free(
            "requests",
            gettext_lazy("请求、建议"),
            help=gettext_lazy("一行一项。"),
            required=True,
        ),
        *((reply,) if days else ()),
        Free("copies", gettext_lazy("抄送"), help=gettext_lazy("一行一个，可以不填。"), lines=2),
    )


def _composed(occasion: Occasion, base: str, title: str, ask: str) -> Sheet:
    """Write a letter of the common form."""
    basis = dict(BASES[base]).get(occasion.word("basis"), BASES[base][0][1])
    opening = _("关于%(subject)s，根据%(basis)s，本会致函如下。") % {
        "subject": occasion.word("subject"),
        "basis": basis,
    }
    asked = [each for each in occasion.word("requests").splitlines() if each.strip()]
    blocks: tuple[Block, ...] = (
        Paragraph(opening),
        Heading(_("一、基本情况")),
        *wording.paragraphs(*occasion.word("facts").split("\n"), _evidence(occasion)),
        Heading(ask),
        Items(tuple(asked)),
        *wording.paragraphs(_reply(occasion)),
    )
    copies = tuple(each for each in occasion.word("copies").splitlines() if each.strip())
    return Sheet(
        title=title,
        addressee=occasion.word("to"),
        blocks=blocks,
        closing=_("特此函告。"),
        contact=wording.contact(occasion),
        copies=copies,
    )


TALK = (
    Free("to", gettext_lazy("谈话对象"), begins=_respondent, required=True, lines=1),
    Free("facts", gettext_lazy("谈话事由"), begins=_case_facts, required=True, lines=5),
    Free("meeting", gettext_lazy("时间、地点"), required=True, lines=2),
    Free("people", gettext_lazy("参加人"), required=True, lines=2,
         help=gettext_lazy("例如：法定代表人或者主要负责人。")),
    Free("bring", gettext_lazy("请准备的材料"), required=True, lines=3),
    Free("basis", gettext_lazy("依据"), begins=lambda _o: "rules39", required=True,
         choices=BASES["talk"]),
)  # fmt: skip


@sheet("D16", readers=Audience.BUSINESS, composed=True, free=TALK)
def guidance_talk(occasion: Occasion) -> Sheet:
    """指导谈话通知书: why, when and where, who is to come, what to prepare."""
    basis = dict(BASES["talk"]).get(occasion.word("basis"), BASES["talk"][0][1])
    opening = _("根据%(basis)s，本会请你单位参加指导谈话。") % {"basis": basis}
    rows = (
        (Field(_("谈话事由"), wording.or_blank(occasion.word("facts"))),),
        (Field(_("时间、地点"), wording.or_blank(occasion.word("meeting"))),),
        (Field(_("参加人"), wording.or_blank(occasion.word("people"))),),
        (Field(_("准备材料"), wording.or_blank(occasion.word("bring"))),),
    )
    return Sheet(
        title=_("指导谈话通知书"),
        addressee=occasion.word("to"),
        blocks=(Paragraph(opening), Fields(rows)),
        closing=_("请按时参加；确有困难的，请提前与本会联系。"),
        contact=wording.contact(occasion),
    )


@sheet(
    "D16b",
    readers=Audience.INTERNAL,
    numbered=False,
    composed=True,
    free=(
        Free("to", gettext_lazy("谈话对象"), begins=_respondent, required=True, lines=1),
        Free("meeting", gettext_lazy("时间、地点"), required=True, lines=2),
        Free("people", gettext_lazy("参加人"), required=True, lines=2),
        Free("said", gettext_lazy("谈话内容"), required=True, lines=10),
        Free("promised", gettext_lazy("对方意见和承诺"), lines=4),
    ),
)
def talk_record(occasion: Occasion) -> Sheet:
    """指导谈话记录: who was there, what was said, what was promised, signed by all."""
    rows = (
        *wording.pairs(
            Field(_("谈话对象"), wording.or_blank(occasion.word("to"))),
            Field(_("时间、地点"), wording.or_blank(occasion.word("meeting"))),
        ),
        (Field(_("参加人"), wording.or_blank(occasion.word("people"))),),
    )
    blocks = (
        Fields(rows),
        Heading(_("谈话内容")),
        *wording.paragraphs(occasion.word("said")),
        Heading(_("对方意见和承诺")),
        *wording.paragraphs(occasion.word("promised") or wording.BLANK),
        Signatures(
            (
                Signature(_("谈话对象（签名）")),
                Signature(_("谈话人（签名）")),
                Signature(_("记录人（签名）")),
                Signature(_("日期")),
            )
        ),
    )
    return Sheet(title=_("指导谈话记录"), layout=Layout.RECORD, blocks=blocks)


@sheet(
    "D16c",
    readers=Audience.BUSINESS,
    numbered=False,
    composed=True,
    free=(
        Free("to", gettext_lazy("单位"), begins=_respondent, required=True, lines=1),
        Free("demands", gettext_lazy("整改意见"), required=True),
        Free("due", gettext_lazy("反馈期限"), required=True, lines=1),
    ),
)
def improvement_report(occasion: Occasion) -> Sheet:
    """整改情况反馈表: what was advised, by when, room for what was done."""
    rows = (
        (Field(_("单位"), wording.or_blank(occasion.word("to"))),),
        (Field(_("整改意见"), wording.or_blank(occasion.word("demands"))),),
        (Field(_("反馈期限"), wording.or_blank(occasion.word("due"))),),
        (Field(_("整改措施"), "", tall=True),),
        (Field(_("完成情况"), "", tall=True),),
        (Field(_("证明材料"), "", tall=True),),
    )
    signatures = Signatures((Signature(_("单位（盖章）")), Signature(_("日期"))))
    return Sheet(title=_("整改情况反馈表"), layout=Layout.FORM, blocks=(Fields(rows), signatures))


ADVICE = _free("advice", to=_respondent, days=BUSINESS_REPLY)


@sheet("D17", readers=Audience.BUSINESS, composed=True, free=ADVICE)
def exhortation(occasion: Occasion) -> Sheet:
    """劝谕函: the problem, the basis, what is advised, an answer by when."""
    return _composed(occasion, "advice", _("劝谕函"), _("二、劝谕意见"))


@sheet("D17b", readers=Audience.BUSINESS, composed=True, free=ADVICE)
def improvement(occasion: Occasion) -> Sheet:
    """改进意见书: as the letter before, for improvement (实施条例 §39)."""
    return _composed(occasion, "advice", _("改进意见书"), _("二、改进意见"))


@sheet(
    "D17c",
    readers=Audience.INTERNAL,
    composed=True,
    free=_free("inquiry", days=REFERRAL_REPLY),
)
def suggestion(occasion: Occasion) -> Sheet:
    """消费维权建议函: what the association suggests to a department or an industry."""
    return _composed(occasion, "inquiry", _("消费维权建议函"), _("二、建议"))


@sheet(
    "D18",
    readers=Audience.INTERNAL,
    composed=True,
    free=_free("inquiry", days=REFERRAL_REPLY),
)
def report(occasion: Occasion) -> Sheet:
    """查询（反映）函: what is asked of, or brought before, a department (L1 §37(4), 条例 §36)."""
    return _composed(occasion, "inquiry", _("查询（反映）函"), _("二、请求事项"))


@sheet(
    "D19",
    readers=Audience.INTERNAL,
    composed=True,
    free=_free("inquiry", days=REFERRAL_REPLY),
)
def clue(occasion: Occasion) -> Sheet:
    """案件线索移送函: the clue, the evidence, and the wish for an answer in writing."""
    return _composed(
        occasion, "inquiry", _("案件线索移送函"), _("二、请求事项（处理结果请书面反馈）")
    )


@sheet("D20", readers=Audience.CONSUMER, composed=True, free=_free("support"))
def support(occasion: Occasion) -> Sheet:
    """支持起诉意见书: why the association supports the consumer's suit (L1 §37(7))."""
    return _composed(occasion, "support", _("支持起诉意见书"), _("二、支持起诉的意见"))


def _evidence(occasion: Occasion) -> str:
    pieces = occasion.complaint.evidence.select_related("file").order_by("pk")
    named = "；".join(each.purpose or each.file.name for each in pieces)
    return _("有关证据：%(named)s。") % {"named": named} if named else ""


def _length(occasion: Occasion, key: str) -> str:
    limit, _basis = clocks.rulebook(occasion.complaint).limit(key)
    return str(limit.length)


def _reply(occasion: Occasion) -> str:
    days = occasion.word("days")
    if not (days.isascii() and days.isdigit() and int(days)):
        return ""
    calendar = clocks.rulebook(occasion.complaint).calendar
    limit = Limit(int(days), Unit.WORKDAYS)
    due = workdays.due(limit, occasion.at, calendar, get_default_timezone())
    return _("请于%(due)s前（%(days)s个工作日内）书面答复本会。") % {
        "due": wording.day(due.on),
        "days": days,
    }
