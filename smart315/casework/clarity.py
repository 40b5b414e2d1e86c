"""Whether an agreement is clear enough that a court would confirm it (法释〔2011〕5号 §7; ME-08).

Pure: the same checks speak while an officer writes and before anybody signs.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from smart315.kernel import money


MONEY, ACT = "money", "act"
# Words that leave open what they should say.
VAGUE = ("适当", "尽快", "酌情", "若干", "合理金额", "待定", "另行协商", "相关费用")


@dataclass(frozen=True)
class Row:
    """One obligation as written; amounts in fen, `party_id` names whose annex it is in."""

    kind: str
    payer: str = ""
    payee: str = ""
    amount_fen: int = 0
    due_on: date | None = None
    method: str = ""
    act: str = ""
    measure: str = ""
    party_id: int | None = None


@dataclass(frozen=True)
class Problem:
    """What is unclear: the row's number from 1 (0 for the whole), the field, the remedy."""

    row: int
    field: str
    words: str


def total(rows: Iterable[Row]) -> int:
    """Return what is to be paid in all, in fen."""
    return sum(each.amount_fen for each in rows if each.kind == MONEY)


def problems(
    rows: Sequence[Row], *, total_fen: int, extra_fen: int, people: Collection[int], today: date
) -> list[Problem]:
    """Return everything that is unclear; none means that it may be signed.

    `people` are the represented persons, each of whom needs a row of their own.

    >>> from datetime import date
    >>> row = Row(MONEY, "甲店", "周某", 100, date(2026, 9, 9), "银行转账")
    >>> problems([row], total_fen=100, extra_fen=0, people=[], today=date(2026, 9, 1))
    []
    """
    found = list(_whole(rows, total_fen, extra_fen, people))
    for number, row in enumerate(rows, start=1):
        found += [Problem(number, name, words) for name, words in _row(row, today)]
    return found


def _whole(
    rows: Sequence[Row], total_fen: int, extra_fen: int, people: Collection[int]
) -> Iterable[Problem]:
    if not rows:
        yield Problem(0, "rows", _("请至少写一项义务：付款，或者可以核对的行为。"))
    if total(rows) != total_fen:
        words = {"sum": money.with_unit(total(rows)), "total": money.with_unit(total_fen)}
        yield Problem(0, "total", _("各期付款合计%(sum)s，与总金额%(total)s不一致。") % words)
    if extra_fen > total_fen:
        yield Problem(0, "extra", _("增加赔偿包含在总金额之内，不能大于总金额。"))
    missing = set(people) - {each.party_id for each in rows}
    if missing:
        words = {"count": str(len(missing))}
        yield Problem(0, "rows", _("还有%(count)s位被代表人没有写明各自所得。") % words)


def _row(row: Row, today: date) -> Iterable[tuple[str, str]]:
    if row.kind == MONEY:
        yield from _money(row)
    elif row.kind == ACT:
        yield from _act(row)
    else:
        yield "kind", _("请选择付款还是行为。")
    if not row.payer.strip():
        yield "payer", _("请写明由谁履行。")
    if not row.payee.strip():
        yield "payee", _("请写明向谁履行。")
    if row.payer.strip() and row.payer.strip() == row.payee.strip():
        yield "payee", _("履行人和接受人不能是同一人。")
    if row.due_on is None:
        yield "due_on", _("请写明履行的日期。")
    elif row.due_on < today:
        yield "due_on", _("履行日期不能早于今天。")
    yield from _vague(row)


def _money(row: Row) -> Iterable[tuple[str, str]]:
    if row.amount_fen <= 0:
        yield "amount", _("请写明金额：金额不明确的协议，法院不予确认。")
    if not row.method.strip():
        yield "method", _("请写明付款方式，例如银行转账、原路退回。")


def _act(row: Row) -> Iterable[tuple[str, str]]:
    if not row.act.strip():
        yield "act", _("请写明做什么。")
    if not row.measure.strip():
        yield "measure", _("请写明怎样算做到，例如“更换同型号电池并经检测容量达到标称值”。")
    if not row.method.strip():
        yield "method", _("请写明以什么方式履行，例如上门、到店。")


def _vague(row: Row) -> Iterable[tuple[str, str]]:
    for name in ("method", "act", "measure"):
        word = next((each for each in VAGUE if each in getattr(row, name)), "")
        if word:
            yield name, _("“%(word)s”不明确，请写明具体内容。") % {"word": word}
