"""指导谈话提纲 (handbook EV-02): what is known, what to ask, what is to be improved; not sent."""

from collections.abc import Iterator

from django.utils.translation import gettext as _, gettext_lazy

from smart315.documents.sheets import Block, Field, Fields, Layout
from smart315.insight.analyses.drafts import Draft, Paragraph
from smart315.insight.papers import writers
from smart315.insight.papers.declared import Blank, Declaration, Filled, Part
from smart315.insight.papers.lifecycle import PaperKind
from smart315.insight.papers.material import Material
from smart315.insight.papers.referrals import SITUATION
from smart315.insight.papers.talks import AVOIDED, BASES, BASIS, TO


def _questions(material: Material) -> Iterator[Paragraph]:
    yield Paragraph(_("对上述投诉的事实是否有异议？有异议的，依据是什么？"))
    for row in material.rows("natures")[: writers.TOLD]:
        draft = Draft(material.tables)
        words = {"name": row.name, "n": draft.cite("natures", row.code, "complaints")}
        draft.say(_("%(name)s问题投诉%(n)s件，原因是什么，如何解决？") % words)
        yield draft.paragraph()
    if material.number("injured") or material.number("dead"):
        yield Paragraph(_("人身伤害的救治、赔偿和防止再次发生的措施是什么？"))
    if material.absconded:
        yield Paragraph(_("预付资金还有多少，能否全部退还，何时退还？"))
    yield Paragraph(_("内部投诉处理由谁负责，今后如何防止同类问题？"))


def _improvement(material: Material) -> Iterator[Paragraph]:
    yield from writers.answer("advice")(material)
    days = material.lengths.get("talk.improve")
    if days:
        yield Paragraph(
            _("整改期限为谈话后%(days)s个工作日，期满书面反馈整改情况，由本会复查。")
            % {"days": days}
        )


def _outlined(filled: Filled) -> tuple[Block, ...]:
    basis = dict(BASES).get(filled.word("basis"), BASES[0][1])
    rows = (
        (Field(_("谈话对象"), filled.word("to")),),
        (Field(_("谈话人员"), filled.word("talkers")),),
        (Field(_("依据"), str(basis)),),
    )
    return (Fields(rows),)


OUTLINE = Declaration(
    PaperKind.OUTLINE,
    "",
    (TO, Blank("talkers", gettext_lazy("谈话人员"), required=False), BASIS),
    (
        Part("known", gettext_lazy("已经掌握的情况"), SITUATION.write),
        Part("issue", gettext_lazy("争议焦点和证据"), writers.in_turn(
            writers.answer("issue"), writers.answer("evidence"), writers.answer("solvency")
        ), required=False),
        Part("law", gettext_lazy("有关规定"), writers.in_turn(
            writers.answer("law"), writers.rules
        ), listed=True, figures=False, required=False),
        Part("questions", gettext_lazy("询问要点"), _questions, listed=True),
        Part("improvement", gettext_lazy("改进要求和期限"), _improvement, listed=True,
             figures=False),
    ),
    before=_outlined,
    layout=Layout.RECORD,
    numbered=False,
    tables=("natures", "places"),
    avoids=AVOIDED,
    ends=False,
)  # fmt: skip
