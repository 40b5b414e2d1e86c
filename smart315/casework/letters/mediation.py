"""D07-D09 and D11: inviting to mediation, what was agreed, pausing and ending it."""

from datetime import date

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _, gettext_lazy

from smart315.casework import hearers
from smart315.casework.codes import AnswerCode, Audience, Side, SuspendReason, TerminationReason
from smart315.casework.letters import agents, grounds, settling, wording
from smart315.casework.letters.registry import Free, Occasion, sheet
from smart315.casework.models import Agreement
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
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


def _facts(occasion: Occasion) -> str:
    text = occasion.complaint.texts.filter(state="signed").order_by("-pk").first()
    return f"{text.facts}\n{text.dispute}" if text else occasion.complaint.facts


def _liability(occasion: Occasion) -> str:
    text = occasion.complaint.texts.filter(state="signed").order_by("-pk").first()
    return text.liability if text else ""


def _meeting(occasion: Occasion) -> str:
    told = occasion.complaint.sessions.filter(state="notified").order_by("-notified_at").first()
    if told is not None:
        place = told.place or told.link
        return f"{wording.moment(told.starts_at)}，{told.get_mode_display()}，{place}"
    return wording.said(occasion.complaint, "start_mediation")


@sheet(
    "D07",
    readers=Audience.ALL,
    bilingual=True,
    free=(
        Free(
            "meeting",
            gettext_lazy("时间、地点和方式"),
            begins=_meeting,
            required=True,
            lines=2,
        ),
        Free("bring", gettext_lazy("请携带的材料"), lines=2),
    ),
)
def invitation(occasion: Occasion) -> Sheet:
    """调解通知书: when, where and how, who mediates, the right to challenge them."""
    complaint, person = occasion.complaint, occasion.person()
    opening = _(
        "关于消费者%(name)s投诉%(respondent)s一案（编号：%(number)s），经双方同意，本会组织调解。"
    ) % {
        "name": person.name if person else "",
        "respondent": complaint.respondent_name,
        "number": complaint.number,
    }
    rights = Items(
        (
            _("调解员：%(name)s。") % {"name": _mediators(occasion)},
            *agents.sentence(occasion),
            _("当事人认为调解员与本案有利害关系，可能影响公正调解的，有权申请回避。"),
            _("当事人可以亲自参加，也可以委托代理人参加；委托他人的，请提交授权委托书。"),
            _("调解以自愿为原则，不收取费用。不能按时参加的，请提前告知。"),
        )
    )
    names = [person.name if person else "", complaint.respondent_name]
    blocks: tuple[Block, ...] = (
        Paragraph(opening),
        *wording.paragraphs(occasion.word("meeting"), occasion.word("bring")),
        rights,
    )
    return Sheet(
        title=_("调解通知书"),
        addressee="、".join(filter(None, names)),
        blocks=blocks,
        closing=_("特此通知。"),
        contact=wording.contact(occasion),
    )


@sheet(
    "D08",
    readers=Audience.ALL,
    bilingual=True,
    annex="D08a",
    free=(
        Free("facts", gettext_lazy("主要事实、争议事项"), begins=_facts, required=True, lines=6),
        Free(
            "liability",
            gettext_lazy("各方责任"),
            begins=_liability,
            help=gettext_lazy("双方认可的责任，可以不填。"),
        ),
    ),
)
def agreement(occasion: Occasion) -> Sheet:
    """调解协议书 (人民调解法 §29): parties, facts and dispute, terms, method, day, signatures."""
    terms = _terms_of(occasion)
    text = settling.written(terms)
    blocks: tuple[Block, ...] = (
        Heading(_("一、当事人")),
        _parties(occasion, local_day(terms.made_at, get_default_timezone())),
        Heading(_("二、主要事实、争议事项和责任")),
        *wording.paragraphs(occasion.word("facts"), occasion.word("liability")),
        Heading(_("三、协议内容")),
        Paragraph(_conducted(occasion)),
        Items(_terms(terms, masked=occasion.masked)),
        Heading(_("四、其他")),
        Items(_notes()),
        *(settling.annex_list(text, masked=occasion.masked) if text else ()),
        _signed_by_all(),
    )
    return Sheet(
        title=_("调解协议书"),
        layout=Layout.AGREEMENT,
        blocks=blocks,
        signed_by=settling.sealed(occasion),
        dated=local_day(terms.made_at, get_default_timezone()),
    )


