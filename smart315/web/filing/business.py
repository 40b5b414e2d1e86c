"""The business complained about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.businesses import queries as businesses
from smart315.casework.codes import RespondentRole
from smart315.web.filing.fields import OUTSIDE, PlaceField, UsccField
from smart315.web.filing.pieces import Piece


# "None of these": the name as typed, not a business of the register.
NONE = "none"


class BusinessPiece(Piece):
    """Who is complained about: a business of the register, or a name as typed."""

    respondent_name = forms.CharField(
        label=_("商家名称"),
        max_length=120,
        help_text=_("营业执照、发票、合同或店招上的名称；也可以填统一社会信用代码。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("请填写商家名称；不知道全称的，填店招、网店名或付款时显示的名称。"),
            "max_length": _("商家名称最多120个字，请缩短。"),
        },
    )
    business_id = forms.CharField(label=_("登记簿中的商家"), max_length=20, required=False)
    respondent_uscc = UsccField(label=_("统一社会信用代码"), required=False)
    respondent_role = forms.ChoiceField(
        label=_("它是做什么的"),
        choices=[("", _("不清楚")), *RespondentRole.choices],
        required=False,
    )
    respondent_region_code = PlaceField(label=_("商家在哪里"), blank=_("不清楚"), required=False)
    respondent_address = forms.CharField(
        label=_("商家地址"),
        max_length=200,
        required=False,
        error_messages={"max_length": _("商家地址最多200个字，请缩短。")},
    )
    respondent_phone = forms.CharField(
        label=_("商家电话"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        error_messages={"max_length": _("商家电话最多40个字，写一个号码即可。")},
    )
    platform = forms.CharField(
        label=_("网购平台"),
        max_length=80,
        required=False,
        help_text=_("在网上买的才填，例如平台或小程序的名称。"),
        error_messages={"max_length": _("网购平台最多80个字，请缩短。")},
    )
    shop = forms.CharField(
        label=_("网店、直播间名称"),
        max_length=120,
        required=False,
        error_messages={"max_length": _("网店名称最多120个字，请缩短。")},
    )

    def clean_business_id(self) -> int | None:
        """Return the number of a business of the register, or None for the name as typed."""
        chosen = str(self.cleaned_data["business_id"])
        return int(chosen) if chosen.isdecimal() else None

    def clean(self) -> dict[str, Any]:
        """Take name, code and place of a business of the register from there."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("business_id"):
            self.take_from_register(data)
        if data.get("respondent_region_code") == OUTSIDE:
            data["respondent_region_code"] = ""
        return data

    def take_from_register(self, data: dict[str, Any]) -> None:
        """Write what the register knows of the chosen business into the cleaned data."""
        business = businesses.by_id(data["business_id"])
        if business is None:
            self.add_error("business_id", _("没有找到所选的商家，请重新查找。"))
            return
        data["respondent_name"] = business.name
        data["respondent_uscc"] = business.uscc or data.get("respondent_uscc", "")
        place = business.region_id or data.get("respondent_region_code", "")
        data["respondent_region_code"] = place
