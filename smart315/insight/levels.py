"""At which level an incident stands, and what it then owes: handbook GR-04 and GR-05, pure.

The numbers are the register's (`group.levels`, `group.report`); no national norm is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from smart315.insight.states import Level, ReportKind
from smart315.kernel import money


@dataclass(frozen=True)
class Harm:
    """What is known of an incident. `people` are distinct; `prefectures` are those they live in."""

    people: int
    amount_fen: int = 0
    prefectures: int = 1
    injured: int = 0
    dead: int = 0
    absconded: bool = False
    in_media: bool = False


@dataclass(frozen=True)
class Owed:
    """A report that a level owes: within how long, and whether to the province's association."""

    kind: ReportKind
    within: timedelta
    to_province: bool


def judged(harm: Harm, rules: Mapping[str, Any]) -> tuple[Level, tuple[str, ...]]:
    """Return the level, and every reason that reaches it, in words."""
    found = [*_by_number(harm, rules), *_by_kind(harm, rules)]
    level = max((each for each, _why in found), default=Level.NONE)
    return level, tuple(why for each, why in found if each == level != Level.NONE)


def owed(level: Level, hours: Mapping[str, int]) -> tuple[Owed, ...]:
    """Return the first reports that a level owes from the moment it is reached."""
    if level is Level.ORDINARY:
        return (_report(ReportKind.FIRST, hours["ordinary"], to_province=False),)
    if level is Level.LARGER:
        first, written = hours["larger"], hours["larger_written"]
    elif level is Level.MAJOR:
        first, written = hours["major"], hours["major_written"]
    else:
        return ()
    return (
        _report(ReportKind.FIRST, first, to_province=True),
        _report(ReportKind.WRITTEN, written, to_province=True),
    )


def continues(level: Level) -> bool:
    """Tell whether a level is reported on daily until it ends: what the province was told of."""
    return level >= Level.LARGER


def _report(kind: ReportKind, hours: int, *, to_province: bool) -> Owed:
    return Owed(kind, timedelta(hours=hours), to_province)


def _by_number(harm: Harm, rules: Mapping[str, Any]) -> list[tuple[Level, str]]:
    people = _reached(harm.people, rules["people"])
    amount = _reached(harm.amount_fen, rules["amount"])
    words = {"count": harm.people, "sum": money.with_unit(harm.amount_fen)}
    return [(people, _("涉及%(count)s人") % words), (amount, _("涉及%(sum)s") % words)]


def _reached(value: int, least: Sequence[int]) -> Level:
    """Return the highest of the four levels whose least value is reached."""
    return Level(sum(value >= each for each in least))


def _by_kind(harm: Harm, rules: Mapping[str, Any]) -> list[tuple[Level, str]]:
    checks = (
        (Level.MAJOR, harm.dead >= rules["dead_major"], _("%(n)s人死亡") % {"n": harm.dead}),
        (
            Level.LARGER,
            harm.injured >= rules["injured_larger"],
            _("%(n)s人受伤") % {"n": harm.injured},
        ),
        (
            Level.LARGER,
            harm.prefectures >= rules["prefectures_larger"],
            _("跨%(n)s个市州") % {"n": harm.prefectures},
        ),
        (Level.LARGER, harm.absconded, _("经营者关停跑路，涉及预付资金")),
        (Level.LARGER, harm.in_media, _("媒体或者舆情关注")),
    )
    return [(level, why) for level, holds, why in checks if holds]
