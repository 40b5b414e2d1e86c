"""比较试验选题建议书 (handbook §9, CT-01 to CT-06): the proposal of a subject, the first stage."""

from collections.abc import Iterator

from django.utils.translation import gettext as _, gettext_lazy

from smart315.documents.sheets import Block, Paragraph as Line
from smart315.insight.analyses.drafts import Draft, Paragraph
from smart315.insight.papers import sentences, writers
from smart315.insight.papers.declared import Blank, Declaration, Filled, Part
from smart315.insight.papers.lifecycle import PaperKind
from smart315.insight.papers.material import Material


# What a laboratory can measure: 质量、安全、计量、假冒.
MEASURABLE = ("N03", "N05", "N07", "N09")


def _subject(material: Material) -> str:
    return _("%(goods)s比较试验") % {"goods": material.category} if material.category else ""


def _need(material: Material) -> Iterator[Paragraph]:
    """Say how much of it a test can show."""
    draft = Draft(material.tables)
    said = [
        _("%(name)s%(n)s件")
        % {"name": row.name, "n": draft.cite("natures", row.code, "complaints")}
        for row in material.rows("natures")
        if row.code in MEASURABLE
    ]
    if said:
        draft.say(_("其中可以通过试验比较的问题有：%(said)s。") % {"said": "、".join(said)})
        yield draft.paragraph()
    yield from writers.answer("issue")(material)
    yield Paragraph(_("通过比较试验向消费者提供客观的消费信息，并推动经营者改进质量。"))


def _method(material: Material) -> Iterator[Paragraph]:
    yield Paragraph(_("执行GB/T 40551-2021《消费品和有关服务的比较试验 总则》。"))
    yield Paragraph(
        _(
            "以普通消费者身份购买样品并保存凭证和照片，盲样编号，留存备样；不收取经营者费用，不接受经营者送样。"
        )
    )
    yield Paragraph(_("委托对试验项目具有检验检测资质（CMA）的机构，约定保密，未经同意不得分包。"))
    days = material.lengths.get("ct.objection")
    if days:
        yield Paragraph(_("结果发布前告知有关企业，异议期%(days)s日。") % {"days": days})


def _opening(filled: Filled) -> tuple[Block, ...]:
    words = {"subject": filled.word("subject")}
    return (
        Line(
            _(
                "根据《消费者权益保护法实施条例》第三十八条（组织开展比较试验），"
                "现就“%(subject)s”提出选题建议。"
            )
            % words
        ),
    )


def _plan(filled: Filled) -> tuple[Block, ...]:
    items = "；".join(each.strip() for each in filled.word("items").splitlines() if each.strip())
    budget = filled.word("budget")
    found = [_("建议比较的项目：%(items)s。") % {"items": items}] if items else []
    found += [_("预算和时间：%(said)s") % {"said": budget}] if budget else []
    return tuple(Line(each) for each in found)


TEST = Declaration(
    PaperKind.TEST,
    "CT-01",
    (
        Blank("to", gettext_lazy("主送"), begins=lambda m: m.province,
              help=gettext_lazy("决定比较试验立项的单位。")),
        Blank("subject", gettext_lazy("选题"), begins=_subject),
        Blank("items", gettext_lazy("建议比较的项目"), lines=3, help=gettext_lazy(
            "一行一项，例如：标签、安全指标、耐用性。"
        )),
        Blank("budget", gettext_lazy("预算和时间"), required=False, lines=2),
    ),
    (
        Part("background", gettext_lazy("选题背景"), writers.in_turn(
            sentences.totals, sentences.places, sentences.natures, sentences.alarm
        )),
        Part("need", gettext_lazy("必要性"), _need),
        Part("method", gettext_lazy("样品和方法"), _method, listed=True, figures=False),
    ),
    before=_opening,
    after=_plan,
    closing=gettext_lazy("妥否，请示。"),
    names=False,
    tables=("total", "categories", "natures", "places"),
)  # fmt: skip
