"""The messages in which groups are looked for, and the events known among them.

Beside the three events of `events.csv`, some that a reader of the file notices are told by a rule:
a name and a word of the issue. They serve to choose settings without the event that is reported.
"""

import re
from pathlib import Path

from smart315.jobs import known_events, messages
from smart315.signals.grouping.complaint import Complaint


SHARED = Path(__file__).resolve().parents[1] / ".." / "shared" / "data"
MESSAGES = SHARED / "petitions" / "hot_topics.xlsx"
EVENTS = SHARED / "petitions" / "events.csv"
CARS = SHARED / "car" / "complaints.csv"

BY_RULE = {
    "搅拌站": (r"丽发(新城|小区)|暮云.{0,20}搅拌", r"搅拌"),
    "油烟夜宵": (r"魅力之城", r"油烟|餐饮|烧烤|夜宵|餐馆|门面"),
    "楼板开裂": (r"魅力之城", r"楼板|开裂"),
    "万境质量": (r"五矿万境K9县|万境K9", r"质量|安全|开裂|缩水|问题|虚假"),
    "人才补贴": (r"人才", r"购房补[贴助]|租房补[贴助]|人才新政.{0,20}补"),
    "高压线": (r"月亮岛", r"高压"),
    "小区门口的医院": (r"诺亚山林", r"医院"),
    "英语退费": (r"温斯顿", r"退"),
    "格子铺欠款": (r"中茂城|中贸城", r"拖欠|退还|欠款|退款"),
    "旧城改造": (r"凉塘路", r"旧城改造|凉塘路改造"),
    "楼下饭店": (r"辉煌国际城", r"烟|餐|饭店"),
    "借款公司": (r"富惠天下", r"."),
}  # fmt: skip
Numbers = dict[str, set[int]]


def read() -> tuple[list[Complaint], Numbers, Numbers, set[int]]:
    """Return the messages in order of time, the events of the file, those by rule, the disputed."""
    stream, numbers = messages.read(MESSAGES)
    known = known_events.read(EVENTS)
    events = {name: {numbers[each] for each in ids} for name, ids in known.events.items()}
    by_rule = {
        name: {each.id for each in stream if _hit(f"{each.title} {each.text}", *rule)}
        for name, rule in BY_RULE.items()
    }
    return stream, events, by_rule, {numbers[each] for each in known.disputed}


def _hit(text: str, name: str, issue: str) -> bool:
    return bool(re.search(name, text) and re.search(issue, text))
