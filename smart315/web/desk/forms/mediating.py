"""Mediation: opening it, pausing it, what was agreed, ending it (T06, T13-T16)."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from smart315.casework.actions import Terms
from smart315.casework.codes import OFFERS, AnswerCode, SuspendReason, TerminationReason
from smart315.web.desk.forms.fields import DayField, MomentField, YuanField, text_area
from smart315.web.desk.forms.moves import LONG, MoveForm


class StartMediationForm(MoveForm):
    """When and where, and that both want it."""

    meeting_at = MomentField(
        label=_("时间"), required=False, help_text=_("另行约定的可以不填。请提前告知双方。")
    )
    place = forms.CharField(
        label=_("地点或者方式"),
        max_length=200,
        help_text=_("例如：本会调解室、电话调解、视频调解。"),
    )
    consumer_agrees = forms.BooleanField(label=_("投诉人同意调解"), required=False)
    business_agrees = forms.BooleanField(label=_("经营者同意调解"), required=False)


class SuspendForm(MoveForm):
    """Why mediation pauses."""

    reason = forms.ChoiceField(
        label=_("中止原因"), choices=SuspendReason.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("说明"), required=False, max_length=LONG, widget=text_area(3),
        help_text=_("写入中止调解通知书，双方会看到。"),
    )  # fmt: skip


class TermsForm(MoveForm):
    """What is to be done, how much, by whom and how, until when."""

    code = forms.ChoiceField(label=_("协议内容"))
    amount = YuanField(
        label=_("总金额（元）"),
        required=False,
        help_text=_("退款、退货、赔偿和部分满足诉求的，必须写明。"),
    )
    extra = YuanField(
        label=_("其中增加赔偿（元）"),
        required=False,
        help_text=_("因欺诈等加倍赔偿的部分，包含在总金额内。"),
    )
    perform_by = DayField(label=_("履行期限"))
    method = forms.CharField(
        label=_("由谁、以什么方式履行"),
        max_length=80,
        help_text=_("例如：由经营者原路退回投诉人的支付账户。"),
    )
    text = forms.CharField(
        label=_("其他约定"), required=False, max_length=LONG, widget=text_area(3)
    )
    oral = forms.BooleanField(
        label=_("口头协议"),
        required=False,
        help_text=_("双方认为不需要制作协议书的，记明内容即可（《人民调解法》第二十八条）。"),
    )

    def prepare(self) -> None:
        """Begin with the offer that the consumer has not declined, if there is one."""
        offers = [(each.value, each.label) for each in AnswerCode if each in OFFERS]
        self.fields["code"].choices = [("", gettext("请选择")), *offers]  # type: ignore[attr-defined]
        offer = next((each for each in self.case.answers if each.state == "open"), None)
        if offer is not None:
            self.fields["code"].initial = offer.code
            self.fields["amount"].initial = offer.amount_fen
            self.fields["perform_by"].initial = offer.promised_on

    def arguments(self) -> dict[str, Any]:
        """Return the terms as one value."""
        data = self.cleaned_data
        rest = {name: data[name] for name in ("code", "perform_by", "method", "text", "oral")}
        terms = Terms(amount_fen=data["amount"] or 0, extra_fen=data["extra"] or 0, **rest)
        return {"terms": terms}


class TerminateForm(MoveForm):
    """A code of the closed list and what happened."""

    code = forms.ChoiceField(
        label=_("终止调解的理由"),
        choices=[(code.value, f"{code.value}　{code.label}") for code in TerminationReason],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("具体情况"),
        max_length=LONG,
        widget=text_area(4),
        help_text=_("写入终止调解通知书，双方会看到。"),
    )
