"""A calculation of a claim as text: each line with its formula, its amount and its article."""

from django.utils.translation import gettext as _

from smart315.entitlements import Line, Result
from smart315.kernel import money


def disclaimer() -> str:
    """Return what stands under every calculation (handbook §3.2)."""
    return _("供参考，不构成法律意见。")


def in_words(result: Result) -> str:
    """Return the calculation as lines of text."""
    heading = _("计算：%(title)s") % {"title": result.title}
    lines = [_line(each) for each in result.lines]
    if result.total_fen is not None:
        lines.append(_("合计：%(amount)s") % {"amount": money.with_unit(result.total_fen)})
    return "\n".join([heading, *lines, *result.remarks, disclaimer()])


def _line(line: Line) -> str:
    amount = "" if line.amount_fen is None else f" = {money.with_unit(line.amount_fen)}"
    return f"{line.title}：{line.said()}{amount}（{line.basis}）"
