"""指导谈话通知书 (handbook D16, EV-02; 实施条例 §39, §40): who is to come, when, why."""

from collections.abc import Iterator

from django.utils.translation import gettext as _, gettext_lazy

from smart315.documents.sheets import Block, Field, Fields, Paragraph as Line
from smart315.insight.analyses.drafts import Draft, Paragraph
from smart315.insight.papers import sentences, writers
from smart315.insight.papers.declared import Blank, Declaration, Filled, Part
from smart315.insight.papers.lifecycle import PaperKind
from smart315.insight.papers.material import Material


BASES = (
    ("rules39", gettext_lazy("《消费者权益保护法实施条例》第三十九条（改进意见、指导谈话）")),
    ("rules40", gettext_lazy("《消费者权益保护法实施条例》第四十条（调查、约请经营者）")),
)
# The words of an organ of state: the association asks, it does not order (ORG-01).
AVOIDED = ("责令", "处罚", "行政决定", "行政约谈", "黑名单", "立案")
TO = Blank("to", gettext_lazy("谈话对象"), begins=lambda material: material.respondent)
BASIS = Blank("basis", gettext_lazy("依据"), begins=lambda _m: "rules39", choices=BASES)
BRING = (
    gettext_lazy("营业执照和与投诉有关的许可证明"),
    gettext_lazy("与投诉有关的合同、收费和退款记录"),
    gettext_lazy("对各件投诉的处理情况和解决方案"),
)


def _bring(_material: Material) -> str:
    return "\n".join(str(each) for each in BRING)


def _matter(material: Material) -> Iterator[Paragraph]:
    """The complaints against whoever is invited, where there are several businesses."""
    rows = material.rows("businesses")
    first = next((each for each in rows if each.name == material.respondent), None)
    if first is None or len(rows) == 1:
        return
    draft = Draft(material.tables)
    words = {
        "name": first.name,
        "n": draft.cite("businesses", first.code, "complaints"),
        "people": draft.cite("businesses", first.code, "people"),
    }
    draft.say(_("其中涉及%(name)s的投诉%(n)s件，消费者%(people)s人。") % words)
    yield draft.paragraph()


def _wanted(material: Material) -> Iterator[Paragraph]:
    yield Paragraph(_("说明投诉反映的事实、原因和已经采取的措施。"))
    yield Paragraph(_("提出逐件解决投诉的方案和完成时间。"))
    if material.absconded:
        yield Paragraph(_("说明预付资金的数额、去向和退还安排。"))


def _invited(filled: Filled) -> tuple[Block, ...]:
    basis = dict(BASES).get(filled.word("basis"), BASES[0][1])
    when = (filled.said_day("day") + filled.word("time"), filled.word("where"))
    meeting = "，".join(each for each in when if each)
    rows = (
        (Field(_("时间、地点"), meeting),),
        (Field(_("参加人"), filled.word("people")),),
        (Field(_("准备材料"), filled.word("bring")),),
    )
    return (
        Line(_("根据%(basis)s，本会请你单位参加指导谈话。") % {"basis": basis}),
        Fields(rows),
    )


TALK = Declaration(
    PaperKind.TALK,
    "D16",
    (
        TO,
        Blank(
            "day",
            gettext_lazy("谈话日期"),
            help=gettext_lazy("通知发出后给对方留出准备时间。"),
            day=True,
        ),
        Blank("time", gettext_lazy("时间"), help=gettext_lazy("例如：上午10时。")),
        Blank("where", gettext_lazy("地点")),
        Blank(
            "people",
            gettext_lazy("参加人"),
            begins=lambda _m: str(_("法定代表人或者主要负责人")),
        ),
        Blank("bring", gettext_lazy("请准备的材料"), begins=_bring, lines=4),
        BASIS,
    ),
    (
        Part(
            "matter",
            gettext_lazy("谈话事由"),
            writers.in_turn(sentences.totals, _matter, sentences.natures, writers.answer("issue")),
        ),
        Part("wanted", gettext_lazy("请你单位"), _wanted, listed=True),
    ),
    before=_invited,
    closing=gettext_lazy("请按时参加；确有困难的，请提前与本会联系。"),
    avoids=AVOIDED,
    ends=False,
)
