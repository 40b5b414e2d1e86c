"""The words around the core of a name: legal forms, endings of branches and shops, trades."""

import re
from enum import IntEnum


class Form(IntEnum):
    """Legal forms that cannot be one another."""

    UNSAID = 0
    LIMITED = 1
    JOINT_STOCK = 2
    PARTNERSHIP = 3
    COOPERATIVE = 4
    INDIVIDUAL = 5


FORMS = (
    ("股份有限公司", Form.JOINT_STOCK),
    ("股份公司", Form.JOINT_STOCK),
    ("有限责任公司", Form.LIMITED),
    ("有限公司", Form.LIMITED),
    ("普通合伙企业", Form.PARTNERSHIP),
    ("有限合伙企业", Form.PARTNERSHIP),
    ("普通合伙", Form.PARTNERSHIP),
    ("有限合伙", Form.PARTNERSHIP),
    ("合伙企业", Form.PARTNERSHIP),
    ("专业合作社", Form.COOPERATIVE),
    ("合作社", Form.COOPERATIVE),
    ("个体工商户", Form.INDIVIDUAL),
    ("个体", Form.INDIVIDUAL),
    ("公司", Form.UNSAID),
)
FORM = re.compile("|".join(form for form, _kind in FORMS[:-1]) + "|(?<![分子支])公司")

# Desks of a business, not other businesses.
DESKS = re.compile(
    r"(?<=.)(?:(?:官方)?(?:客户服务|客服|售后服务|售后|投诉|消费者服务)(?:中心|热线|电话|专线|部|人员)?"
    r"|(?:服务|投诉|客服)热线|热线)$"
)
SHOPS = re.compile(
    r"(?<=.)(?:(?:天猫|淘宝|京东|抖音|拼多多|快手)?(?:官方|品牌|授权|海外)*"
    r"(?:旗舰店|专营店|专卖店|自营店|直营店|官方店|企业店|网店|直播间)"
    r"|官方自营|官方|自营|平台|app|官网|网站|小程序|公众号|(?<=..[^酒饭商药书分饼面包本总小门])店)$"
)

# What a desk, a shop and a branch end in: most names need not be searched for them.
DESK_ENDS, SHOP_ENDS, BRANCH_ENDS = (
    frozenset("务服后诉心线话部员"),
    frozenset("店间方营台p网站序号"),
    frozenset("司店行部"),
)

BRANCH = re.compile(
    r"(?:分公司|支公司|分店|支行|分行|分部|分院|分厂|分校|门店|营业部|营业厅|营业所|经营部|办事处"
    r"|服务部|服务点|项目部|加油站|直营店|专卖店|体验店|连锁店|店)$"
)
ASIDE = re.compile(r"^(?:原|曾用名|以下|简称|已|微信|淘宝|网名|又名|本店|全称)")

# One way of writing each trade.
SHORTER = (
    ("汽车贸易", "汽贸"), ("汽车销售服务", "汽车销售"), ("商业贸易", "商贸"),
    ("经济贸易", "经贸"), ("工业贸易", "工贸"), ("房地产开发", "房地产"), ("物业管理", "物业"),
    ("物业服务", "物业"), ("电子商务", "电商"), ("科学技术", "科技"), ("信息技术", "信息"),
    ("网络科技", "网络"), ("餐饮管理", "餐饮"), ("酒店管理", "酒店"), ("文化传播", "文化传媒"),
    ("教育咨询", "教育"),
)  # fmt: skip

TRADES = (
    "汽贸", "汽车销售", "汽车服务", "汽车维修", "汽车租赁", "汽车", "汽修", "商贸", "贸易",
    "经贸", "工贸", "科贸", "百货", "超市", "商场", "商城", "购物中心", "购物广场", "广场",
    "商行", "商店", "便利店", "房地产", "置业", "物业", "家居", "家具", "建材", "装饰", "装修",
    "装饰工程", "建筑工程", "建筑", "工程", "科技", "信息", "网络", "电商", "通信", "通讯",
    "电子", "电器", "家电", "餐饮", "餐厅", "饭店", "饭馆", "火锅", "烧烤", "小吃", "面馆",
    "酒店", "宾馆", "酒楼", "旅行社", "旅游", "文化", "传媒", "文化传媒", "广告", "教育", "培训",
    "培训学校", "培训中心", "幼儿园", "学校", "驾校", "健身", "健身俱乐部", "俱乐部", "美容",
    "美发", "美容美发", "理发", "医院", "诊所", "门诊部", "口腔", "药房", "大药房", "药店",
    "医药", "药业", "医疗", "健康", "养老", "服饰", "服装", "鞋业", "珠宝", "首饰", "眼镜",
    "母婴", "婚纱", "摄影", "影楼", "影视", "食品", "粮油", "乳业", "酒业", "茶业", "饮品",
    "烘焙", "蛋糕", "农业", "牧业", "农牧", "矿业", "煤业", "能源", "电力", "燃气", "热力",
    "供水", "水务", "环保", "物流", "快递", "运输", "出租", "租赁", "保险", "银行", "投资",
    "金融", "典当", "担保", "实业", "控股", "集团", "企业管理", "管理", "咨询", "服务",
    "服务中心", "中心", "发展", "开发", "销售", "经销", "批发", "批发部", "门市部", "经营部",
    "服务部", "工作室", "工厂", "家政", "洗衣", "洗浴", "维修", "安装", "生活", "用品", "工艺品",
    "化妆品", "店", "馆", "厂", "铺",
)  # fmt: skip
_TRADES = frozenset(TRADES)
_LENGTHS = sorted({len(each) for each in TRADES}, reverse=True)
_SHORTER = re.compile("|".join(long for long, _short in SHORTER))
_SHORT = dict(SHORTER)

# A character that tells one of several apart is no slip of the pen.
COUNTING = frozenset("0123456789一二三四五六七八九十百千东南西北中大小老新上下左右前后甲乙丙丁")


def shorter(text: str) -> str:
    """Return the text with each trade in one way of writing.

    >>> shorter("大美汽车贸易")
    '大美汽贸'
    """
    return _SHORTER.sub(lambda found: _SHORT[found[0]], text)


def mark_length(core: str) -> int:
    """Return how many characters stand before the trades at the end; 0 if there is nothing else.

    >>> mark_length("大美汽贸"), mark_length("银行")
    (2, 0)
    """
    end = len(core)
    while True:
        trade = next((n for n in _LENGTHS if n <= end and core[end - n : end] in _TRADES), 0)
        if not trade:
            return end
        end -= trade


def form_of(text: str) -> Form:
    """Return the legal form that a word says."""
    return next((kind for form, kind in FORMS if form == text), Form.UNSAID)
