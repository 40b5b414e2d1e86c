"""Return, exchange and repair of goods that are no cars (handbook SU-01, SU-26)."""

from dataclasses import dataclass
from datetime import date, timedelta

from smart315.entitlements.articles import consumer_law, regulation
from smart315.entitlements.lines import BadFigure, Line, Result, positive
from smart315.kernel import money
from smart315.kernel.workdays import Calendar, Limit, Unit, raw_last_day


SEVEN = 7


@dataclass(frozen=True)
class Goods:
    """Goods that fail: their 三包 period in months (0 where none is laid down or agreed).

    `repair_days` were spent in repair and do not count; after an exchange the period begins anew
    on `exchanged_on`. `proved_fen` is what was paid, where that is proved to differ from the price
    of the receipt.
    """

    price_fen: int
    received_on: date
    asked_on: date
    months: int = 0
    repair_days: int = 0
    exchanged_on: date | None = None
    proved_fen: int | None = None


def remedy(facts: Goods, calendar: Calendar) -> Result:
    """Say whether goods may be returned or are to be repaired or exchanged; raise BadFigure.

    >>> from datetime import date
    >>> bad = Goods(29_900, date(2026, 9, 1), date(2026, 9, 5))
    >>> remedy(bad, Calendar()).total_fen
    29900
    """
    _check(facts)
    price = facts.price_fen if facts.proved_fen is None else facts.proved_fen
    back = Line(
        "退货款",
        "一次性退清，按凭证价或者实付 %(price)s",
        (regulation("第十八条"),),
        price,
        {"price": money.yuan(price)},
    )
    law = (consumer_law("第二十四条"),)
    if facts.months:
        return Result("商品三包", (_warranty(facts), back), None, REMARKS)
    last = calendar.days_after(facts.received_on, SEVEN)
    figures = {"last": last.isoformat()}
    if facts.asked_on <= last:
        formula = "没有国家规定和约定的，自收到商品之日起七日内（至%(last)s）可以退货"
        return Result("商品三包", (Line("退货", formula, law, None, figures), back), price, REMARKS)
    formula = "七日（至%(last)s）已过：符合法定解除条件的可以及时退货，否则要求更换、修理"
    return Result("商品三包", (Line("更换或者修理", formula, law, None, figures),), None, REMARKS)


REMARKS = ("退货、更换、修理的运输等必要费用由经营者承担。",)


def warranty_ends(facts: Goods) -> date:
    """Return the last day of the 三包 period: begun anew by an exchange, longer by repairs.

    >>> from datetime import date
    >>> warranty_ends(Goods(1, date(2026, 1, 31), date(2026, 2, 1), months=1, repair_days=3))
    datetime.date(2026, 3, 3)
    """
    since = facts.exchanged_on or facts.received_on
    last = raw_last_day(Limit(facts.months, Unit.MONTHS), since, Calendar())
    return last + timedelta(days=facts.repair_days)


def _check(facts: Goods) -> None:
    positive(price_fen=facts.price_fen)
    if facts.proved_fen is not None:
        positive(proved_fen=facts.proved_fen)
    for name in ("months", "repair_days"):
        if getattr(facts, name) < 0:
            raise BadFigure("不能小于零，请核对。", field=name)
    if facts.asked_on < facts.received_on:
        raise BadFigure("提出要求不能早于收到商品之日，请核对。", field="asked_on")
    if facts.exchanged_on and not facts.received_on <= facts.exchanged_on <= facts.asked_on:
        raise BadFigure(
            "更换的日期应当在收到商品之后、提出要求之前，请核对。", field="exchanged_on"
        )


def _warranty(facts: Goods) -> Line:
    last = warranty_ends(facts)
    figures = {"last": last.isoformat(), "months": facts.months, "days": facts.repair_days}
    parts = "三包%(months)s个月，修理占用的%(days)s日不计入"
    parts += "，更换后重新计算" if facts.exchanged_on else ""
    held = "在期内：按规定或者约定退货、更换、修理" if facts.asked_on <= last else "已经超过"
    formula = f"{parts}，至%(last)s；{held}"
    articles = (consumer_law("第二十四条"), regulation("第十八条"))
    return Line("三包期", formula, articles, None, figures)
