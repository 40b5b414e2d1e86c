"""Returns without a reason, and refunds put off (handbook SU-02, SU-03, SU-04)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from smart315.entitlements.articles import civil_code, consumer_law, penalties, regulation
from smart315.entitlements.lines import BadFigure, Line, Result, not_negative, positive
from smart315.kernel import money
from smart315.kernel.workdays import Calendar


SEVEN, FIFTEEN = timedelta(days=7), timedelta(days=15)


class Excluded(StrEnum):
    """What is not returned without a reason (消费者权益保护法 §25)."""

    NONE = "none"
    MADE_TO_ORDER = "made_to_order"
    PERISHABLE = "perishable"
    DIGITAL = "digital"
    NEWSPAPER = "newspaper"
    CONFIRMED = "confirmed"


@dataclass(frozen=True)
class RemoteReturn:
    """Goods bought from afar. `returned_on` is the day on which the business had them back."""

    price_fen: int
    received_on: date
    asked_on: date
    intact: bool = True
    excluded: Excluded = Excluded.NONE
    freight_fen: int = 0
    freight_by_business: bool = False
    returned_on: date | None = None


@dataclass(frozen=True)
class Delay:
    """A refund asked for: since when, and when it was paid, if it was."""

    asked_on: date
    today: date
    settled_on: date | None = None


def remote(facts: RemoteReturn, calendar: Calendar) -> Result:
    """Say whether goods may be returned without a reason, and what comes back; raise BadFigure."""
    positive(price_fen=facts.price_fen)
    not_negative(freight_fen=facts.freight_fen)
    if facts.asked_on < facts.received_on:
        raise BadFigure("退货要求不能早于收到商品之日，请核对。", field="asked_on")
    if facts.returned_on and facts.returned_on < facts.asked_on:
        raise BadFigure("经营者收到退货不能早于提出退货，请核对。", field="returned_on")
    last = calendar.days_after(facts.received_on, SEVEN.days)
    why_not = _why_not(facts, last)
    lines = [_period(last, why_not)]
    if why_not:
        return Result("七日无理由退货", tuple(lines), 0, (CONFIRM,))
    lines += _money_back(facts)
    if facts.returned_on:
        lines.append(_refund_day(calendar.days_after(facts.returned_on, SEVEN.days)))
    total = sum(each.amount_fen or 0 for each in lines)
    return Result("七日无理由退货", tuple(lines), total, (OPENED,))


def delay(facts: Delay) -> Result:
    """Say whether a refund put off counts as deliberate delay (SU-04)."""
    end = facts.settled_on or facts.today
    if end < facts.asked_on:
        raise BadFigure("办理日期不能早于提出要求之日，请核对。", field="settled_on")
    last = facts.asked_on + FIFTEEN
    late = end > last
    formula = (
        "自%(asked)s起超过十五日（%(last)s）未办理，视为故意拖延或者无理拒绝"
        if late
        else "自%(asked)s起十五日至%(last)s，尚未超过"
    )
    figures = {"asked": facts.asked_on.isoformat(), "last": last.isoformat()}
    articles = tuple(penalties(number) for number in ("第八条", "第九条", "第十条"))
    return Result("拖延退款的推定", (Line("拖延推定", formula, articles, None, figures),))


CONFIRM = "商品性质不宜退货的，须在购买时由消费者逐次确认；未经确认不得拒绝退货。"
OPENED = "为查验商品拆包、合理调试的，不影响退货。"
REASONS = {
    Excluded.MADE_TO_ORDER: "消费者定作的商品，不适用",
    Excluded.PERISHABLE: "鲜活易腐的商品，不适用",
    Excluded.DIGITAL: "在线下载或者消费者拆封的数字化商品，不适用",
    Excluded.NEWSPAPER: "交付的报纸、期刊，不适用",
    Excluded.CONFIRMED: "根据性质不宜退货并经消费者购买时确认的商品，不适用",
}


def _why_not(facts: RemoteReturn, last: date) -> str:
    if facts.excluded in REASONS:
        return REASONS[facts.excluded]
    if facts.asked_on > last:
        return "退货期限至%(last)s，已经超过"
    return "" if facts.intact else "商品不完好，不适用"


def _period(last: date, why_not: str) -> Line:
    formula = why_not or "自收到商品之日起七日，至%(last)s，可以无理由退货"
    figures = {"last": last.isoformat()} if "%(last)s" in formula else {}
    articles = (consumer_law("第二十五条"), regulation("第十九条"), civil_code("第二百零三条"))
    return Line("能否退货", formula, articles, None, figures)


def _money_back(facts: RemoteReturn) -> list[Line]:
    law = (consumer_law("第二十五条"),)
    price = {"price": money.yuan(facts.price_fen)}
    lines = [Line("返还价款", "支付的价款 %(price)s", law, facts.price_fen, price)]
    if facts.freight_fen:
        formula = "另有约定，由经营者承担" if facts.freight_by_business else "由消费者承担"
        amount = facts.freight_fen if facts.freight_by_business else 0
        lines.append(Line("退货运费", formula, law, amount))
    return lines


def _refund_day(last: date) -> Line:
    formula = "经营者应在收到退回商品之日起七日内返还，至%(last)s"
    return Line(
        "返还期限", formula, (consumer_law("第二十五条"),), None, {"last": last.isoformat()}
    )
