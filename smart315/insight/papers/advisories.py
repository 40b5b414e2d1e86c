"""消费提示 and 消费警示 (handbook AD-01 to AD-04): to consumers, without the name of a business."""

from collections.abc import Iterator

from django.utils.translation import gettext as _, gettext_lazy

from smart315.casework.letters import OTHER_ROUTES
from smart315.documents.sheets import Block, Field, Fields, Heading, Items, Paragraph as Line
from smart315.insight.analyses.drafts import Paragraph
from smart315.insight.papers import sentences, writers
from smart315.insight.papers.declared import Blank, Declaration, Filled, Part
from smart315.insight.papers.lifecycle import PaperKind
from smart315.insight.papers.material import Material


# 《消费者权益保护法实施条例》 (国务院令第778号) §38 names it (AD-04).
BASIS = gettext_lazy("《消费者权益保护法实施条例》第三十八条（发布消费提示警示）")
RISKS = (
    ("attention", gettext_lazy("需要注意")),
    ("raised", gettext_lazy("风险较高")),
    ("high", gettext_lazy("风险高")),
)
WHO = (
    ("all", gettext_lazy("全体消费者")),
    ("elders", gettext_lazy("老年人")),
    ("minors", gettext_lazy("未成年人及其监护人")),
    ("rural", gettext_lazy("农牧民")),
)
# PB-08, and the words that are not an association's (handbook §16).
AVOIDED = ("违法", "诈骗", "骗子", "黑名单", "处罚", "责令", "行政决定")


def _title(material: Material) -> str:
    return _("关于%(about)s的消费提示") % {"about": material.category or _("近期消费")}


def _title_of_warning(material: Material) -> str:
    return _("关于%(about)s的消费警示") % {"about": material.category or _("近期消费")}


def _places(material: Material) -> str:
    names = [each.name for each in material.rows("places")]
    return "、".join(names[: sentences.NAMED])


def _valid(material: Material) -> str:
    return str(material.lengths.get("advisory.valid", ""))


def _blanks(title: Blank) -> tuple[Blank, ...]:
    return (
        title,
        Blank("risk", gettext_lazy("风险等级"), choices=RISKS),
        Blank("who", gettext_lazy("适用人群"), begins=lambda _m: "all", choices=WHO),
        Blank("region", gettext_lazy("地区"), begins=_places),
        Blank("goods", gettext_lazy("商品或者服务"), begins=lambda m: m.category),
        Blank("valid", gettext_lazy("有效期（日）"), begins=_valid, days=True),
    )


LEGAL = Blank(
    "legal",
    gettext_lazy("法务审核"),
    help=gettext_lazy("一般不点名经营者。正文确需点名的，写明法务审核人和意见，并先告知经营者。"),
    required=False,
    lines=2,
)
DECIDED = Blank(
    "decided",
    gettext_lazy("行政机关的决定"),
    help=gettext_lazy(
        "正文引用违法、处罚等认定的，写明决定机关、文号和日期；没有决定的不作这样的表述。"
    ),
    required=False,
    lines=2,
)
VERIFIED = Blank(
    "verified",
    gettext_lazy("事实核实情况"),
    help=gettext_lazy("警示以核实为前提：向谁核实、看了什么材料、结果如何。不印在警示上。"),
    lines=3,
)


def _advice(material: Material) -> Iterator[Paragraph]:
    goods = material.category or _("有关商品或者服务")
    yield Paragraph(
        _("购买%(goods)s前，请核实经营者的资质、地址和交易条件，理性选择。") % {"goods": goods}
    )
    if material.absconded or material.matter.nature == "N02":
        yield Paragraph(_("谨慎大额预付；约定退款条件并写入合同，不轻信口头承诺。"))
    kept = writers.keep_ready(material)
    if kept:
        yield Paragraph(_("请保存凭证：%(kept)s。") % {"kept": "、".join(kept)})
    else:
        yield Paragraph(_("请保存合同、付款记录、票据和聊天记录等凭证。"))
    yield Paragraph(_("发生争议的，先与经营者协商；协商不成的，及时向当地消费者协会投诉。"))


def _head(filled: Filled) -> tuple[Block, ...]:
    risk, who = dict(RISKS).get(filled.word("risk"), ""), dict(WHO).get(filled.word("who"), "")
    valid = filled.word("valid")
    rows = (
        (Field(_("风险等级"), str(risk)), Field(_("适用人群"), str(who))),
        (Field(_("地区"), filled.word("region")), Field(_("类别"), filled.word("goods"))),
        (
            Field(_("有效期"), _("自发布之日起%(days)s日") % {"days": valid} if valid else ""),
            Field(_("依据"), str(BASIS)),
        ),
    )
    decided = filled.word("decided")
    cited = (Line(_("行政机关的决定：%(said)s") % {"said": decided}),) if decided else ()
    return (Fields(rows), *cited)


def _routes(_filled: Filled) -> tuple[Block, ...]:
    """消费者权益保护法 §39."""
    return (Heading(_("维权途径")), Items(tuple(str(each) for each in OTHER_ROUTES)))


def _parts(*, warning: bool) -> tuple[Part, ...]:
    said = [sentences.totals, sentences.places, sentences.natures]
    said += [sentences.alarm, writers.circumstances] if warning else []
    return (
        Part("situation", gettext_lazy("情况"), writers.in_turn(*said)),
        Part(
            "risks",
            gettext_lazy("主要问题和风险"),
            writers.in_turn(writers.answer("issue"), writers.answer("risk")),
            required=warning,
        ),
        Part("advice", gettext_lazy("提示"), _advice, listed=True),
        Part(
            "law",
            gettext_lazy("法律规定"),
            writers.rules,
            listed=True,
            figures=False,
            required=False,
        ),
    )


TIP = Declaration(
    PaperKind.TIP,
    "AD-01",
    (
        *_blanks(Blank("title", gettext_lazy("标题"), begins=_title)),
        LEGAL,
        DECIDED,
    ),
    _parts(warning=False),
    before=_head,
    after=_routes,
    names=False,
    avoids=AVOIDED,
    decided=True,
    public=True,
)
WARNING = Declaration(
    PaperKind.WARNING,
    "AD-02",
    (
        *_blanks(Blank("title", gettext_lazy("标题"), begins=_title_of_warning)),
        VERIFIED,
        LEGAL,
        DECIDED,
    ),
    _parts(warning=True),
    before=_head,
    after=_routes,
    names=False,
    avoids=AVOIDED,
    decided=True,
    public=True,
)