REMARK = Free("remark", gettext_lazy("说明"), lines=3)


@sheet("D08b", readers=Audience.ALL, numbered=False, composed=True, free=(REMARK,))
def oral_agreement(occasion: Occasion) -> Sheet:
    """口头调解协议登记表 (人民调解法 §28): what was agreed by word of mouth, written down."""
    terms = _terms_of(occasion)
    complaint, person = occasion.complaint, occasion.person()
    made = local_day(terms.made_at, get_default_timezone())
    rows = (
        *wording.pairs(
            Field(_("投诉人"), wording.or_blank(person and person.name)),
            Field(_("被投诉经营者"), complaint.respondent_name),
        ),
        *agents.rows(occasion, _("投诉人的代理人"), _("经营者的代理人"), made),
        (Field(_("争议事项"), complaint.title),),
        (Field(_("协议内容"), "\n".join(_terms(terms, masked=occasion.masked))),),
        *wording.pairs(
            Field(_("达成日期"), wording.day(terms.made_at)),
            Field(_("调解员"), _mediators(occasion)),
        ),
        (Field(_("说明"), wording.or_blank(occasion.word("remark"))),),
    )
    return Sheet(title="", blocks=(Fields(rows), _signed_by_all()), layout=Layout.FORM)


def _ending(occasion: Occasion) -> str:
    return wording.said(occasion.complaint, "terminate")


@sheet(
    "D09",
    readers=Audience.ALL,
    bilingual=True,
    free=(
        Free("reason", gettext_lazy("终止的具体情况"), begins=_ending, required=True),
        Free("returned", gettext_lazy("证据返还情况"), lines=2),
    ),
)
def termination(occasion: Occasion) -> Sheet:
    """终止调解通知书: the code, the routes that remain, what becomes of the evidence."""
    complaint, person = occasion.complaint, occasion.person()
    if not complaint.termination_reason:
        raise Refused(_("这件投诉没有终止调解。"))
    code = TerminationReason(complaint.termination_reason)
    opening = _(
        "消费者%(name)s投诉%(respondent)s一案（编号：%(number)s），因%(code)s　%(label)s，"
        "本会决定终止调解。"
    ) % {
        "name": person.name if person else "",
        "respondent": complaint.respondent_name,
        "number": complaint.number,
        "code": code.value,
        "label": code.label,
    }
    kept = occasion.word("returned") or _("当事人提交的证据原件，可以凭本通知书到本会领回。")
    law = _(
        "根据《中华人民共和国消费者权益保护法》第三十九条，发生消费者权益争议的，可以通过下列途径解决："
    )
    names = [person.name if person else "", complaint.respondent_name]
    return Sheet(
        title=_("终止调解通知书"),
        addressee="、".join(filter(None, names)),
        blocks=(
            Paragraph(opening),
            *wording.paragraphs(occasion.word("reason")),
            Heading(_("其他途径")),
            Paragraph(law),
            wording.routes(),
            Heading(_("证据返还")),
            Paragraph(kept),
        ),
        closing=_("特此通知。"),
        contact=wording.contact(occasion),
    )


def _pause(occasion: Occasion) -> str:
    return wording.said(occasion.complaint, occasion.move or "suspend")


@sheet(
    "D11",
    readers=Audience.ALL,
    free=(Free("reason", gettext_lazy("原因"), begins=_pause, lines=3),),
)
def pause(occasion: Occasion) -> Sheet:
    """中止（恢复）调解通知书: why, from when, until when."""
    complaint, person = occasion.complaint, occasion.person()
    resumed = occasion.move == "resume"
    entry = wording.last(complaint, "resume" if resumed else "suspend")
    if entry is None:
        raise Refused(_("这件投诉没有中止过调解。"))
    say = (
        _("本会于%(day)s恢复对投诉%(number)s的调解，调解期限继续计算，至%(due)s届满。")
        if resumed
        else _(
            "本会于%(day)s起中止对投诉%(number)s的调解，中止期间不计入调解期限；原因消除后恢复调解。"
        )
    )
    limit = wording.due(complaint, "mediation.limit")
    opening = say % {
        "day": wording.day(entry.at),
        "number": complaint.number,
        "due": wording.day(limit),
    }
    reason = occasion.word("reason") or str(SuspendReason.OTHER.label)
    names = [person.name if person else "", complaint.respondent_name]
    ended = wording.day(entry.at) if resumed else _("待原因消除")
    return Sheet(
        title=_("恢复调解通知书") if resumed else _("中止调解通知书"),
        addressee="、".join(filter(None, names)),
        blocks=(
            Paragraph(opening),
            *wording.paragraphs(_("原因：%(reason)s") % {"reason": reason}),
            Fields(_pause_rows(occasion, ended, resumed=resumed)),
        ),
        closing=_("特此通知。"),
        contact=wording.contact(occasion),
    )


