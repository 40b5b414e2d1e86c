"""A calculation as text for the case's notes, and a form's beginnings from a case."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.entitlements import Line, Result
from smart315.kernel import money
from smart315.web.calculators.form import CalculatorForm
from smart315.web.filing.fields import YuanField


def disclaimer() -> str:
    """Return what stands under every calculation (handbook §3.2)."""
    return _("供参考，不构成法律意见。")


def note_of(result: Result) -> str:
    """Return the calculation as lines of text, each with its article."""
    heading = _("计算：%(title)s") % {"title": result.title}
    lines = [_line(each) for each in result.lines]
    if result.total_fen is not None:
        lines.append(_("合计：%(amount)s") % {"amount": money.with_unit(result.total_fen)})
    return "\n".join([heading, *lines, *result.remarks, disclaimer()])


def beginnings(form: type[CalculatorForm], complaint: Any) -> dict[str, Any]:
    """Return what the form can take from the complaint, as people write it."""
    found = {name: getattr(complaint, column) for name, column in form.from_case.items()}
    return {
        name: _written(value, yuan=isinstance(form.base_fields[name], YuanField))
        for name, value in found.items()
        if value is not None
    }


def asked(form: type[CalculatorForm], data: Mapping[str, Any]) -> bool:
    """Tell whether an address or a post carries figures for the form."""
    return any(name in data for name in form.base_fields)


def _written(value: Any, *, yuan: bool) -> Any:
    if isinstance(value, datetime):
        return localdate(value)
    return money.yuan(value) if yuan else value


def _line(line: Line) -> str:
    amount = "" if line.amount_fen is None else f" = {money.with_unit(line.amount_fen)}"
    return f"{line.title}：{line.said()}{amount}（{line.basis}）"
