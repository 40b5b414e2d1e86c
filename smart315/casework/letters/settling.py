"""What an agreement written row by row says on paper: terms, annexes, the court (ME-07, ME-08)."""

from django.db.models import QuerySet
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.casework import hearers
from smart315.casework.clarity import MONEY
from smart315.casework.codes import Audience
from smart315.casework.letters import agents, wording
from smart315.casework.letters.registry import Occasion, sheet
from smart315.casework.models import Agreement, AgreementText, Complaint, Obligation, Party
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
    Table,
)
from smart315.kernel import masking
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


def written(agreement: Agreement) -> AgreementText | None:
    """Return the text from which an agreement was signed; None for one noted in short."""
    return AgreementText.objects.filter(agreement=agreement).first()


def clauses(text: AgreementText, *, masked: bool = False) -> tuple[str, ...]:
    """Return every obligation as one clause: who, to whom, what, until when, how.

    `masked` leaves only the business its full name, as in every preview.
    """
    rows = text.obligations.order_by("due_on", "pk")
    total = _("总金额：人民币%(amount)s。") % {"amount": wording.money(text.total_fen)}
    known = text.complaint.respondent_name[:80] if masked else None
    said = [_clause(each, known) for each in rows]
    return tuple(filter(None, (total if text.total_fen else "", *said, text.other)))


def annexed(complaint: Complaint) -> list[Party]:
    """Return the represented people who have a share in the agreement in force, in one order."""
    return list(_shares(complaint))


def annex_list(text: AgreementText, *, masked: bool = False) -> tuple[Block, ...]:
    """Return what stands in the agreement of its annexes (附件说明): which, and whose."""
    people = _shares(text.complaint)
    said = [
        _("附件%(place)s：%(name)s的履行明细")
        % {"place": place, "name": masking.mask_name(each.name) if masked else each.name}
        for place, each in enumerate(people, start=1)
    ]
    return (Items(tuple(said), numbered=False),) if said else ()


@sheet("D08a", readers=Audience.ALL, numbered=False, bilingual=True)
def annex(occasion: Occasion) -> Sheet:
    """调解协议书附件: what one represented person gets, when and how, and their signature."""
    complaint, person = occasion.complaint, occasion.reader
    text = _text_of(complaint)
    if text is None or person is None:
        raise Refused(_("附件随调解协议书一同发出。"))
    rows = text.obligations.filter(party=person).order_by("due_on", "pk")
    total = sum(each.amount_fen for each in rows)
    opening = _(
        "本附件是%(name)s等人与%(respondent)s的调解协议书（投诉编号：%(number)s）的组成部分，"
        "写明%(name)s的份额和履行办法。"
    ) % {
        "name": person.name,
        "respondent": complaint.respondent_name,
        "number": complaint.number,
    }
    blocks: tuple[Block, ...] = (
        Paragraph(opening),
        _share_of(person, text, total),
        Table(_head(), tuple(_cells(each) for each in rows)),
        Paragraph(_("经营者没有按期履行的，请及时告知本会；协议的其他内容以调解协议书为准。")),
        Signatures((Signature(_("本人同意以上内容（签名）")), Signature(_("日期")))),
    )
    return Sheet(
        title="",
        layout=Layout.AGREEMENT,
        blocks=blocks,
        signed_by=sealed(occasion),
        dated=local_day(occasion.at, get_default_timezone()),
    )


def _share_of(person: Party, text: AgreementText, total: int) -> Fields:
    made = text.agreement.made_at if text.agreement else None
    return Fields(
        wording.pairs(
            Field(_("投诉人"), person.name),
            Field(_("协议日期"), wording.day(made)),
            Field(_("本人请求"), wording.or_blank(person.claim)),
            Field(_("本人份额"), wording.money(total) if total else wording.BLANK),
        )
    )


def sealed(occasion: Occasion) -> str:
    """Return whose seal stands under an agreement: that of who conducted it (人民调解法 §29)."""
    panel = hearers.panel_of(occasion.complaint)
    return str(panel.committee.name if panel else occasion.issuer.name)


def _text_of(complaint: Complaint) -> AgreementText | None:
    signed = complaint.texts.filter(agreement__isnull=False).select_related("agreement")
    return signed.order_by("-agreement__in_force", "-pk").first()


