"""Complaints about a few matters, in several wordings, one hour apart."""

from datetime import UTC, datetime, timedelta

from smart315.signals.grouping.complaint import Complaint, Facts


BEGAN = datetime(2025, 3, 1, 9, tzinfo=UTC)

CARDS = (
    "力健健身房关门不退会员卡余额。我在万达广场的力健健身房办了会员卡，上周突然关门，余额退不了。",
    "投诉力健健身房不退卡。三年的会员卡还有两千元余额，力健健身房店门锁了，老板失联。",
    "力健健身房跑路，会员卡的钱不退！在力健健身房办卡半年，店关门了，请协会帮忙退还余额。",
    "请协会帮忙要回力健健身房的会员卡余额。店已关门，力健健身房前台说老板失联。",
)
HEAT = (
    "康城小区暖气不热。康城小区供暖温度只有十二度，物业和热力公司互相推脱。",
    "投诉康城小区供暖不足。三号楼暖气不热，热力公司没有人来，康城小区的老人冻得感冒。",
    "请解决康城小区供暖问题，康城小区暖气十几度，热力公司推脱不管。",
)
CAR = (
    "吉利星越车机卡顿，与宣传不符。星越的车机系统卡顿死机，配置和宣传的不符。",
    "星越车机死机，虚假宣传。吉利星越的车机经常卡顿，厂家不给升级，与宣传不符。",
    "新买的星越车机黑屏死机。星越车机卡顿，店里说等升级，和宣传不符。",
)
OTHERS = (
    "网上买的羽绒服掉毛严重，商家拒绝退货",
    "餐厅饭菜里吃出虫子，要求赔偿被拒",
    "快递丢失手机一部，只肯赔三倍运费",
    "装修公司拿了定金不开工，合同也不给",
    "驾校报名费交了半年不安排练车",
)


def complaint(number, text, *, hours=None, title="", **facts):
    """Build a complaint that came `hours` after the first, by default as many as its number."""
    moment = BEGAN + timedelta(hours=number if hours is None else hours)
    return Complaint(number, text, moment, title, Facts(**facts))


def stream(*matters, first=1):
    """Build complaints of all matters in turn, as they would come mixed."""
    texts = [text for texts in matters for text in texts]
    order = sorted(range(len(texts)), key=lambda place: (place * 7) % (len(texts) + 1))
    return [complaint(first + place, texts[each]) for place, each in enumerate(order)]


def put_all(grouping, complaints):
    """Put complaints in their order; return what was answered."""
    return [grouping.put(each) for each in complaints]


def together(grouping, complaints):
    """Return the texts of each group of two or more."""
    texts = {each.id: each.text for each in complaints}
    return {frozenset(texts[each] for each in group.members) for group in grouping.groups(2)}
