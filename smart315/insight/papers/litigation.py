"""公益诉讼线索登记表 (handbook §8): a record inside the association, up to the province."""

from django.utils.translation import gettext as _, gettext_lazy

from smart315.documents.sheets import Block, Field, Fields, Layout
from smart315.insight.papers import sentences, writers
from smart315.insight.papers.declared import Blank, Declaration, Filled, Part
from smart315.insight.papers.lifecycle import PaperKind
from smart315.insight.papers.material import Material
from smart315.insight.papers.referrals import SITUATION, TABLES


# 最高人民法院关于审理消费民事公益诉讼案件适用法律若干问题的解释 §2 (PI-03).
BEHAVIOURS = (
    ("A", gettext_lazy("A 商品或者服务存在缺陷")),
    ("B", gettext_lazy("B 危险未说明、未警示，或者虚假宣传")),
    ("C", gettext_lazy("C 经营场所存在危险")),
    ("D", gettext_lazy("D 格式条款不公平")),
    ("E", gettext_lazy("E 其他")),
)
ANSWERS = (("yes", gettext_lazy("是")), ("no", gettext_lazy("否")))


def _record(filled: Filled) -> tuple[Block, ...]:
    behaviour = dict(BEHAVIOURS).get(filled.word("behaviour"), "")
    answers = dict(ANSWERS)
    rows = (
        (
            Field(_("线索来源"), _("群体性投诉")),
            Field(_("被投诉人"), filled.word("respondent")),
        ),
        (Field(_("行为类型"), str(behaviour)),),
        (Field(_("范围"), filled.word("region")),),
        (
            Field(_("行政部门已介入"), str(answers.get(filled.word("regulator"), ""))),
            Field(_("已履行法定职责"), str(answers.get(filled.word("duty"), ""))),
        ),
        (Field(_("履职材料"), filled.word("proof")),),
        (Field(_("处理建议"), filled.word("proposal")),),
    )
    return (Fields(rows),)


def _region(material: Material) -> str:
    return "、".join(each.name for each in material.rows("places")[: sentences.NAMED])


LITIGATION = Declaration(
    PaperKind.LITIGATION,
    "",
    (
        Blank("respondent", gettext_lazy("被投诉人"), begins=lambda m: m.respondent),
        Blank("behaviour", gettext_lazy("行为类型"), choices=BEHAVIOURS),
        Blank("region", gettext_lazy("范围"), begins=_region),
        Blank("regulator", gettext_lazy("行政部门已经介入"), choices=ANSWERS),
        Blank("duty", gettext_lazy("已经依法反映、查询或者受理调查"), choices=ANSWERS,
              help=gettext_lazy(
            "《消费者权益保护法》第三十七条第一款第四项、第五项；起诉须附履行职责的证明材料。"
        )),
        Blank("proof", gettext_lazy("履行职责的材料"), required=False, lines=2, help=gettext_lazy(
            "例如查询（反映）函的文号、调查和调解记录。"
        )),
        Blank("proposal", gettext_lazy("处理建议"), lines=2, help=gettext_lazy(
            "提起诉讼、建议检察机关、移送行政部门、支持个案或者不启动，写明理由；市州、县消协写明上报省消协。"
        )),
    ),
    (
        SITUATION,
        Part("harm", gettext_lazy("对众多不特定消费者的损害或者风险"), writers.in_turn(
            writers.answer("issue"), writers.answer("risk")
        )),
        Part("evidence", gettext_lazy("初步证据"), writers.answer("evidence"), required=False),
        Part("law", gettext_lazy("法律依据"), writers.answer("law"), figures=False),
    ),
    before=_record,
    layout=Layout.RECORD,
    numbered=False,
    tables=TABLES,
)  # fmt: skip
