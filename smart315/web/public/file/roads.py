"""The other roads: where somebody is sent when filing here would not help."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy as _

from smart315.casework import taxonomy
from smart315.casework.codes import PriorChannel
from smart315.casework.taxonomy import Wall


# National hotlines; 12345 answers for every department that has none of its own.
PHONES = {
    "police": "110",
    "emergency": "120",
    "12315": "12315",
    "court": "12368",
    "financial": "12378",
    "securities": "12386",
    "postal": "12305",
    "transport": "12328",
    "drug": "12315",
    "labour": "12333",
    "judicial": "12348",
    "tobacco": "12313",
    "bank": "",
}
GOVERNMENT = "12345"
_IN_BRACKETS = re.compile(r"[（(]\d{3,5}[）)]")


@dataclass(frozen=True)
class Road:
    """Where to turn: a name, a number to call, and why."""

    name: str
    phone: str
    reason: str | Promise


_PRIOR = {
    PriorChannel.REGULATOR: (
        "12315",
        _("同一争议，12315或者行政机关已经受理或者处理的，消协不能再受理。请等待其处理结果。"),
    ),
    PriorChannel.COURT: (
        "court",
        _("同一争议已经起诉、法院已经受理的，消协不能再受理。请按法院通知办理。"),
    ),
    PriorChannel.ARBITRATION: (
        "",
        _("同一争议已经申请仲裁、仲裁机构已经受理的，消协不能再受理。请按仲裁机构通知办理。"),
    ),
    PriorChannel.ASSOCIATION: (
        "",
        _("同一争议，其他消协或者调解组织已经受理的，不能重复受理。请等待其处理结果。"),
    ),
}


def of_wall(wall: Wall) -> Road:
    """Return where a wall points."""
    name = taxonomy.road(wall.road).label(get_language() or "")
    phone = PHONES.get(wall.road, GOVERNMENT)
    return Road(_IN_BRACKETS.sub("", name), phone, wall.text)


def of_prior(channel: str) -> Road | None:
    """Return who has the dispute already, or None when nobody has."""
    if channel not in _PRIOR:
        return None
    road, reason = _PRIOR[PriorChannel(channel)]
    name = taxonomy.road(road).label(get_language() or "") if road else ""
    return Road(_IN_BRACKETS.sub("", name), PHONES.get(road, ""), reason)
