"""The consumer: how to reach them, where they live, how they want to be served."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.casework.codes import Language
from smart315.web.filing.fields import OUTSIDE, PhoneField, PlaceField, TownshipField, townships
from smart315.web.filing.pieces import Piece


class PersonPiece(Piece):
    """Name, phone, place. No identity number: it is not needed to complain."""

    name = forms.CharField(
        label=_("您的姓名"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("请填写您的真实姓名。"),
            "max_length": _("姓名最多40个字。"),
        },
    )
    phone = PhoneField(
        label=_("联系电话"),
        help_text=_("手机号码要用短信验证码核实；也可以填带区号的固定电话。"),
        error_messages={"required": _("请填写联系电话。")},
    )
    region_code = PlaceField(
        label=_("您住在哪里"),
        blank=_("请选择"),
        error_messages={"required": _("请选择您住的地区，以便转给当地消协。")},
    )
    township = TownshipField(label=_("乡镇、街道（可不选）"), required=False)
    address = forms.CharField(
        label=_("通讯地址"),
        max_length=200,
        required=False,
        help_text=_("用于送达文书，例如村、街道、门牌号。"),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
        error_messages={"max_length": _("通讯地址最多200个字，请缩短。")},
    )
    language = forms.ChoiceField(
        label=_("希望用哪种语言联系"),
        choices=Language.choices,
        initial=Language.CHINESE,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择希望使用的语言。")},
    )
    is_elder = forms.BooleanField(
        label=_("我已满60周岁，希望优先用电话联系（可不选）"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self["region_code"].value() or ""
        field: forms.ChoiceField = self.fields["township"]  # type: ignore[assignment]
        field.choices = townships("" if chosen == OUTSIDE else str(chosen))
        field.widget.attrs["lang"] = "zh-Hans"

    def clean(self) -> dict[str, Any]:
        """Take the township for the place when there is one.

        One that does not lie in the county is forgotten: the county was changed after it.
        """
        data: dict[str, Any] = super().clean() or self.cleaned_data
        county, township = data.get("region_code", ""), data.get("township", "")
        if county == OUTSIDE:
            data["region_code"] = ""
        elif township and township in dict(townships(county)):
            data["region_code"] = township
        return data
