"""Increased compensation: fraud, unsafe goods, unsafe food (handbook SU-09 to SU-13)."""

from collections.abc import Mapping
from dataclasses import dataclass

from smart315.entitlements.articles import consumer_law, food_law, regulation
from smart315.entitlements.lines import BadFigure, Line, Result, not_negative, positive
from smart315.kernel import money


TRIPLE, TENFOLD, TWICE = 3, 10, 2
NOT_ALL = "是否构成欺诈，由双方协商或者由行政机关、人民法院认定。"
NO_INJURY = "请至少填写一项损失。"
INJURY = {
    "medical_fen": "医疗费",
    "care_fen": "护理费",
    "travel_fen": "交通费",
    "income_fen": "误工减少的收入",
    "disability_fen": "残疾辅助器具费和残疾赔偿金",
    "death_fen": "丧葬费和死亡赔偿金",
}


@dataclass(frozen=True)
class Fraud:
    """A price paid under fraud. `minimum_fen` is the floor of the law (register)."""

    price_fen: int
    minimum_fen: int
    refund: bool = True
    label_flaw_only: bool = False
    bad_faith: bool = False


@dataclass(frozen=True)
class UnsafeFood:
    """Food that breaks the safety standard: its price and the loss it caused."""

    price_fen: int
    minimum_fen: int
    loss_fen: int = 0
    label_flaw_only: bool = False


@dataclass(frozen=True)
class Injury:
    """What an injury cost; `known_defect` that the business knew of the defect."""

    medical_fen: int = 0
    care_fen: int = 0
    travel_fen: int = 0
    income_fen: int = 0
    disability_fen: int = 0
    death_fen: int = 0
    known_defect: bool = False

    @property
    def amounts(self) -> Mapping[str, int]:
        """Return the amounts by field."""
        return {name: getattr(self, name) for name in INJURY}


def triple(facts: Fraud) -> Result:
    """Return 退一赔三: three times the price, at least the minimum; raise BadFigure.

    >>> triple(Fraud(10_000, minimum_fen=50_000)).total_fen
    60000
    """
    positive(price_fen=facts.price_fen, minimum_fen=facts.minimum_fen)
    price = money.yuan(facts.price_fen)
    lines = []
    if facts.refund:
        back = (consumer_law("第五十二条"),)
        lines.append(
            Line("退还价款", "实付价款 %(price)s", back, facts.price_fen, {"price": price})
        )
    extra = _without_claim(facts) or _times_price(facts)
    lines.append(extra)
    total = sum(each.amount_fen or 0 for each in lines)
    return Result("退一赔三", tuple(lines), total, (NOT_ALL,))


def unsafe_food(facts: UnsafeFood) -> Result:
    """Return the loss and the higher of ten prices and three losses; raise BadFigure.

    >>> unsafe_food(UnsafeFood(2_000, minimum_fen=100_000)).total_fen
    102000
    """
    positive(price_fen=facts.price_fen, minimum_fen=facts.minimum_fen)
    not_negative(loss_fen=facts.loss_fen)
    law = food_law("第一百四十八条第二款")
    price, loss = money.yuan(facts.price_fen), money.yuan(facts.loss_fen)
    lines = [
        Line(
            "退还价款",
            "实付价款 %(price)s",
            (consumer_law("第五十二条"),),
            facts.price_fen,
            {"price": price},
        ),
        Line(
            "赔偿损失",
            "实际损失 %(loss)s",
            (food_law("第一百四十八条第一款"),),
            facts.loss_fen,
            {"loss": loss},
        ),
    ]
    if facts.label_flaw_only:
        formula = "标签、说明书瑕疵不影响食品安全且不造成误导，不适用"
        lines.append(Line("增加赔偿", formula, (law,), 0))
    else:
        lines.append(_for_food(facts, {"price": price, "loss": loss}))
    total = sum(each.amount_fen or 0 for each in lines)
    remark = "消费者可以向经营者或者生产者要求赔偿，接到要求的一方先行赔付，不得推诿。"
    return Result("食品安全惩罚性赔偿", tuple(lines), total, (remark,))


def injury(facts: Injury) -> Result:
    """Return the loss item by item and, for a known defect, the most that is added (SU-10)."""
    not_negative(**facts.amounts)
    loss = sum(facts.amounts.values())
    if not loss:
        raise BadFigure(NO_INJURY, field="medical_fen")
    law = (consumer_law("第四十九条"),)
    lines = [
        Line(INJURY[name], "按票据和证明", law, amount)
        for name, amount in facts.amounts.items()
        if amount
    ]
    if facts.known_defect:
        lines.append(
            Line(
                "惩罚性赔偿（上限）",
                "所受损失 %(loss)s × 2，为可以要求的最高数额",
                (consumer_law("第五十五条第二款"),),
                loss * TWICE,
                {"loss": money.yuan(loss)},
            )
        )
    total = sum(each.amount_fen or 0 for each in lines)
    remark = "惩罚性赔偿以明知缺陷且造成死亡或者健康严重损害为前提；数额在上限以内确定。"
    return Result("人身损害赔偿", tuple(lines), total, (remark,) if facts.known_defect else ())


def _without_claim(facts: Fraud) -> Line | None:
    reason = ""
    if facts.bad_faith:
        reason = "夹带、掉包、造假、篡改生产日期、捏造事实的，不适用增加赔偿"
    elif facts.label_flaw_only:
        reason = "标签、说明书、宣传材料的瑕疵不影响质量且不误导的，不适用增加赔偿"
    return Line("增加赔偿", reason, (regulation("第四十九条"),), 0) if reason else None


def _times_price(facts: Fraud) -> Line:
    figures = {"price": money.yuan(facts.price_fen), "least": money.yuan(facts.minimum_fen)}
    amount = max(TRIPLE * facts.price_fen, facts.minimum_fen)
    formula = "价款 %(price)s × 3，不足 %(least)s 的按 %(least)s"
    return Line("增加赔偿", formula, (consumer_law("第五十五条第一款"),), amount, figures)


def _for_food(facts: UnsafeFood, figures: dict[str, str]) -> Line:
    amount = max(TENFOLD * facts.price_fen, TRIPLE * facts.loss_fen, facts.minimum_fen)
    formula = "价款 %(price)s × 10 与损失 %(loss)s × 3，取高者；不足 %(least)s 的按 %(least)s"
    least = {"least": money.yuan(facts.minimum_fen)}
    return Line(
        "增加赔偿", formula, (food_law("第一百四十八条第二款"),), amount, {**figures, **least}
    )
