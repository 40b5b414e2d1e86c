"""How a parameter's value is put into words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, gettext_lazy as _

from smart315.casework.deadlines import OWED_BY_BUSINESS, TITLES
from smart315.kernel import money
from smart315.kernel.workdays import Limit, Unit


UNITS = {
    Unit.HOURS: _("小时"),
    Unit.WORKDAYS: _("个工作日"),
    Unit.DAYS: _("日"),
    Unit.MONTHS: _("个月"),
    Unit.YEARS: _("年"),
}
PARTS = {
    **{key: TITLES[key] for key in sorted(OWED_BY_BUSINESS)},
    "people": _("人数"),
    "amount": _("金额（分）"),
    "injured_larger": _("较大：受伤人数"),
    "dead_major": _("重大：死亡人数"),
    "prefectures_larger": _("较大：涉及市州数"),
    "ordinary": _("一般"),
    "larger": _("较大"),
    "larger_written": _("较大（书面）"),
    "major": _("重大"),
    "major_written": _("重大（书面）"),
    "follow_up": _("续报"),
    "resolved": _("已解决的"),
    "others": _("其他"),
    "response": _("响应"),
    "settled": _("和解"),
    "cooperation": _("配合"),
    "mediated": _("调解"),
    "performed": _("履行"),
    "complaint": _("投诉编号"),
    "accept": _("受理通知书"),
    "transfer": _("转办函"),
    "mediate": _("调解文书"),
    "terminate": _("终止调解通知书"),
    "hour": _("每小时"),
    "day": _("每24小时"),
}
WORDS = {
    "respondent_county": _("由经营者所在地县级消协受理"),
    "builtin": _("平台内置分类"),
    "permanent": _("永久"),
    "province": _("省级消费者协会"),
}

# The one part of a table that counts in fen.
IN_FEN = "amount"


def words_of(value: Any) -> str:
    """Return a limit, a switch, a number, a list or a table of numbers as people read it."""
    if isinstance(value, Limit):
        return f"{value.length} {UNITS[value.unit]}"
    if isinstance(value, bool):
        return gettext("是") if value else gettext("否")
    if isinstance(value, Mapping):
        return "；".join(_part(key, each) for key, each in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "、".join(words_of(each) for each in value)
    return str(WORDS.get(value, value))


def _part(key: str, value: Any) -> str:
    if key == IN_FEN:
        return f"{gettext('金额')} {'、'.join(map(money.with_unit, value))}"
    return f"{part_of(key)} {words_of(value)}"


def part_of(key: str) -> str:
    """Return the name of one part of a table of numbers."""
    return str(PARTS.get(key, key))
