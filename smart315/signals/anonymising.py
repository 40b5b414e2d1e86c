"""Tell a case so that nobody in it is recognised: names, numbers, plates, addresses are left out.

Names that are known are replaced wherever they stand; other names of persons are found by the
tagger and by what stands beside them (张先生, 我叫…). No method finds every name: a person reads
the text before it is published.
"""

import re
from collections.abc import Mapping

import rjieba

from smart315.kernel.masking import scrub


SOMEBODY, SOMEWHERE, NUMBERED = "某某", "某处", "某号"
PERSON = "nr"
LONGEST_NAME = 4
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
    "鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄"
    "和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭"
    "梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢"
    "裴陆荣翁荀羊惠曲家封储靳段焦巴牧隗山谷车侯宓蓬全班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司韶"
)
# Surnames that are more often something else beside a title: 和李经理.
ORDINARY = frozenset("和于时常安乐元明成水车全方路谷山牧家左应宗包解单干封计伏从曲")
HAN = "\u4e00-\u9fff"
TITLES = "先生|女士|小姐|经理|老板|师傅|老师|店长|主任"
ADDRESSED = re.compile(rf"([{''.join(sorted(SURNAMES - ORDINARY))}])[{HAN}]{{1,2}}?(?={TITLES})")
CALLED = re.compile(rf"(我叫|姓名[：:是]?|本人是?|投诉人[：:])([{HAN}]{{2,4}})(?=[，。,；;\s]|$)")
_PLACE = r"[^在于到从去往的了是至为和，。、；：\s]"
_INSIDE = r"(?:\d+(?:号楼|单元|号|室|层|楼|栋|幢|院))*"
ADDRESS = re.compile(
    rf"{_PLACE}{{1,20}}(?:路|街|巷|大道|胡同)(?:[东西南北中]段?)?\d+号?{_INSIDE}"
    rf"|{_PLACE}{{1,20}}(?:小区|花园|家园|公寓|大厦|广场(?!舞)){_INSIDE}"
)
MASKED = re.compile(
    r"[0-9A-Za-z@.京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新]*\*{2,}[0-9A-Za-z@.]*"
)
NUMBER_OF = re.compile(
    r"(?:订单号?|单号|编号|合同号|卡号|账号|工号|微信号?|QQ)[：:为是]?\s*[A-Za-z0-9_-]{5,}"
)
CODE = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{12,}(?![A-Za-z0-9])")


def unrecognisable(text: str, known: Mapping[str, str] | None = None) -> str:
    """Return the text without who and where it was; `known` says what stands for a known name.

    >>> unrecognisable("我叫李秀英，电话13897112345，在王强经理那里买了车。", {"李秀英": "李某"})
    '我叫李某，电话某号，在某某经理那里买了车。'
    """
    for name in sorted(known or {}, key=len, reverse=True):
        if name.strip():
            text = text.replace(name, (known or {})[name])
    text = scrub(text)
    for pattern in (MASKED, NUMBER_OF, CODE):
        text = pattern.sub(NUMBERED, text)
    text = ADDRESS.sub(SOMEWHERE, text)
    text = CALLED.sub(_called, text)
    text = "".join(_person(word) if tag == PERSON else word for word, tag in rjieba.tag(text))
    return ADDRESSED.sub(lambda match: f"{match[1]}某", text)


def surname_only(name: str) -> str:
    """Return a name as reports bear it.

    >>> surname_only("李秀英")
    '李某'
    """
    return f"{name[:1]}某" if name else SOMEBODY


def _called(match: re.Match[str]) -> str:
    return match[0] if "某" in match[2] else match[1] + SOMEBODY


def _person(word: str) -> str:
    """Return what stands for a word that the tagger takes for a name; others stay as they are."""
    if not 1 < len(word) <= LONGEST_NAME or word[0] not in SURNAMES or "某" in word:
        return word
    return SOMEBODY
