"""三包 of household cars (总局令第43号; handbook §3.2): which remedy is due, and its amounts."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from smart315.entitlements.articles import cars
from smart315.entitlements.lines import BadFigure, Line, Result, not_negative, positive, rounded
from smart315.kernel import money
from smart315.kernel.workdays import Calendar, Limit, Unit, raw_last_day


THOUSAND = 1000
EARLY_DAYS, EARLY_KM, FIRST_DAYS = 60, 3_000, 7
TRIED, TOO_OFTEN, TOO_LONG, SPARE_AFTER = 2, 4, 30, 5
ANSWER, DONE = 10, 20
HIGHEST_TENTHS = 5  # of a percent per 1,000 km
CHANGE_OR_RETURN = "更换或者退货"


@dataclass(frozen=True)
class Car:
    """A car, what failed and what was tried.

    `rate_tenths` is the coefficient n of the voucher in tenths of a percent, at most 5. The voucher
    may promise more than the least (2 years or 50,000 km, 3 years or 60,000 km). Counts are those
    within the 三包 period; `longest_repair` and `repair_days` are days in the workshop.
    """

    price_fen: int
    invoiced_on: date
    asked_on: date
    km: int
    delivered_on: date | None = None
    rate_tenths: int = HIGHEST_TENTHS
    years: int = 2
    limit_km: int = 50_000
    repair_years: int = 3
    repair_km: int = 60_000
    major_part: bool = False
    assembly_to_replace: bool = False
    dangerous: bool = False
    safety_repairs: int = 0
    assembly_replaced: int = 0
    part_replaced: int = 0
    same_fault_repairs: int = 0
    repair_days: int = 0
    longest_repair: int = 0

    @property
    def since(self) -> date:
        """Return the day from which the periods run: invoice, or delivery if another day (§18)."""
        return self.delivered_on or self.invoiced_on


def remedy(facts: Car, calendar: Calendar) -> Result:
    """Say which remedy is due and what it costs; the strongest first. Raises BadFigure.

    >>> from datetime import date
    >>> car = Car(10_000_000, date(2026, 1, 5), date(2026, 6, 1), 10_000, repair_days=31)
    >>> remedy(car, Calendar()).total_fen
    9500000
    """
    _check(facts)
    age = (facts.asked_on - facts.since).days
    lines = [_period(facts)]
    fault = _free_of_charge(facts, age) or _after_repairs(facts)
    fee = 0
    if fault is not None:
        lines.append(fault)
        if fault.articles == (cars("第二十四条"),):
            lines.append(_fee(facts))
            fee = lines[-1].amount_fen or 0
        lines.append(_price_back(facts, fee))
    elif line := _replacement(facts, age):
        lines.append(line)
    else:
        lines.append(_repair(facts))
    lines += [*_spare_car(facts), _answer_day(facts, calendar)]
    total = facts.price_fen - fee if fault is not None else None
    return Result("家用汽车三包", tuple(lines), total, REMARKS)


REMARKS = (
    "使用补偿系数以三包凭证为准，不超过0.5%。",
    "因使用不当、自行改装或者不可抗力造成的故障，不适用三包。",
)


def _check(facts: Car) -> None:
    positive(price_fen=facts.price_fen, rate_tenths=facts.rate_tenths)
    counts = {"km", "safety_repairs", "assembly_replaced", "part_replaced", "same_fault_repairs"}
    counts |= {"repair_days", "longest_repair"}
    not_negative(**{name: getattr(facts, name) for name in sorted(counts)})
    if facts.rate_tenths > HIGHEST_TENTHS:
        raise BadFigure("使用补偿系数不得超过0.5%，请核对三包凭证。", field="rate_tenths")
    if facts.years < 2 or facts.limit_km < 50_000:  # noqa: PLR2004 - §18
        raise BadFigure("三包有效期不得低于2年或者50000公里，请核对三包凭证。", field="years")
    if facts.asked_on < facts.since:
        raise BadFigure("提出要求不能早于购车（交付）之日，请核对。", field="asked_on")
    if facts.longest_repair > facts.repair_days:
        raise BadFigure("累计修理天数不能少于单次修理天数，请核对。", field="repair_days")


def _over(years: int, since: date) -> date:
    return raw_last_day(Limit(years, Unit.YEARS), since, Calendar())


def _in_period(facts: Car) -> bool:
    return facts.asked_on <= _over(facts.years, facts.since) and facts.km <= facts.limit_km


def _period(facts: Car) -> Line:
    figures = {
        "last": _over(facts.years, facts.since).isoformat(),
        "km": facts.limit_km,
        "now": facts.km,
        "long": _over(facts.repair_years, facts.since).isoformat(),
        "long_km": facts.repair_km,
    }
    formula = (
        "三包有效期至%(last)s或者%(km)s公里，包修期至%(long)s或者%(long_km)s公里，"
        "先到者为准；已行驶%(now)s公里"
    )
    return Line("期限", formula, (cars("第十八条"),), None, figures)


def _free_of_charge(facts: Car, age: int) -> Line | None:
    """Return the change or return without a fee: a fault of the first days (§22, §23)."""
    if facts.assembly_to_replace and age <= FIRST_DAYS:
        formula = "交付之日起七日内需要更换主要总成或者其主要零部件"
        return Line(CHANGE_OR_RETURN, formula, (cars("第二十二条"),))
    if facts.dangerous and _early(facts, age):
        formula = "六十日或者三千公里内转向、制动失效，车身开裂，燃油泄漏或者动力蓄电池起火"
        return Line(CHANGE_OR_RETURN, formula, (cars("第二十三条"),))
    return None


def _after_repairs(facts: Car) -> Line | None:
    """Return the change or return after what was tried in vain within the period (§24)."""
    tried = (
        (facts.safety_repairs >= TRIED, "严重安全性能故障累计修理2次仍未排除"),
        (facts.assembly_replaced >= TRIED, "主要总成累计更换2次仍不能正常使用"),
        (facts.part_replaced >= TRIED, "同一主要零部件累计更换2次仍不能正常使用"),
        (facts.repair_days > TOO_LONG, "累计修理超过30日"),
        (facts.same_fault_repairs > TOO_OFTEN, "同一质量问题累计修理超过4次"),
    )
    formula = next((words for true, words in tried if true), "")
    if not formula or not _in_period(facts):
        return None
    return Line(CHANGE_OR_RETURN, formula, (cars("第二十四条"),))


def _replacement(facts: Car, age: int) -> Line | None:
    if not (facts.major_part or facts.assembly_to_replace) or not _early(facts, age):
        return None
    formula = "六十日或者三千公里内主要总成的主要零部件出现质量问题"
    return Line("免费更换总成", formula, (cars("第二十条"),))


def _early(facts: Car, age: int) -> bool:
    return age <= EARLY_DAYS and facts.km <= EARLY_KM


def _repair(facts: Car) -> Line:
    long = _over(facts.repair_years, facts.since)
    if facts.asked_on <= long and facts.km <= facts.repair_km:
        return Line("免费修理", "在包修期内，未达到更换、退货条件", (cars("第十八条"),))
    return Line("已过包修期", "按合同约定或者质量责任另行主张", (cars("第十八条"),))


def _fee(facts: Car) -> Line:
    share = Fraction(facts.price_fen * facts.km * facts.rate_tenths, THOUSAND * THOUSAND)
    amount = min(rounded(share), facts.price_fen)
    figures = {
        "price": money.yuan(facts.price_fen),
        "km": facts.km,
        "rate": f"0.{facts.rate_tenths}%",
    }
    formula = "车价款 %(price)s × 行驶里程 %(km)s ÷ 1000 × %(rate)s"
    return Line("使用补偿费", formula, (cars("第二十七条"),), amount, figures)


def _price_back(facts: Car, fee: int) -> Line:
    figures = {"price": money.yuan(facts.price_fen), "fee": money.yuan(fee)}
    formula = "选择退货的：车价款 %(price)s − 使用补偿费 %(fee)s"
    return Line("退货款", formula, (cars("第二十七条"),), facts.price_fen - fee, figures)


def _spare_car(facts: Car) -> list[Line]:
    days = facts.longest_repair - SPARE_AFTER
    if days <= 0:
        return []
    formula = "单次修理%(days)s日，自第六日起提供备用车或者交通补偿，共%(spare)s日"
    figures = {"days": facts.longest_repair, "spare": days}
    return [Line("备用车或者交通补偿", formula, (cars("第二十一条"),), None, figures)]


def _answer_day(facts: Car, calendar: Calendar) -> Line:
    figures = {
        "answer": calendar.workdays_after(facts.asked_on, ANSWER).isoformat(),
        "done": calendar.workdays_after(facts.asked_on, DONE).isoformat(),
    }
    formula = "收到要求10个工作日内（%(answer)s前）答复，20个工作日内（%(done)s前）办理完毕"
    return Line("答复和办理", formula, (cars("第二十八条"),), None, figures)
