"""What happened, what is asked for, and the evidence."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.casework.codes import ClaimKind, PurchaseChannel
from smart315.casework.filing import Claim
from smart315.web.filing.fields import DayField, YuanField
from smart315.web.filing.pieces import Piece


FACTS_LENGTH = 5000
# What is asked for in money; the other claims have no amount.
IN_MONEY = (ClaimKind.REFUND, ClaimKind.COMPENSATE, ClaimKind.EXTRA)


class StoryPiece(Piece):
    """What was bought, when, for how much, and what happened."""

    item = forms.CharField(
        label=_("商品或者服务的名称"),
        max_length=120,
        error_messages={
            "required": _("请填写商品或者服务的名称，例如“洗衣机”“健身年卡”。"),
            "max_length": _("名称最多120个字，请缩短。"),
        },
    )
    brand = forms.CharField(
        label=_("品牌"),
        max_length=60,
        required=False,
        error_messages={"max_length": _("品牌最多60个字，请缩短。")},
    )
    model = forms.CharField(
        label=_("型号"),
        max_length=80,
        required=False,
        error_messages={"max_length": _("型号最多80个字，请缩短。")},
    )
    purchase_channel = forms.ChoiceField(
        label=_("在哪里买的"),
        choices=[("", _("不清楚")), *PurchaseChannel.choices],
        required=False,
    )
    order_number = forms.CharField(
        label=_("订单号、发票号或合同号"),
        max_length=60,
        required=False,
        error_messages={"max_length": _("编号最多60个字；有几个编号的，其余写在经过里。")},
    )
    amount = YuanField(
        label=_("花了多少钱（元）"),
        help_text=_("争议商品或者服务的价款。还没有付款的填 0。"),
        error_messages={"required": _("请填写金额，单位是元；还没有付款的填 0。")},
    )
    purchased_on = DayField(
        label=_("哪天买的"),
        help_text=_("记不清的，填大概日期。"),
        error_messages={"required": _("请填写购买日期；记不清的，填大概日期。")},
    )
    known_on = DayField(
        label=_("哪天发现问题的"),
        required=False,
        help_text=_("从知道或者应当知道权益受到侵害起，一般三年内可以提出。"),
    )
    facts = forms.CharField(
        label=_("事情的经过"),
        max_length=FACTS_LENGTH,
        strip=True,
        help_text=_(
            "按时间写：什么时候买的、出了什么问题、找商家怎么说。请不要写身份证号和银行卡号。"
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("请写明发生了什么事，以便消协核实。"),
            "max_length": _("经过最多5000字，请缩短；其余可以作为材料上传。"),
        },
    )


class ClaimsPiece(Piece):
    """What the consumer asks for; an amount alone says which claim is meant."""

    claims = forms.MultipleChoiceField(
        label=_("您希望怎样解决"),
        choices=ClaimKind.choices,
        required=False,
        help_text=_("可以多选；选“其他”的，请在经过里写明。"),
        widget=forms.CheckboxSelectMultiple,
    )
    amount_refund = YuanField(label=_("要求退款多少元"), required=False)
    amount_compensate = YuanField(label=_("要求赔偿多少元"), required=False)
    amount_extra = YuanField(label=_("要求增加赔偿多少元"), required=False)

    def clean(self) -> dict[str, Any]:
        """Require at least one claim."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "claims" in data:
            asked = {*data["claims"], *(kind for kind in IN_MONEY if self._amount(kind))}
            data["claims"] = tuple(
                Claim(kind, self._amount(kind)) for kind in ClaimKind if kind in asked
            )
            if not asked:
                self.add_error("claims", _("请至少选择一项诉求。"))
        return data

    def _amount(self, kind: ClaimKind) -> int | None:
        fen: int | None = self.cleaned_data.get(f"amount_{kind}")
        return fen if kind in IN_MONEY else None


class EvidencePiece(Piece):
    """Why there is no evidence; the files themselves are stored one by one."""

    no_evidence_reason = forms.CharField(
        label=_("暂时没有证据的原因"),
        max_length=200,
        required=False,
        help_text=_("例如：小票丢失；商家没有开发票。以后可以补充。"),
        widget=forms.TextInput,
        error_messages={"max_length": _("原因最多200个字，请缩短。")},
    )
