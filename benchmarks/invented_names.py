"""Invented businesses of Qinghai, and how people write their names.

Places are real. Everything else is drawn here from lists of its own, which share nothing with the
resolver but the words that everybody uses: trades it has never heard of, slips of the pen, habits.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from smart315.regions import divisions
from smart315.regions.models import Level
from smart315.signals.names.answers import Asked, Entry, Kind


SYLLABLES = (
    "安邦宝北博昌辰诚川春达德鼎东恩发丰福高歌格冠光广贵国海昊和恒宏鸿华辉惠吉佳嘉建江杰金锦京晶景聚凯康科坤兰乐力立利联亮"
    "林龙隆鲁绿罗茂美民明铭木南宁诺鹏平奇启千乾青庆泉日荣瑞润三山善尚晟盛石时世顺硕思泰天通同旺威伟文吾西希喜祥新鑫信兴雄秀"
    "旭雪雅亚阳耀业一亿益艺逸银盈永优友宇玉裕元源远悦云运泽展长兆振正志智中众洲卓紫宗祖尊藏措卓玛扎西央拉姆才让牧原湟"
)
TRADES = (
    "商贸", "汽车贸易", "汽车销售服务", "建筑工程", "房地产开发", "物业管理", "餐饮管理",
    "酒店管理", "文化传播", "信息技术", "农牧科技", "装饰工程", "物流", "藏毯", "牦牛绒", "虫草",
    "青稞酒", "清真食品", "冷饮", "轮胎", "调味品", "五金", "灯饰", "水暖", "门窗", "石材",
    "苗木", "饲料", "盐业", "枸杞", "旅游", "健身", "教育咨询", "口腔门诊", "大药房", "百货",
    "生鲜超市", "手抓羊肉", "酿皮", "拉面", "茶艺", "影像", "电子商务", "能源", "矿业", "煤业",
)  # fmt: skip
SMALL_TRADES = (
    "小吃店", "拉面馆", "便利店", "理发店", "烟酒商行", "五金门市部", "土特产经营部", "修理厂",
    "服装店", "羊肉馆", "水果店",
)  # fmt: skip
FORMS = ("有限公司",) * 6 + ("有限责任公司",) * 3 + ("股份有限公司", "专业合作社")
SOUND_ALIKE = (
    "鑫新欣馨信", "源原元园圆", "华花桦骅", "宏鸿洪红虹", "达大答", "盛晟胜圣", "福富夫",
    "佳嘉加家", "瑞睿锐", "泰太态", "金锦今", "恒衡横", "青清卿", "祥翔详", "玉裕宇誉", "美每镁",
    "通同统", "兴星幸", "川穿传", "润闰",
)  # fmt: skip
OLD = str.maketrans(
    "东车业国电华龙马门药广庆丰兰宁宝兴达远云万贸酒亿乐",
    "東車業國電華龍馬門藥廣慶豐蘭寧寶興達遠雲萬貿酒億樂",
)
QUARTERS = (
    "力盟",
    "莫家街",
    "大十字",
    "新宁",
    "万达",
    "火车站",
    "海湖",
    "城北",
    "小桥",
    "南山",
    "五四西路",
)


@dataclass(frozen=True)
class Business:
    """An invented business, and the pieces of its name."""

    id: int
    place: str  # a code
    said: str
    mark: str
    trade: str
    form: str
    code: str
    phone: str
    brand: str = ""

    @property
    def name(self) -> str:
        """The registered name."""
        return self.said + self.mark + self.trade + self.form

    def entries(self) -> list[Entry]:
        """Return the names in the register."""
        own = Entry(self.id, self.name, self.code, self.phone, self.place)
        if not self.brand:
            return [own]
        return [own, Entry(self.id, self.brand, self.code, self.phone, self.place, Kind.BRAND)]


@dataclass(frozen=True)
class Question:
    """A name as somebody wrote it; `meant` is None if the register does not hold the business."""

    asked: Asked
    meant: int | None
    slip: bool


def businesses(count: int, chance: Random) -> list[Business]:
    """Invent businesses, no two with one name."""
    counties = [one for one in divisions.table().values() if one.level == Level.COUNTY]
    names: set[str] = set()
    found: list[Business] = []
    while len(found) < count:
        one = _business(len(found) + 1, chance.choice(counties).code, chance)
        if one.name not in names:
            names.add(one.name)
            found.append(one)
    return found


def question(one: Business, *, held: bool, chance: Random) -> Question:
    """Write the name of a business as people do, with what else they may know."""
    slip = chance.random() < 0.25
    writing = _slipped(one, chance) if slip else one
    text = chance.choices(HABITS, weights=WEIGHTS)[0](writing, chance)
    for way, likely in MARKS_OF_PENS:
        text = way(text, chance) if chance.random() < likely else text
    asked = Asked(
        text,
        code=one.code if chance.random() < 0.05 else "",
        phone=one.phone if chance.random() < 0.1 else "",
        place=one.place if chance.random() < 0.4 else "",
    )
    return Question(asked, one.id if held else None, slip)


def _business(number: int, county: str, chance: Random) -> Business:
    line = divisions.line(county)
    mark = "".join(chance.choices(SYLLABLES, k=chance.choices((2, 3, 4, 5), (60, 25, 10, 5))[0]))
    small = chance.random() < 0.45
    said = line[-1 if small else chance.choice((0, 0, 1, 1, 2))].name
    said = said if small or chance.random() < 0.5 else said.rstrip("省市县区")
    trade = chance.choice(SMALL_TRADES if small else TRADES)
    code = f"9{chance.randrange(10**17):017d}" if chance.random() < 0.7 else ""
    phone = f"1{chance.randrange(3 * 10**9, 10**10)}" if chance.random() < 0.5 else ""
    own = "".join(chance.choices(SYLLABLES, k=4)) if chance.random() < 0.02 else ""
    form = "" if small else chance.choice(FORMS)
    return Business(number, county, said, mark, trade, form, code, phone, own)


def _slipped(one: Business, chance: Random) -> Business:
    """One character of the mark is one that sounds alike, is missing, or two change places."""
    at = chance.randrange(len(one.mark))
    alike = next((some for some in SOUND_ALIKE if one.mark[at] in some), "")
    kind = chance.random()
    if alike and kind < 0.7:
        other = chance.choice([each for each in alike if each != one.mark[at]])
        return replace(one, mark=one.mark[:at] + other + one.mark[at + 1 :])
    if kind < 0.85 and len(one.mark) > 2:
        return replace(one, mark=one.mark[:at] + one.mark[at + 1 :])
    other = chance.choice([each for each in SYLLABLES if each != one.mark[at]])
    return replace(one, mark=one.mark[:at] + other + one.mark[at + 1 :])


def _as_registered(one: Business, chance: Random) -> str:
    del chance
    return one.name


def _without_form(one: Business, chance: Random) -> str:
    return one.said + one.mark + one.trade + chance.choice(("", "公司", "有限公司"))


def _bare(one: Business, chance: Random) -> str:
    return one.mark + one.trade + chance.choice(("", "", "公司", one.form))


def _full_address(one: Business, chance: Random) -> str:
    line = "".join(each.name for each in divisions.line(one.place)[chance.choice((0, 1, 1)) :])
    return line + one.mark + one.trade + chance.choice(("", one.form))


def _in_brackets(one: Business, chance: Random) -> str:
    left, right = chance.choice(("()", "（）", "【】"))
    if chance.random() < 0.5:
        return f"{one.mark}{one.trade}{left}{one.said}{right}{one.form}"
    return f"{one.mark}{left}{one.said}{right}{one.trade}{one.form}"


def _branch(one: Business, chance: Random) -> str:
    line = divisions.line(one.place)
    where = chance.choice((line[1].name, line[2].name, *QUARTERS))
    ending = chance.choice(("分公司", "店", "分店", "营业部", "第二分店"))
    if not one.form or chance.random() < 0.3:
        return f"{one.name}（{where}店）"
    return one.name + where + ending


def _desk(one: Business, chance: Random) -> str:
    known = one.brand or one.mark + one.trade
    return known + chance.choice(
        ("客服", "客户服务", "官方旗舰店", "售后", "平台", "的客服人员", "老板")
    )


def _brand(one: Business, chance: Random) -> str:
    return one.brand or _bare(one, chance)


def _mark_only(one: Business, chance: Random) -> str:
    return chance.choice((one.said, "")) + one.mark


HABITS: tuple[Callable[[Business, Random], str], ...] = (
    _as_registered, _without_form, _bare, _full_address, _in_brackets, _branch, _desk, _brand,
    _mark_only,
)  # fmt: skip
WEIGHTS = (12, 22, 22, 14, 8, 10, 6, 3, 3)


def _spaced(text: str, chance: Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice((" ", "\u3000", "·", "-", "“", "\u200b")) + text[at:]


def _in_old_characters(text: str, chance: Random) -> str:
    del chance
    return text.translate(OLD)


def _remarked(text: str, chance: Random) -> str:
    return text + chance.choice(
        ("（已关门）", "(以前叫老字号)", "【微信支付】", "！！", "😡", "。")
    )


MARKS_OF_PENS: tuple[tuple[Callable[[str, Random], str], float], ...] = (
    (_spaced, 0.1), (_in_old_characters, 0.05), (_remarked, 0.05),
)  # fmt: skip
