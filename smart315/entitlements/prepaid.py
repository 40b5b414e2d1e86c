"""The refund of a prepayment (法释〔2025〕4号; handbook §3.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from smart315.entitlements.articles import consumer_law, prepaid
from smart315.entitlements.lines import BadFigure, Line, Result, not_negative, positive, rounded
from smart315.entitlements.rates import Rate, rate_on, simple_interest
from smart315.kernel import money


COOLING_OFF = timedelta(days=7)
TITLE = "预付款退款"
NO_END = "填写合同解除之日，可以计算利息。"
KNOWN = "七日内退款，订立合同前已经从该经营者或者其他经营者获得过相同商品、服务的除外。"
AGREED = "有书面约定且对消费者更有利的，从其约定。"
MULTI_PURPOSE = "多用途预付卡不适用本计算。"


class Cause(StrEnum):
    """For whose reason the contract ends."""

    BUSINESS = "business"
    CONSUMER = "consumer"


@dataclass(frozen=True)
class Term:
    """A card for a term without a limit of times, both days included.

    `stopped_on` is the first day on which the business no longer served; `unused_by_choice` that
    the consumer asks for days not used for reasons of their own.
    """

    first: date
    last: date
    stopped_on: date | None = None
    unused_by_choice: bool = False


@dataclass(frozen=True)
class Prepayment:
    """What was paid, what was used and why the contract ends; amounts in fen.

    `used_fen` is the price of what was used after discounts, `used_full_fen` before them.
    `asked_on` is the day on which the money was asked back, `ended_on` that on which the contract
    was rescinded or void (interest begins), `until` that up to which interest is counted.
    """

    paid_fen: int
    paid_on: date
    asked_on: date
    cause: Cause = Cause.BUSINESS
    gift_fen: int = 0
    used_fen: int = 0
    used_full_fen: int | None = None
    known_before: bool = False
    ended_on: date | None = None
    until: date | None = None
    term: Term | None = None


def refund(facts: Prepayment, *, lpr: Sequence[Rate], deposit: Sequence[Rate]) -> Result:
    """Return what is to be refunded; raise BadFigure.

    >>> from datetime import date
    >>> card = Prepayment(100_000, date(2026, 1, 5), date(2026, 6, 1), gift_fen=25_000,
    ...                   used_fen=50_000)
    >>> refund(card, lpr=(), deposit=()).total_fen
    60000
    """
    _check(facts)
    lines = _principal(facts)
    total = principal = lines[-1].amount_fen or 0
    remarks = []
    if facts.ended_on is not None and principal:
        lines.append(_interest(facts, facts.ended_on, principal, lpr, deposit))
        total += lines[-1].amount_fen or 0
    elif principal:
        remarks.append(NO_END)
    if in_time(facts):
        remarks.append(KNOWN)
    return Result(TITLE, tuple(lines), total, (*remarks, AGREED, MULTI_PURPOSE))


def in_time(facts: Prepayment) -> bool:
    """Tell whether the money was asked back within seven days of payment (§14)."""
    return not facts.known_before and facts.asked_on <= facts.paid_on + COOLING_OFF


def _check(facts: Prepayment) -> None:
    positive(paid_fen=facts.paid_fen)
    not_negative(
        gift_fen=facts.gift_fen, used_fen=facts.used_fen, used_full_fen=facts.used_full_fen
    )
    if facts.asked_on < facts.paid_on:
        raise BadFigure("请求退款的日期不能早于付款日期，请核对。", field="asked_on")
    if facts.ended_on and facts.ended_on < facts.paid_on:
        raise BadFigure("合同解除的日期不能早于付款日期，请核对。", field="ended_on")
    if facts.until and facts.ended_on and facts.until < facts.ended_on:
        raise BadFigure("计息截止日不能早于合同解除之日，请核对。", field="until")
    if facts.used_full_fen is not None and facts.used_full_fen < facts.used_fen:
        raise BadFigure("原价不能低于折后价，请核对。", field="used_full_fen")
    if facts.term is not None:
        _check_term(facts.term)


def _check_term(term: Term) -> None:
    if term.last < term.first:
        raise BadFigure("期限的最后一天不能早于第一天，请核对。", field="last")
    if term.stopped_on and term.stopped_on < term.first:
        raise BadFigure("停止服务的日期不能早于期限的第一天，请核对。", field="stopped_on")


def _principal(facts: Prepayment) -> list[Line]:
    """Return the lines up to the principal to be refunded, which is the last."""
    if facts.term is not None and not in_time(facts):
        return [_of_term(facts, facts.term)]
    used = _used(facts)
    paid = facts.paid_fen
    title = "应退本金"
    if in_time(facts):
        figures = {"paid": money.yuan(paid), "used": money.yuan(used.amount_fen or 0)}
        formula = "付款之日起七日内请求返还：%(paid)s − %(used)s"
        article = (prepaid("第十四条"), prepaid("第十五条"))
    else:
        figures = {"paid": money.yuan(paid), "used": money.yuan(used.amount_fen or 0)}
        formula = "预付款 %(paid)s − 已履行部分价款 %(used)s"
        article = (prepaid("第十五条"), consumer_law("第五十三条"))
    amount = paid - (used.amount_fen or 0)
    return [used, Line(title, formula, article, amount, figures)]


def _used(facts: Prepayment) -> Line:
    """Return the price of what was used: with or without discount, never above the prepayment."""
    title = "已履行部分价款"
    if facts.cause is Cause.CONSUMER and not in_time(facts):
        if facts.used_fen and facts.used_full_fen is None:
            raise BadFigure(
                "因消费者原因退款的，请填写已消费部分的折扣前原价。", field="used_full_fen"
            )
        full = facts.used_full_fen or 0
        formula, price = "消费者原因，按折扣前原价 %(full)s，不超过预付款", Fraction(full)
        figures: dict[str, object] = {"full": money.yuan(full)}
        articles = (prepaid("第十九条"), prepaid("第二十条"))
    else:
        whole = facts.paid_fen + facts.gift_fen
        price = Fraction(facts.used_fen * facts.paid_fen, whole)
        formula = "按折后价 %(used)s × 实付 %(paid)s ÷（实付＋赠送 %(whole)s），不超过预付款"
        figures = {
            "used": money.yuan(facts.used_fen),
            "paid": money.yuan(facts.paid_fen),
            "whole": money.yuan(whole),
        }
        articles = (prepaid("第十八条"), prepaid("第二十条"))
    return Line(title, formula, articles, min(rounded(price), facts.paid_fen), figures)


def _of_term(facts: Prepayment, term: Term) -> Line:
    """Return the share of the days that remain of a term without a limit of times (§22)."""
    title, articles = "应退本金", (prepaid("第二十二条"),)
    if term.unused_by_choice:
        return Line(title, "消费者因自身原因未使用，请求返还的不予支持", articles, 0)
    ended = facts.ended_on or facts.asked_on
    since = min(ended + timedelta(days=1), term.stopped_on or date.max)
    full = (term.last - term.first).days + 1
    left = max(0, min(full, (term.last - since).days + 1))
    amount = rounded(Fraction(facts.paid_fen * left, full))
    figures = {"paid": money.yuan(facts.paid_fen), "left": left, "full": full}
    formula = "预付款 %(paid)s × 剩余 %(left)s 日 ÷ 合同期限 %(full)s 日"
    return Line(title, formula, articles, amount, figures)


def _interest(
    facts: Prepayment,
    since: date,
    principal: int,
    lpr: Sequence[Rate],
    deposit: Sequence[Rate],
) -> Line:
    by_lpr = facts.cause is Cause.BUSINESS
    rate = rate_on(lpr if by_lpr else deposit, facts.paid_on, field="paid_on")
    days = ((facts.until or since) - since).days
    words = "一年期贷款市场报价利率" if by_lpr else "一年期存款基准利率"
    formula = f"本金 %(principal)s × {words} %(rate)s × %(days)s 日 ÷ 365"
    figures = {"principal": money.yuan(principal), "rate": rate.words, "days": days}
    amount = rounded(simple_interest(principal, rate, days))
    return Line("利息", formula, (prepaid("第十六条"), prepaid("第十七条")), amount, figures)
