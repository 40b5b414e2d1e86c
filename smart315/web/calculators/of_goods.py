"""The desk's calculators of goods: returns, delay, 三包, cars."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.entitlements import Result, cars, repairs
from smart315.entitlements.cars import Car
from smart315.entitlements.repairs import Goods
from smart315.entitlements.returns import Delay, Excluded, RemoteReturn, delay, remote
from smart315.web.calculators.form import CalculatorForm
from smart315.web.filing.fields import DayField, YuanField


def count(label: Any, **kwargs: Any) -> forms.IntegerField:
    """Return a field for a number of times, days or kilometres."""
    kwargs.setdefault("required", False)
    return forms.IntegerField(label=label, min_value=0, max_value=9_999_999, **kwargs)


class RemoteForm(CalculatorForm):
    """Goods bought from afar and sent back without a reason."""

    from_case: ClassVar[dict[str, str]] = {
        "price_fen": "amount_fen",
        "received_on": "purchased_on",
        "asked_on": "received_at",
    }

    price_fen = YuanField(label=_("支付的价款（元）"))
    received_on = DayField(label=_("收到商品的日期"))
    asked_on = DayField(label=_("提出退货的日期"))
    intact = forms.BooleanField(label=_("商品完好"), required=False, initial=True)
    excluded = forms.ChoiceField(
        label=_("是否属于不适用的商品"),
        initial=Excluded.NONE,
        choices=[
            (Excluded.NONE.value, _("不属于")),
            (Excluded.MADE_TO_ORDER.value, _("消费者定作的")),
            (Excluded.PERISHABLE.value, _("鲜活易腐的")),
            (Excluded.DIGITAL.value, _("在线下载或者拆封的数字化商品")),
            (Excluded.NEWSPAPER.value, _("交付的报纸、期刊")),
            (Excluded.CONFIRMED.value, _("性质不宜退货，并经购买时确认")),
        ],
    )
    freight_fen = YuanField(label=_("退货运费（元）"), required=False)
    freight_by_business = forms.BooleanField(label=_("约定由经营者承担运费"), required=False)
    returned_on = DayField(label=_("经营者收到退回商品的日期"), required=False)

    def calculated(self, figures: dict[str, Any]) -> Result:
        """Say whether and what comes back."""
        excluded = Excluded(figures.pop("excluded"))
        return remote(RemoteReturn(**figures, excluded=excluded), self.rules.calendar)


class DelayForm(CalculatorForm):
    """A return or refund asked for and put off."""

    from_case: ClassVar[dict[str, str]] = {"asked_on": "received_at"}

    asked_on = DayField(label=_("提出退货要求或者经营者收到退回商品的日期"))
    settled_on = DayField(
        label=_("实际办理的日期"), required=False, help_text=_("还没有办理的不填，算到今天。")
    )

    def calculated(self, figures: dict[str, Any]) -> Result:
        """Say whether the delay counts as deliberate."""
        return delay(Delay(**figures, today=self.rules.on))


class GoodsForm(CalculatorForm):
    """Goods other than cars that fail."""

    from_case: ClassVar[dict[str, str]] = {
        "price_fen": "amount_fen",
        "received_on": "purchased_on",
        "asked_on": "received_at",
    }

    price_fen = YuanField(label=_("凭证上的价格（元）"))
    proved_fen = YuanField(
        label=_("能够证明的实付金额（元）"), required=False, help_text=_("与凭证不同时填写。")
    )
    received_on = DayField(label=_("收到商品的日期"))
    asked_on = DayField(label=_("提出要求的日期"))
    months = count(_("三包期（月）"), help_text=_("没有国家规定和约定的不填。"))
    repair_days = count(_("修理占用的天数"))
    exchanged_on = DayField(label=_("更换的日期"), required=False)

    def calculated(self, figures: dict[str, Any]) -> Result:
        """Say what may be asked for."""
        return repairs.remedy(Goods(**figures), self.rules.calendar)


class CarForm(CalculatorForm):
    """A household car."""

    from_case: ClassVar[dict[str, str]] = {
        "price_fen": "amount_fen",
        "invoiced_on": "purchased_on",
        "asked_on": "received_at",
    }

    price_fen = YuanField(label=_("车价款（元）"))
    invoiced_on = DayField(label=_("开具购车发票的日期"))
    delivered_on = DayField(
        label=_("交付的日期"), required=False, help_text=_("与发票日期不同时填写。")
    )
    asked_on = DayField(label=_("提出要求的日期"))
    km = count(_("行驶里程（公里）"), required=True)
    rate_tenths = forms.IntegerField(
        label=_("使用补偿系数（千分之几）"),
        initial=cars.HIGHEST_TENTHS,
        min_value=1,
        help_text=_("以三包凭证为准，不超过5（即0.5%）。"),
    )
    years = forms.IntegerField(label=_("三包有效期（年）"), initial=2, min_value=1)
    limit_km = forms.IntegerField(label=_("三包有效期（公里）"), initial=50_000, min_value=1)
    assembly_to_replace = forms.BooleanField(
        label=_("需要更换发动机、变速器、动力蓄电池、行驶驱动电机或者其主要零部件"), required=False
    )
    major_part = forms.BooleanField(label=_("主要总成的主要零部件出现质量问题"), required=False)
    dangerous = forms.BooleanField(
        label=_("转向失效、制动失效、车身开裂、燃油泄漏或者动力蓄电池起火"), required=False
    )
    safety_repairs = count(_("严重安全性能故障的修理次数"))
    assembly_replaced = count(_("同一总成的更换次数"))
    part_replaced = count(_("同一主要零部件的更换次数"))
    same_fault_repairs = count(_("同一质量问题的修理次数"))
    repair_days = count(_("累计修理天数"))
    longest_repair = count(_("单次修理最长天数"))

    def calculated(self, figures: dict[str, Any]) -> Result:
        """Say which remedy is due."""
        return cars.remedy(Car(**figures), self.rules.calendar)
