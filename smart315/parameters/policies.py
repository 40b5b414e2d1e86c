"""Who may change the register, and what may not be changed."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor, Permission
from smart315.kernel.verdicts import ALLOWED, Verdict
from smart315.kernel.workdays import SATURDAY, Limit
from smart315.parameters.official import notice_begins
from smart315.parameters.register import DECLARED, Declared
from smart315.parameters.values import same_shape, shorter


def may_set_rule(actor: Actor) -> Verdict:
    """The register holds for the whole province, so only the province changes it."""
    if not actor.everywhere(Permission.MANAGE_PARAMETERS):
        return Verdict(_("只有省级安全管理员可以修改参数和日历。"))
    return ALLOWED


def may_take_value(key: str, value: Any, *, basis: str) -> Verdict:
    """Set the key to the value: it is declared, not statutory, and of the same shape."""
    declared = DECLARED.get(key)
    if declared is None:
        return Verdict(_("没有名为“%(key)s”的参数。") % {"key": key})
    if declared.statutory:
        return Verdict(
            _("“%(title)s”由%(basis)s规定，不能修改。")
            % {"title": declared.title, "basis": declared.basis}
        )
    if not same_shape(value, declared.value):
        return Verdict(_("“%(title)s”的值格式不正确。") % {"title": declared.title})
    if declared.choices and value not in dict(declared.choices):
        return Verdict(_("请从列出的取值中选择。"))
    if not basis.strip():
        return Verdict(_("请写明依据。"))
    return _not_below_the_floor(declared, value)


def may_begin(effective_from: date, *, today: date) -> Verdict:
    """Let a rule begin today or later: what held in the past is settled."""
    if effective_from < today:
        return Verdict(_("生效日期不能早于今天。"))
    return ALLOWED


def may_announce(
    year: int, holidays: Mapping[date, str], makeup_workdays: Mapping[date, str], *, source: str
) -> Verdict:
    """Enter the official notice of a year."""
    if not source.strip():
        return Verdict(_("请写明通知的名称或文号。"))
    if not holidays:
        return Verdict(_("请填写放假日期。"))
    if not all(map(str.strip, [*holidays.values(), *makeup_workdays.values()])):
        return Verdict(_("请写明每个日期的节日名称。"))
    if holidays.keys() & makeup_workdays.keys():
        return Verdict(_("同一天不能既放假又上班。"))
    if any(day.weekday() < SATURDAY for day in makeup_workdays):
        return Verdict(_("调休上班日应当是周末。"))
    return _within_the_notice(year, [*holidays, *makeup_workdays])


def may_mark_day(name: str, source: str, *, region_known: bool) -> Verdict:
    """Enter a single day for the country or a known region."""
    if not region_known:
        return Verdict(_("没有这个行政区划代码。"))
    if not (name.strip() and source.strip()):
        return Verdict(_("请写明节日名称和依据。"))
    return ALLOWED


def _within_the_notice(year: int, days: Collection[date]) -> Verdict:
    for day in days:
        if not notice_begins(year) <= day <= date(year, 12, 31):
            return Verdict(_("%(day)s不属于%(year)s年的放假安排。") % {"day": day, "year": year})
    return ALLOWED


def _not_below_the_floor(declared: Declared, value: Any) -> Verdict:
    floor = DECLARED[declared.floor] if declared.floor else None
    if floor and isinstance(value, Limit) and shorter(value, floor.value):
        return Verdict(
            _("“%(title)s”不能短于%(basis)s规定的期限。")
            % {"title": declared.title, "basis": floor.basis}
        )
    return ALLOWED
