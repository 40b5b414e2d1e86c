"""The desk's calculators of harm: unsafe food, injuries."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.entitlements import Result
from smart315.entitlements.damages import Injury, UnsafeFood, injury, unsafe_food
from smart315.web.calculators.form import CalculatorForm
from smart315.web.filing.fields import YuanField


class FoodForm(CalculatorForm):
    """Food that breaks the safety standard."""

    from_case: ClassVar[dict[str, str]] = {"price_fen": "amount_fen"}

    price_fen = YuanField(label=_("支付的价款（元）"))
    loss_fen = YuanField(label=_("造成的损失（元）"), required=False)
    label_flaw_only = forms.BooleanField(
        label=_("只是标签、说明书的瑕疵，不影响食品安全，也不会误导"), required=False
    )

    def calculated(self, figures: dict[str, Any]) -> Result:
        """Return the loss and the increase."""
        return unsafe_food(UnsafeFood(**figures, minimum_fen=self.rules.floor("damages.food_min")))


class InjuryForm(CalculatorForm):
    """An injury, item by item."""

    medical_fen = YuanField(label=_("医疗费（元）"), required=False)
    care_fen = YuanField(label=_("护理费（元）"), required=False)
    travel_fen = YuanField(label=_("交通费（元）"), required=False)
    income_fen = YuanField(label=_("误工减少的收入（元）"), required=False)
    disability_fen = YuanField(label=_("残疾辅助器具费和残疾赔偿金（元）"), required=False)
    death_fen = YuanField(label=_("丧葬费和死亡赔偿金（元）"), required=False)
    known_defect = forms.BooleanField(
        label=_("经营者明知缺陷仍然提供，造成死亡或者健康严重损害"), required=False
    )

    def calculated(self, figures: dict[str, Any]) -> Result:
        """Return the loss and the most that is added."""
        return injury(Injury(**figures))
