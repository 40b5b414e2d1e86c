"""Who opens the letter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.web.filing import Piece


class IdentityForm(Piece):
    """The statement of who opens the complaint for the business; no more is asked."""

    name = forms.CharField(
        label=_("您的姓名"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("请填写您的姓名。")},
    )
    role = forms.CharField(
        label=_("您在该经营者的职务"),
        max_length=60,
        help_text=_("例如经营者本人、店长、客服负责人。"),
        error_messages={"required": _("请填写您在该经营者的职务。")},
    )
    phone = forms.CharField(
        label=_("联系电话"),
        max_length=40,
        required=False,
        help_text=_("消协需要核实时使用，不给投诉人。"),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    stated = forms.BooleanField(
        label=_("我受该经营者委托查看和答复这件投诉，只为处理投诉使用其中的信息"),
        error_messages={"required": _("请确认您受该经营者委托后勾选。")},
    )
