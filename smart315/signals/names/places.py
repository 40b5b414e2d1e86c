"""Places in names, by the code of the division (GB/T 2260, six digits); 0 is no place."""

import re
import zlib
from collections.abc import Mapping
from enum import Enum


# What a caller's own table of divisions rarely holds: provinces and cities of other provinces.
ELSEWHERE = {
    "北京": 110000, "天津": 120000, "河北": 130000, "山西": 140000, "内蒙古": 150000,
    "辽宁": 210000, "吉林": 220000, "黑龙江": 230000, "上海": 310000, "江苏": 320000,
    "浙江": 330000, "安徽": 340000, "福建": 350000, "江西": 360000, "山东": 370000,
    "河南": 410000, "湖北": 420000, "湖南": 430000, "广东": 440000, "广西": 450000,
    "海南": 460000, "重庆": 500000, "四川": 510000, "贵州": 520000, "云南": 530000,
    "西藏": 540000, "陕西": 610000, "甘肃": 620000, "青海": 630000, "宁夏": 640000,
    "新疆": 650000, "石家庄": 130100, "太原": 140100, "呼和浩特": 150100, "沈阳": 210100,
    "大连": 210200, "长春": 220100, "哈尔滨": 230100, "南京": 320100, "无锡": 320200,
    "苏州": 320500, "杭州": 330100, "宁波": 330200, "温州": 330300, "义乌": 330782,
    "合肥": 340100, "福州": 350100, "厦门": 350200, "南昌": 360100, "济南": 370100,
    "青岛": 370200, "郑州": 410100, "武汉": 420100, "长沙": 430100, "广州": 440100,
    "深圳": 440300, "珠海": 440400, "佛山": 440600, "东莞": 441900, "南宁": 450100,
    "海口": 460100, "成都": 510100, "贵阳": 520100, "昆明": 530100, "拉萨": 540100,
    "西安": 610100, "兰州": 620100, "银川": 640100, "乌鲁木齐": 650100,
}  # fmt: skip
_NATIONS = {"内蒙古": "自治区", "西藏": "自治区", "广西": "壮族自治区", "宁夏": "回族自治区"}
_UNKNOWN = re.compile(r"[\u4e00-\u9fff]{2,3}(?:省|市(?![场政民级郊])|自治[州县]|县(?!城))")
_PROVINCE, _PREFECTURE = 10_000, 100
_LONGEST = 14
_SHORTEST = 2
EITHER = 1  # a place whose name alone does not say which


class Agreement(Enum):
    """What two places say of each other."""

    AGREES = "agrees"  # one is, or lies in, the other, and both name a prefecture at least
    OPEN = "open"  # one is unknown, or says no more than the province
    DIFFERS = "differs"


class Places:
    """Spellings of places, each with the code of the division."""

    def __init__(self, spellings: Mapping[str, int]) -> None:
        self.codes: dict[str, int] = {}
        for name, code in ELSEWHERE.items():
            ending = "市" if code % _PROVINCE or code in {110000, 120000, 310000, 500000} else "省"
            self.codes |= {name: code, name + ending: code}
        for name, ending in _NATIONS.items():
            self.codes[name + ending] = ELSEWHERE[name]
        self.codes["新疆维吾尔自治区"] = ELSEWHERE["新疆"]
        for spelling, code in spellings.items():
            # 海南 is a prefecture here and a province elsewhere.
            same = agreement(self.codes.get(spelling, code), code) is not Agreement.DIFFERS
            self.codes[spelling] = code if same else EITHER
        self.longest = min(_LONGEST, max(map(len, self.codes)))

    def before(self, text: str) -> tuple[int, int]:
        """Return the code of the place at the beginning, and where it ends; (0, 0) if none."""
        for end in range(min(self.longest, len(text)), _SHORTEST - 1, -1):
            code = self.codes.get(text[:end])
            if code is not None:
                return code, end
        unknown = _UNKNOWN.match(text)
        # A place that no table holds is still not another one.
        return (-(zlib.crc32(unknown[0].encode()) >> 1) - 1, unknown.end()) if unknown else (0, 0)

    def behind(self, text: str) -> tuple[int, int]:
        """Return the code of the place at the end, and where it begins; (0, length) if none."""
        for length in range(min(self.longest, len(text)), _SHORTEST - 1, -1):
            code = self.codes.get(text[-length:])
            if code is not None:
                return code, len(text) - length
        return 0, len(text)


def agreement(one: int, other: int) -> Agreement:
    """Compare two places.

    >>> [agreement(630100, other).value for other in (630102, 630000, 632800)]
    ['agrees', 'open', 'differs']
    """
    if one in {0, EITHER} or other in {0, EITHER}:
        return Agreement.OPEN
    if one < 0 or other < 0:
        return Agreement.AGREES if one == other else Agreement.DIFFERS
    wide = max(_width(one), _width(other))
    if one // wide != other // wide:
        return Agreement.DIFFERS
    return Agreement.OPEN if wide == _PROVINCE else Agreement.AGREES


def _width(code: int) -> int:
    if code % _PROVINCE == 0:
        return _PROVINCE
    return _PREFECTURE if code % _PREFECTURE == 0 else 1
