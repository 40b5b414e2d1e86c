"""The two calculators that consumers use as well: prepayments, and 退一赔三."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.entitlements import Result
from smart315.entitlements.damages import Fraud, triple
from smart315.entitlements.prepaid import Cause, Prepayment, Term, refund
from smart315.web.calculators.form import CalculatorForm
from smart315.web.filing.fields import DayField, YuanField


OF_TERM = ("first", "last", "stopped_on", "unused_by_choice")


class PrepaidForm(CalculatorForm):
    """A card or a deposit: what was paid, what was used, why it ends."""

    from_case: ClassVar[dict[str, str]] = {
        "paid_fen": "amount_fen",
        "paid_on": "purchased_on",
        "asked_on": "received_at",
    }

    paid_fen = YuanField(label=_("实际支付的预付款（元）"))
    gift_fen = YuanField(
        label=_("商家赠送的金额（元）"), required=False, help_text=_("例如充1000元送250元，填250。")
    )
    paid_on = DayField(label=_("付款日期"))
    asked_on = DayField(label=_("要求退款的日期"))
    cause = forms.ChoiceField(
        label=_("因谁的原因退款"),
        widget=forms.RadioSelect,
        initial=Cause.BUSINESS,
        choices=[
            (Cause.BUSINESS.value, _("商家原因（停业、搬迁、降低质量等）或者不是消费者的原因")),
            (Cause.CONSUMER.value, _("消费者自身原因")),
        ],
    )
    used_fen = YuanField(
        label=_("已经消费的部分，按折后价（元）"), required=False, help_text=_("没有消费的不填。")
    )
    used_full_fen = YuanField(
        label=_("已经消费的部分，按折扣前原价（元）"),
        required=False,
        help_text=_("因消费者自身原因退款时需要。"),
    )
    known_before = forms.BooleanField(
        label=_("签约前已经在这家或者别家享受过同样的商品、服务"), required=False
    )
    ended_on = DayField(
        label=_("合同解除的日期"), required=False, help_text=_("从这一天起计算利息；不清楚的不填。")
    )
    until = DayField(label=_("利息算到哪一天"), required=False)
    first = DayField(
        label=_("不限次数的卡：从哪一天"), required=False, help_text=_("年卡、月卡等才填。")
    )
    last = DayField(label=_("不限次数的卡：到哪一天"), required=False)
    stopped_on = DayField(label=_("商家从哪一天起停止服务"), required=False)
    unused_by_choice = forms.BooleanField(label=_("要求退的是自己没去用的那些天"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for both ends of a term, or for neither."""
        data = super().clean() or {}
        if bool(data.get("first")) != bool(data.get("last")):
            missing = "last" if data.get("first") else "first"
            self.add_error(missing, _("不限次数的卡，请把起止日期都填上。"))
        return data

    def calculated(self, figures: dict[str, Any]) -> Result:
        """Return the refund by the rates of the register."""
        of_term = {name: figures.pop(name) for name in OF_TERM if name in figures}
        cause = Cause(figures.pop("cause"))
        term = Term(**of_term) if "first" in of_term else None
        return refund(
            Prepayment(**figures, cause=cause, term=term),
            lpr=self.rules.rates("rate.lpr_one_year"),
            deposit=self.rules.rates("rate.deposit_one_year"),
        )


class TripleForm(CalculatorForm):
    """A price paid under fraud."""

    from_case: ClassVar[dict[str, str]] = {"price_fen": "amount_fen"}

    price_fen = YuanField(label=_("实际支付的价款或者费用（元）"))
    refund = forms.BooleanField(label=_("同时退货退款（退一）"), required=False, initial=True)
    label_flaw_only = forms.BooleanField(
        label=_("只是标签、说明书的瑕疵，不影响质量，也不会误导"), required=False
    )
    bad_faith = forms.BooleanField(
        label=_("有夹带、掉包、造假、篡改生产日期、捏造事实的情形"), required=False
    )

    def calculated(self, figures: dict[str, Any]) -> Result:
        """Return three times the price, at least what the law says."""
        return triple(Fraud(**figures, minimum_fen=self.rules.floor("damages.triple_min")))
