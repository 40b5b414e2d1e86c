"""Invented people: names as they are met in Qinghai, and telephones nobody is called on."""

from random import Random


# Mobile numbers of the demonstration: 1380000 and four digits, the usual placeholder.
MOBILE = "1380000{:04d}"
HAN = (
    "王", "李", "张", "刘", "陈", "杨", "赵", "周", "吴", "郑", "孙", "祁", "包", "星", "铁", "魏",
)  # fmt: skip
GIVEN = (
    "海燕", "建国", "秀兰", "志强", "晓梅", "文博", "玉珍", "永福", "雪莲", "国庆", "春花", "生福",
    "小龙", "丽娟", "成林", "桂香", "浩然", "雨欣", "发祥", "占海", "启明", "素芳", "俊杰", "得福",
)  # fmt: skip
HUI = ("马", "韩", "冶", "丁", "沙", "绽", "白")
HUI_GIVEN = (
    "海比", "生云", "玉兰", "法土麦", "晓东", "福祥", "阿英", "忠义", "建军", "翠花", "吉祥",
    "占彪",
)  # fmt: skip
TIBETAN = (
    "扎西", "卓玛", "才让", "拉毛", "多杰", "央金", "仁青", "措毛", "尖措", "旦增", "索南", "才仁",
    "永吉", "华青", "德吉", "巴桑", "更藏", "周毛",
)  # fmt: skip
MONGOLIAN = ("巴图", "其其格", "乌兰", "斯琴", "布和", "娜仁", "格日勒", "才布腾")
# Prefectures in which most people bear Tibetan or Mongolian names.
TIBETAN_SHARE = {
    "6301": 0.06, "6302": 0.06, "6322": 0.3, "6323": 0.7, "6325": 0.6, "6326": 0.9, "6327": 0.95,
    "6328": 0.25,
}  # fmt: skip
HUI_SHARE = 0.25


def mobile(number: int) -> str:
    """Return the mobile of an invented person."""
    return MOBILE.format(number % 10_000)


def person(rng: Random, county: str) -> tuple[str, bool]:
    """Return a name as it may be borne there, and whether it is a Tibetan one."""
    chance = rng.random()
    if chance < TIBETAN_SHARE[county[:4]]:
        if county == "632324":
            return rng.choice(MONGOLIAN), False
        first, second = rng.sample(TIBETAN, 2)
        return first + second, True
    if chance > 1 - HUI_SHARE:
        return rng.choice(HUI) + rng.choice(HUI_GIVEN), False
    return rng.choice(HAN) + rng.choice(GIVEN), False
