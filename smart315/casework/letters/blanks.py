"""D21: blanks of the parties and the receipt of delivery, filled in as far as the case goes."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _, gettext_lazy

from smart315.casework import agency
from smart315.casework.codes import Audience, Side, power_words
from smart315.casework.letters import grounds, wording
from smart315.casework.letters.registry import Free, Occasion, sheet
from smart315.casework.models import Authority, IssuedDocument, Party, Recusal
from smart315.casework.models.party import PERSONS, PartyRole
from smart315.documents.sheets import (
    Block,
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
from smart315.kernel import masking


ROWS = 10
REPRESENTATIVES = 2


def _matter(occasion: Occasion) -> str:
    return _("与%(respondent)s的消费纠纷（投诉编号：%(number)s）") % {
        "respondent": occasion.complaint.respondent_name,
        "number": occasion.complaint.number,
    }


@sheet("D21", readers=Audience.CONSUMER, numbered=False, composed=True)
def authority(occasion: Occasion) -> Sheet:
    """授权委托书: matter, powers, until when, signed by who gives them (总局令121号 §11)."""
    person = occasion.person()
    given = agency.letters(occasion.complaint).filter(principal__role=PartyRole.COMPLAINANT)
    giver = (
        Field(_("委托人"), person.name if person else ""),
        Field(_("身份证件号码"), ""),
    )
    return _authority(occasion, giver, _newest_in_force(given), _("委托人（签名）"))


@sheet("D21f", readers=Audience.BUSINESS, numbered=False, composed=True)
def authority_of_business(occasion: Occasion) -> Sheet:
    """授权委托书 of a business: the same, under its seal."""
    complaint = occasion.complaint
    given = _newest_in_force(agency.letters(complaint).filter(agent__side=Side.BUSINESS))
    own = given is None or given.business_id in {None, complaint.business_id}
    giver = (
        Field(_("委托人"), given.principal_name if given else complaint.respondent_name),
        Field(_("统一社会信用代码"), _code(given) or (complaint.respondent_uscc if own else "")),
    )
    return _authority(occasion, giver, given, _("委托人（盖章）"))


def _authority(
    occasion: Occasion, giver: tuple[Field, Field], given: Authority | None, signs: str
) -> Sheet:
    agent = given.agent if given and not occasion.masked else None
    lasts = _("自%(since)s至%(until)s") % {
        "since": wording.day(given.since if given else None),
        "until": wording.day(given.until if given else None),
    }
    rows = (
        *wording.pairs(
            *giver,
            Field(_("受托人"), agent.name if agent else ""),
            Field(_("身份证件号码"), given.identity if agent and given else ""),
            Field(_("受托人电话"), agent.phone if agent else ""),
            Field(_("与委托人关系"), given.get_capacity_display() if given else ""),
        ),
        (Field(_("委托事项"), f"{_matter(occasion)}{_of(given)}"),),
        (Field(_("委托期限"), lasts if given else _("自签署之日起至本件投诉办结之日止")),),
    )
    signatures = Signatures(
        (Signature(signs), Signature(_("受托人（签名）")), Signature(_("日期")))
    )
    return Sheet(
        title=_("授权委托书"),
        layout=Layout.FORM,
        blocks=(Fields(rows), _powers(given), signatures),
    )


def _powers(given: Authority | None) -> Items:
    """Return what the letter gives, or both kinds of authority to choose from."""
    if given is not None:
        side = given.agent.side
        return Items((given.scope, *(power_words(each, side) for each in given.powers)))
    return Items(
        (
            _("□一般授权：代为陈述事实、提交材料、参加调解。"),
            _("□特别授权：代为承认、变更、放弃请求，达成和解或者调解协议，代收款项。"),
        ),
        numbered=False,
    )


def _newest_in_force(letters: QuerySet[Authority]) -> Authority | None:
    return letters.filter(revoked_at=None).order_by("-since", "-pk").first()


def _code(given: Authority | None) -> str:
    return str(given.business.uscc) if given and given.business else ""


def _of(given: Authority | None) -> str:
    return f"：{given.matters}" if given and given.matters else ""


@sheet("D21b", readers=Audience.CONSUMER, numbered=False, composed=True)
def representatives(occasion: Occasion) -> Sheet:
    """代表人推选书: two who speak for all in a joint complaint (总局令121号 §12)."""
    opening = _(
        "我们就%(matter)s共同投诉，书面推选下列两人为代表人，参加调解。代表人变更、放弃投诉请求，"
        "或者达成调解协议，须经被代表的投诉人同意。"
    ) % {"matter": _matter(occasion)}
    people = _joined(occasion)
    elected = [each.name for each in people if each.represents][:REPRESENTATIVES]
    elected += [""] * (REPRESENTATIVES - len(elected))
    chosen = Table(
        (_("代表人"), _("身份证件号码"), _("联系电话")),
        tuple((f"{n}．{name}", "", "") for n, name in enumerate(elected, start=1)),
    )
    names = [each.name for each in people] + [""] * (ROWS - len(people))
    everybody = Table(
        (_("序号"), _("投诉人"), _("签名"), _("日期")),
        tuple((str(n), name, "", "") for n, name in enumerate(names, start=1)),
    )
    return Sheet(
        title=_("代表人推选书"),
        layout=Layout.FORM,
        blocks=(Paragraph(opening), chosen, Paragraph(_("推选人：")), everybody),
    )


def _joined(occasion: Occasion) -> list[Party]:
    """Return who complains together, as this paper may name them; nobody where one person does."""
    if not occasion.complaint.is_joint:
        return []
    people = occasion.complaint.parties.filter(role__in=PERSONS, left_at=None)
    found = list(people.order_by("pk"))
    for each in found:
        each.name = masking.mask_name(each.name) if occasion.masked else each.name
    return found


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
        Free("asked_by", gettext_lazy("申请人"), required=True, lines=1,
             begins=lambda occasion: _asked_by(occasion)),
        Free("decision", gettext_lazy("决定"), required=True,
             begins=lambda occasion: _decision(occasion), choices=(
            ("granted", gettext_lazy("同意回避，另行指定调解员")),
            ("refused", gettext_lazy("不同意回避")),
        )),
        Free("reason", gettext_lazy("理由"), required=True, lines=4,
             begins=lambda occasion: _grounds(occasion)),
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
            *_instead(occasion),
            *wording.paragraphs(_("理由：%(reason)s") % {"reason": occasion.word("reason")}),
        ),
        closing=_("特此告知。"),
        contact=wording.contact(occasion),
    )


def _recusal(occasion: Occasion) -> Recusal | None:
    return occasion.complaint.recusals.order_by("-at", "-pk").first()


def _asked_by(occasion: Occasion) -> str:
    found = _recusal(occasion)
    return grounds.asked_by(found, occasion) if found else ""


def _decision(occasion: Occasion) -> str:
    found = _recusal(occasion)
    return found.state if found and found.state in {"granted", "refused"} else ""


def _grounds(occasion: Occasion) -> str:
    found = _recusal(occasion)
    return found.decision if found else ""


def _instead(occasion: Occasion) -> tuple[Block, ...]:
    """Say who mediates from now on, where the decision on file names somebody."""
    found = _recusal(occasion)
    if occasion.word("decision") != "granted" or found is None or found.replacement is None:
        return ()
    said = _("自即日起由%(name)s担任本件投诉的调解员。") % {"name": found.replacement}
    return (Paragraph(said),)


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
    last = _last(occasion)
    done = last.deliveries.order_by("-delivered_at", "-pk").first() if last else None
    rows = (
        (Field(_("案件"), _matter(occasion)),),
        (Field(_("送达的文书"), wording.or_blank(occasion.word("document"))),),
        *wording.pairs(
            Field(_("受送达人"), wording.or_blank(occasion.word("to"))),
            Field(_("送达地点"), ""),
            Field(_("送达方式"), done.get_method_display() if done else ""),
            Field(_("送达时间"), wording.moment(done.delivered_at) if done else ""),
            Field(_("收件人（签名）"), ""),
            Field(_("送达人（签名）"), done.delivered_by if done else ""),
        ),
        (Field(_("备注"), wording.or_blank(done and done.note)),),
        (Field(_("不能送达的原因"), "", tall=True),),
    )
    return Sheet(title=_("送达回证"), layout=Layout.FORM, blocks=(Fields(rows),))


def _complainant(occasion: Occasion) -> str:
    person = occasion.person()
    return person.name if person else ""


def _last(occasion: Occasion) -> IssuedDocument | None:
    standing = occasion.complaint.issued.filter(state="in_force").exclude(code="D21e")
    return standing.order_by("-issued_at", "-pk").first()


def _newest(occasion: Occasion) -> str:
    last = _last(occasion)
    return f"{last.title} {last.number}" if last else ""
