"""D12: asking a qualified body for an appraisal (消费者权益保护法 §37(6)); the sample's custody."""

from collections import defaultdict

from django.utils.translation import gettext as _, gettext_lazy

from smart315.casework.codes import Audience
from smart315.casework.letters import wording
from smart315.casework.letters.registry import Free, Occasion, sheet
from smart315.casework.models import Appraisal, Evidence
from smart315.casework.openings import Role, openings
from smart315.documents.sheets import (
    Block,
    Field,
    Fields,
    Heading,
    Paragraph,
    Sheet,
    Signature,
    Signatures,
    Table,
)


# A hash is printed in lines that fit a cell of the table.
HASH_LINE = 16


def _of(occasion: Occasion) -> Appraisal | None:
    """Return the appraisal that the letter commissions: the newest that was not dropped."""
    return occasion.complaint.appraisals.exclude(state="dropped").order_by("-pk").first()


def _body(occasion: Occasion) -> str:
    found = _of(occasion)
    return found.institution if found else ""


def _qualification(occasion: Occasion) -> str:
    found = _of(occasion)
    return _("CMA %(cma)s；能力范围：%(scope)s") % {"cma": found.cma, "scope": found.scope} \
        if found else ""  # fmt: skip


def _subject(occasion: Occasion) -> str:
    found = _of(occasion)
    return found.items if found else ""


def _sample(occasion: Occasion) -> str:
    found = _of(occasion)
    first = found.custody.order_by("at", "pk").first() if found else None
    if first is None:
        return ""
    sealed = _("，封条%(seal)s") % {"seal": first.seal} if first.seal else ""
    return f"{first.sample}（{first.condition}{sealed}）"


def _costs(occasion: Occasion) -> str:
    found = _of(occasion)
    if found is None:
        return ""
    said = (wording.money(found.cost_fen), found.get_cost_display(), found.cost_note)
    return "，".join(each for each in said if each)


@sheet(
    "D12",
    readers=Audience.ALL,
    composed=True,
    free=(
        Free("body", gettext_lazy("鉴定（检测）机构"), begins=_body, required=True, lines=1),
        Free("qualification", gettext_lazy("机构资质证书号"), begins=_qualification, required=True,
             lines=1, help=gettext_lazy("例如 CMA 证书编号及其能力范围。")),
        Free("subject", gettext_lazy("鉴定（检测）项目"), begins=_subject, required=True, lines=3),
        Free("sample", gettext_lazy("样品名称、数量和交接情况"), begins=_sample, required=True,
             lines=3),
        Free("costs", gettext_lazy("费用承担约定"), begins=_costs, required=True, lines=2),
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
    return Sheet(
        title=_("鉴定（检测）委托书"),
        addressee=occasion.word("body"),
        blocks=(Paragraph(opening), Fields(rows), *_custody(occasion), *_kept(occasion)),
        contact=wording.contact(occasion),
    )


def _custody(occasion: Occasion) -> tuple[Block, ...]:
    """Return the sample's chain of custody (AP-6): every hand-over so far, and the one to sign."""
    found = _of(occasion)
    links = list(found.custody.order_by("at", "pk")) if found else []
    head = (_("序号"), _("时间"), _("交出人"), _("接收人"), _("样品状态和封条"))
    rows = [
        (
            str(place),
            wording.moment(each.at),
            each.given_by,
            each.taken_by,
            "，".join(filter(None, (each.condition, each.seal))),
        )
        for place, each in enumerate(links, start=1)
    ]
    handed = Signatures(
        (
            Signature(_("送样人")),
            Signature(_("收样人")),
            Signature(_("样品状态")),
            Signature(_("交接时间")),
        )
    )
    chain = (Table(head, tuple(rows)),) if rows else ()
    return (Heading(_("样品交接记录")), *chain, handed)


def _kept(occasion: Occasion) -> tuple[Block, ...]:
    """Return what both parties may read of the evidence, and who has opened it (in which role)."""
    found = occasion.complaint.evidence.filter(audience=Audience.ALL).select_related("file")
    pieces = {each.pk: each for each in found.order_by("at", "pk")}
    if not pieces:
        return ()
    said = _("下列电子材料自提交时起由平台保存，可以用校验值核对没有改动：")
    files = _files(list(pieces.values()))
    return (Heading(_("证据材料保管记录")), Paragraph(said), files, *_opened(occasion, pieces))


def _files(pieces: list[Evidence]) -> Table:
    """Return who handed in each piece, when, and its hash."""
    rows = [
        (
            str(place),
            each.purpose or each.file.name,
            f"{each.get_brought_by_display()}\n{wording.moment(each.at)}",
            _in_lines(each.file.sha256),
        )
        for place, each in enumerate(pieces, start=1)
    ]
    return Table((_("序号"), _("材料"), _("提交人和时间"), _("SHA-256校验值")), tuple(rows))


def _opened(occasion: Occasion, pieces: dict[int, Evidence]) -> tuple[Block, ...]:
    """Return every opening of the pieces, those of one role by one role together."""
    times: dict[tuple[int, Role], list[str]] = defaultdict(list)
    for each in openings(occasion.complaint):
        if each.evidence_id in pieces:
            times[each.evidence_id, each.role].append(wording.moment(each.at))
    if not times:
        return (Paragraph(_("提交以后没有人打开过这些材料。")),)
    place = {pk: number for number, pk in enumerate(pieces, start=1)}
    rows = [
        (str(place[pk]), str(role.label), "\n".join(moments))
        for (pk, role), moments in sorted(times.items(), key=lambda item: place[item[0][0]])
    ]
    said = _("提交以后打开这些材料的，由平台逐次记录：")
    return (Paragraph(said), Table((_("序号"), _("打开人"), _("打开时间")), tuple(rows)))


def _in_lines(value: str) -> str:
    places = range(0, len(value), HASH_LINE)
    return "\n".join(value[place : place + HASH_LINE] for place in places)


def _both(occasion: Occasion) -> str:
    person = occasion.person()
    names = [person.name if person else "", occasion.complaint.respondent_name]
    return "、".join(filter(None, names))
