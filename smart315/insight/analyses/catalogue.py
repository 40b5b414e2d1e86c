"""The kinds of analysis there are: the national structure (handbook §13.4), and the rural one."""

from django.utils.translation import gettext_lazy as _

from smart315.casework import taxonomy
from smart315.casework.taxonomy import Kind
from smart315.insight.analyses.declared import (
    Advice,
    Breakdown,
    Declaration,
    Exemplars,
    Form,
    HotSpots,
    Line,
    Ranking,
    Say,
    Section,
    Totals,
)


REST = frozenset({"N99", "O99", "other"})
LEFTOVERS = frozenset(
    each.code
    for kind in (Kind.GOODS, Kind.SERVICES)
    for root in taxonomy.roots(kind)
    for each in taxonomy.children(root.code)
    if each.code.endswith("-99")
)
GOODS, SERVICES = {"kind": "goods"}, {"kind": "services"}

TOTALS = Totals(
    "totals",
    _("投诉受理和解决情况"),
    (
        Line("accepted", _("受理投诉"), Form.CASES),
        Line("resolved", _("解决投诉"), Form.CASES),
        Line("resolve_rate", _("投诉解决率"), Form.RATE),
        Line("recovered_loss", _("为消费者挽回经济损失"), Form.MONEY),
        Line("multi_comp_cases", _("因经营者有欺诈行为得到加倍赔偿的投诉"), Form.CASES),
        Line("multi_comp_amount", _("加倍赔偿金额"), Form.MONEY),
        Line("visits_consults", _("接待来访和咨询"), Form.PERSONS),
    ),
)
NATURE = Breakdown(
    "nature",
    _("按投诉问题性质分类情况"),
    "nature",
    _("投诉性质"),
    _("根据投诉性质"),
    _("本期的投诉都没有按性质归类。"),
    Say.SHARES,
    _("问题"),
    listed=tuple(each.code for each in taxonomy.natures()),
    last=REST,
)
SIDES = Breakdown(
    "kinds",
    _("按商品和服务类别分类情况"),
    "kind",
    _("类别"),
    _("在所有投诉中"),
    _("本期的投诉都没有按商品和服务归类。"),
    Say.KINDS,
    listed=("goods", "services", "other"),
    last=REST,
)
GOODS_CLASSES = Breakdown(
    "goods",
    _("商品大类投诉量变化"),
    "category",
    _("商品大类"),
    _("在商品类投诉中"),
    _("本期没有归入商品类的投诉。"),
    where=GOODS,
    listed=tuple(each.code for each in taxonomy.roots(Kind.GOODS)),
)
SERVICE_CLASSES = Breakdown(
    "services",
    _("服务大类投诉量变化"),
    "category",
    _("服务大类"),
    _("在服务类投诉中"),
    _("本期没有归入服务类的投诉。"),
    where=SERVICES,
    listed=tuple(each.code for each in taxonomy.roots(Kind.SERVICES)),
)
GOODS_FIRST = Ranking(
    "goods_top",
    _("投诉量居前十位的商品"),
    "subcategory",
    _("商品"),
    _("在具体商品投诉中"),
    _("本期没有细分到具体商品的投诉。"),
    where=GOODS,
    left_out=LEFTOVERS,
)
SERVICES_FIRST = Ranking(
    "services_top",
    _("投诉量居前十位的服务"),
    "subcategory",
    _("服务"),
    _("在具体服务投诉中"),
    _("本期没有细分到具体服务的投诉。"),
    where=SERVICES,
    left_out=LEFTOVERS,
)
HOT, TYPICAL = HotSpots("hotspots", _("投诉热点")), Exemplars("exemplars", _("典型案例"))
ADVICE = Advice("advice", _("意见建议"))

NATIONAL = Declaration(
    "national",
    _("受理投诉情况分析"),
    _("收到投诉和咨询情况分析"),
    _("消费者投诉"),
    (
        Section("overview", _("总体情况"), (TOTALS,)),
        Section("nature", _("投诉性质分析"), (NATURE,)),
        Section("categories", _("商品和服务类别分析"), (SIDES,)),
        Section("goods", _("商品类投诉"), (GOODS_CLASSES,), level=2),
        Section("services", _("服务类投诉"), (SERVICE_CLASSES,), level=2),
        Section("details", _("商品和服务细分领域分析")),
        Section("goods_top", _("商品细分领域"), (GOODS_FIRST,), level=2),
        Section("services_top", _("服务细分领域"), (SERVICES_FIRST,), level=2),
        Section("hotspots", _("投诉热点分析"), (HOT,)),
        Section("exemplars", _("典型案例"), (TYPICAL,)),
        Section("advice", _("意见建议"), (ADVICE,)),
    ),
)
PLACES = Breakdown(
    "prefectures",
    _("按市州分类情况"),
    "prefecture",
    _("市州"),
    _("按地区分类"),
    _("本期的投诉都没有写明地区。"),
    Say.SHARES,
)
RURAL = Declaration(
    "rural",
    _("农村消费投诉情况分析"),
    _("收到农村消费投诉和咨询情况分析"),
    _("农村消费者投诉"),
    (
        Section("overview", _("农村消费投诉总体情况"), (TOTALS,)),
        Section(
            "places",
            _("地区分布"),
            (PLACES,),
        ),
        Section("nature", _("投诉性质分析"), (NATURE,)),
        Section("categories", _("商品和服务类别分析"), (SIDES,)),
        Section("details", _("商品和服务细分领域分析")),
        Section("goods_top", _("商品细分领域"), (GOODS_FIRST,), level=2),
        Section("services_top", _("服务细分领域"), (SERVICES_FIRST,), level=2),
        Section("hotspots", _("农村消费投诉热点"), (HOT,)),
        Section("exemplars", _("典型案例"), (TYPICAL,)),
        Section("advice", _("意见建议"), (ADVICE,)),
    ),
    where={"area": "rural"},
)
DECLARED = {each.name: each for each in (NATIONAL, RURAL)}