def _pause_rows(occasion: Occasion, ended: str, *, resumed: bool) -> tuple[tuple[Field, ...], ...]:
    since = wording.last(occasion.complaint, "suspend")
    return (
        *wording.pairs(
            Field(_("中止起始"), wording.day(since.at if since else None)),
            Field(_("中止结束"), ended),
        ),
        *grounds.of_pause(occasion, resumed=resumed),
    )


def _mediators(occasion: Occasion) -> str:
    """Return who mediates: the officer, and the panel of the committee that has the case."""
    officer, panel = occasion.complaint.officer or occasion.by, hearers.in_words(occasion.complaint)
    return f"{officer}；{panel}" if panel else str(officer)


def _conducted(occasion: Occasion) -> str:
    if hearers.panel_of(occasion.complaint) is None:
        return _("经本会主持调解，双方自愿达成如下协议：")
    words = {"host": hearers.host(occasion.complaint)}
    return _("经%(host)s主持调解，双方自愿达成如下协议：") % words


def _terms_of(occasion: Occasion) -> Agreement:
    agreements = occasion.complaint.agreements.filter(kind="mediation")
    found = agreements.order_by("-in_force", "-pk").first()
    if found is None:
        raise Refused(_("这件投诉没有达成调解协议。"))
    return found


def _parties(occasion: Occasion, day: date) -> Fields:
    complaint, person = occasion.complaint, occasion.person()
    sent = agents.of(occasion, Side.CONSUMER, day)
    return Fields(
        (
            *wording.pairs(
                Field(_("甲方（消费者）"), wording.or_blank(person and person.name)),
                Field(_("身份证件号码"), ""),
                Field(_("乙方（经营者）"), complaint.respondent_name),
                Field(_("统一社会信用代码"), wording.or_blank(complaint.respondent_uscc)),
                Field(_("经营地址"), wording.or_blank(complaint.respondent_address)),
                Field(_("代理人及职务"), agents.of(occasion, Side.BUSINESS, day)),
            ),
            *(((Field(_("甲方代理人"), sent),),) if sent else ()),
        )
    )


def _terms(terms: Agreement, *, masked: bool) -> tuple[str, ...]:
    text = settling.written(terms)
    if text is not None:
        return settling.clauses(text, masked=masked)
    amount = (
        _("金额：人民币%(amount)s（其中增加赔偿%(extra)s）。")
        % {"amount": wording.money(terms.amount_fen), "extra": wording.money(terms.extra_fen)}
        if terms.amount_fen
        else ""
    )
    parts = (
        _("乙方%(what)s。") % {"what": AnswerCode(terms.code).label.removeprefix("同意")},
        amount,
        _("履行方式：%(method)s。") % {"method": terms.method} if terms.method else "",
        _("履行期限：%(day)s前。") % {"day": wording.day(terms.perform_by)},
        terms.text,
    )
    return tuple(each for each in parts if each)


def _notes() -> tuple[str, ...]:
    return (
        _("本协议自双方签名、盖章或者按指印，调解员签名并加盖本会印章之日起生效，双方应当履行。"),
        _(
            "双方认为有必要的，可以自本协议生效之日起三十日内共同向有管辖权的人民法院申请司法确认"
            "（《中华人民共和国民事诉讼法》第二百零五条）。"
        ),
        _("本协议一式三份，双方各执一份，本会留存一份。"),
    )


def _signed_by_all() -> Signatures:
    return Signatures(
        (
            Signature(_("甲方（签名、盖章或者指印）")),
            Signature(_("乙方（签名、盖章或者指印）")),
            Signature(_("调解员（签名）")),
            Signature(_("日期")),
        )
    )
