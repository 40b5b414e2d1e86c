"""Founding an organisation, opening an account, giving a role."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Role
from smart315.accounts.levels import PARENTS, Level
from smart315.accounts.queries import Organisation, User
from smart315.regions import queries as regions


class FoundForm(forms.Form):
    """An association, a station or a partner authority under a given parent."""

    name = forms.CharField(label=_("名称"), max_length=100)
    level = forms.ChoiceField(label=_("层级"))
    region = forms.CharField(
        label=_("行政区划"),
        max_length=40,
        help_text=_("六位代码或名称，例如 630102 或 城东区；维权站可填乡镇、街道。"),
    )
    phone = forms.CharField(label=_("联系电话"), max_length=40, required=False)
    address = forms.CharField(label=_("地址"), max_length=200, required=False)

    def __init__(self, *args: Any, parent: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = [each for each in Level if Level(parent.level) in PARENTS[each]]
        self.fields["level"].choices = [(each.value, each.label) for each in fitting]  # type: ignore[attr-defined]

    def clean_region(self) -> str:
        """Return the code that a code or a name means."""
        code = regions.resolve(self.cleaned_data["region"])
        if code is None:
            raise ValidationError(gettext("没有这个行政区划，或名称不止一处，请填写代码。"))
        return code


class DescribeForm(forms.Form):
    """How an organisation is reached."""

    phone = forms.CharField(
        label=_("联系电话"),
        max_length=40,
        required=False,
        help_text=_("投诉人会在受理信息里看到。"),
    )
    address = forms.CharField(label=_("地址"), max_length=200, required=False)


class SealForm(forms.Form):
    """The picture of the official seal."""

    picture = forms.FileField(
        label=_("印章图片"),
        help_text=_(
            "透明背景的PNG，正方形，边长300到3000像素，不超过2 MB；印章占满画面，打印直径42毫米。"
        ),
        widget=forms.ClearableFileInput(attrs={"accept": "image/png"}),
    )


class AccountForm(forms.Form):
    """A person who will sign in; the password is chosen by that person."""

    display_name = forms.CharField(label=_("姓名"), max_length=60)
    username = forms.CharField(
        label=_("用户名"),
        max_length=150,
        help_text=_("登录时使用，字母或数字为宜，开设后不能修改。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    phone = forms.CharField(
        label=_("手机"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )


class PersonField(forms.CharField):
    """Somebody with an account, by the name with which they sign in."""

    def clean(self, value: Any) -> Any:
        """Return the person; raise ValidationError when there is none of that name."""
        found: User | None = accounts.user_named(super().clean(value))
        if found is None:
            raise ValidationError(gettext("没有这个用户名，或账户已停用。请核对，或先开设账户。"))
        return found


class AppointForm(forms.Form):
    """A role for somebody who has an account."""

    person = PersonField(
        label=_("用户名"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    role = forms.ChoiceField(label=_("岗位"), choices=Role.choices)


class OfferForm(forms.Form):
    """Whose password is to be chosen anew."""

    person = PersonField(
        label=_("用户名"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        help_text=_("请先当面或回拨电话核实身份。"),
    )
