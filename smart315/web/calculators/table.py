"""Which calculators there are, what they are called, and which consumers use too."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smart315.casework.cards import Card
from smart315.web.calculators.form import CalculatorForm
from smart315.web.calculators.of_goods import CarForm, DelayForm, GoodsForm, RemoteForm
from smart315.web.calculators.of_harm import FoodForm, InjuryForm
from smart315.web.calculators.opened import PrepaidForm, TripleForm


@dataclass(frozen=True)
class Calculator:
    """One calculator: its place in addresses, its name, what it answers, its form."""

    slug: str
    title: Promise
    about: Promise
    form: type[CalculatorForm]


TABLE = (
    Calculator("prepaid", _("预付款退款"), _("办卡、充值后退多少，利息怎么算"), PrepaidForm),
    Calculator("triple", _("退一赔三"), _("有欺诈时增加赔偿多少"), TripleForm),
    Calculator("food", _("食品安全赔偿"), _("价款十倍还是损失三倍"), FoodForm),
    Calculator("injury", _("人身损害赔偿"), _("逐项损失和惩罚性赔偿的上限"), InjuryForm),
    Calculator("remote", _("七日无理由退货"), _("远程购物能不能退，退多少"), RemoteForm),
    Calculator("delay", _("拖延退款的推定"), _("是否超过十五日"), DelayForm),
    Calculator("goods", _("商品三包"), _("退货、更换还是修理，三包期到哪一天"), GoodsForm),
    Calculator("car", _("家用汽车三包"), _("换车、退车、修理，使用补偿费多少"), CarForm),
)
OPEN = ("prepaid", "triple")


def calculators() -> dict[str, Calculator]:
    """Return the calculators by their place in addresses."""
    return {each.slug: each for each in TABLE}


def of_card(card: Card) -> Calculator | None:
    """Return the calculator that goes with a rule card, if one does."""
    return calculators().get(card.calculator)