def _shares(complaint: Complaint) -> QuerySet[Party]:
    text = _text_of(complaint)
    shares = Obligation.objects.filter(text=text) if text else Obligation.objects.none()
    return Party.objects.filter(pk__in=shares.values("party")).order_by("pk")


@sheet("D22", readers=Audience.ALL, numbered=False)
def application(occasion: Occasion) -> Sheet:
    """司法确认申请书: both applicants, the agreement, the court, that nothing stands against it."""
    complaint, person = occasion.complaint, occasion.person()
    asked = complaint.confirmations.exclude(state="dropped").order_by("-pk").first()
    if asked is None:
        raise Refused(_("双方还没有共同申请司法确认。"))
    made = wording.day(asked.agreement.made_at)
    people = Fields(
        (
            *wording.pairs(
                Field(_("申请人"), wording.or_blank(person and person.name)),
                Field(_("联系电话"), wording.or_blank(person and person.phone)),
                Field(_("申请人"), complaint.respondent_name),
                Field(_("统一社会信用代码"), wording.or_blank(complaint.respondent_uscc)),
            ),
            *agents.rows(occasion, _("投诉人的代理人"), _("经营者的代理人")),
        )
    )
    request = _(
        "请求确认申请人双方于%(made)s经%(office)s主持调解达成的调解协议（编号：%(number)s）有效。"
    ) % {"made": made, "office": hearers.host(complaint), "number": complaint.number}
    blocks: tuple[Block, ...] = (
        people,
        Heading(_("请求事项")),
        Paragraph(request),
        Heading(_("协议内容")),
        Items(_agreed(asked.agreement, occasion)),
        Heading(_("申请人承诺")),
        Items(_promises(wording.day(asked.last_day))),
        Paragraph(_("管辖依据：%(ground)s。") % {"ground": asked.get_ground_display()}),
        Signatures(
            (
                Signature(_("申请人（签名）")),
                Signature(_("申请人（盖章）")),
                Signature(_("日期")),
            )
        ),
    )
    return Sheet(title=_("司法确认申请书"), addressee=asked.court, blocks=blocks,
                 layout=Layout.FORM)  # fmt: skip


def _agreed(agreement: Agreement, occasion: Occasion) -> tuple[str, ...]:
    text = written(agreement)
    if text is not None:
        return clauses(text, masked=occasion.masked)
    words = {
        "amount": wording.money(agreement.amount_fen),
        "method": agreement.method,
        "day": wording.day(agreement.perform_by),
        "who": occasion.complaint.respondent_name,
    }
    return (_("%(who)s于%(day)s前以%(method)s履行，金额%(amount)s。") % words,)


def _promises(last: str) -> tuple[str, ...]:
    return (
        _(
            "协议是双方自愿达成的，没有恶意串通、规避法律的行为，不损害国家利益、公共利益和他人权益。"
        ),
        _("因协议内容给他人造成损害的，愿意承担相应的民事责任和其他法律责任。"),
        _("本申请在协议生效之日起三十日内（至%(last)s）提出（《民事诉讼法》第二百零五条）。")
        % {"last": last},
    )


def _clause(row: Obligation, known: str | None) -> str:
    """Return one obligation; with `known` given, every other name is masked."""
    payer, payee = (
        name if known is None or name == known else masking.mask_name(name)
        for name in (row.payer, row.payee)
    )
    words = {
        "payer": payer,
        "payee": payee,
        "day": wording.day(row.due_on),
        "method": row.method,
        "what": wording.money(row.amount_fen) if row.kind == MONEY else row.act,
        "measure": row.measure,
    }
    if row.kind == MONEY:
        return _("%(payer)s于%(day)s前以%(method)s向%(payee)s支付%(what)s。") % words
    return _("%(payer)s于%(day)s前以%(method)s为%(payee)s%(what)s，以%(measure)s为准。") % words


def _head() -> tuple[str, ...]:
    return _("由谁"), _("金额或者行为"), _("日期"), _("方式")


def _cells(row: Obligation) -> tuple[str, ...]:
    what = wording.money(row.amount_fen) if row.kind == MONEY else f"{row.act}；{row.measure}"
    return row.payer, what, wording.day(row.due_on), row.method
