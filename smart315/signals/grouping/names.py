"""Where a text names a place, a business or a product: what stands before 小区, 公司, 路 and so on.

No list of names: a name is taken to be the few characters before a word that ends names, or a run
of letters and digits. Where it begins is left open; characters too many are rare and match nothing.
"""

import re

import numpy as np
from numpy.typing import NDArray


REACH = 4  # characters before the ending that may belong to the name

ENDINGS = (
    # dwellings and quarters
    "小区", "社区", "花园", "家园", "公寓", "楼盘", "新城", "城", "苑", "园", "府", "郡", "庄",
    "湾", "墅", "里", "天下", "台", "山", "街道", "街", "路", "大道", "巷", "桥", "村", "镇", "乡",
    "县", "区",
    # businesses and institutions
    "广场", "大厦", "中心", "商场", "市场", "超市", "酒店", "宾馆", "饭店", "餐厅", "影楼", "会所",
    "公司", "集团", "银行", "保险", "平台", "网", "店", "馆", "厂", "行", "所", "俱乐部", "工作室",
    "医院", "诊所", "学校", "小学", "中学", "大学", "学院", "幼儿园", "培训", "教育", "驾校",
    "健身",
    # what is sold or served
    "品牌", "牌", "系列", "型", "款", "号线", "站", "项目", "案", "卡", "贷", "景区",
)  # fmt: skip

_ENDING = re.compile("|".join(sorted(ENDINGS, key=len, reverse=True)))
_MODEL = re.compile(r"[a-z0-9](?=[a-z0-9\u4e00-\u9fff]{2})[a-z0-9]*[\u4e00-\u9fff]{0,2}")


def in_names(text: str, gap: str = "\0") -> NDArray[np.bool_]:
    """Return for each character whether it may stand in a name; `gap` separates phrases.

    >>> in_names("在魅力之城买").tolist()
    [True, True, True, True, True, False]
    """
    inside = np.zeros(len(text), dtype=bool)
    for ending in _ENDING.finditer(text):
        start = max(ending.start() - REACH, text.rfind(gap, 0, ending.start()) + 1)
        if start < ending.start():
            inside[start : ending.end()] = True
    for model in _MODEL.finditer(text):
        inside[model.start() : model.end()] = True
    return inside
