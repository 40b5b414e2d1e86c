"""Short texts of two or three matters, enough to learn labels from."""

from itertools import product


OPENINGS = ("我是", "我家", "朋友", "上周", "昨天", "去年")
MATTERS = {
    "预付卡": ("健身房关门不退会员卡余额", "理发店倒闭充值卡退不了", "培训机构跑路预付学费不退"),
    "汽车": ("新车发动机漏油厂家不换", "变速箱顿挫4S店拒绝维修", "刹车异响轮胎鼓包"),
    "食品": ("面包发霉超市不赔", "牛奶过期喝了拉肚子", "火锅店吃出虫子"),
}


def labelled_texts(labels=tuple(MATTERS), openings=OPENINGS):
    """Return texts, eighteen of a label unless told otherwise, and the label of each."""
    pairs = [
        (f"{opening}在城里{matter}", label)
        for label in labels
        for opening, matter in product(openings, MATTERS[label])
    ]
    return [text for text, _label in pairs], [label for _text, label in pairs]
