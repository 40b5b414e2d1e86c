"""Entering a business, its other names, and the people who answer for it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from smart315.accounts import queries as accounts
from smart315.accounts.queries import User
from smart315.businesses.queries import AliasKind, Kind, MemberRole
from smart315.casework import taxonomy
from smart315.regions import queries as regions


class RegisterForm(forms.Form):
    """A business as it is entered; a doubtful code is taken, after the warning was seen."""

    name = forms.CharField(label=_("名称"), max_length=200, help_text=_("营业执照上的全称。"))
    uscc = forms.CharField(label=_("统一社会信用代码"), max_length=32, required=False)
    kind = forms.ChoiceField(label=_("主体类型"), choices=Kind.choices, initial=Kind.COMPANY)
    category = forms.ChoiceField(label=_("主要商品或服务"), required=False)
    region = forms.CharField(
        label=_("所在地"),
        max_length=40,
        required=False,
        help_text=_("六位代码或名称，例如 630102 或 城东区。"),
    )
    address = forms.CharField(label=_("经营地址"), max_length=300, required=False)
    phone = forms.CharField(label=_("联系电话"), max_length=40, required=False)
    email = forms.EmailField(label=_("电子邮箱"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = categories()  # type: ignore[attr-defined]

    def clean_region(self) -> str:
        """Return the code that a code or a name means, or nothing."""
        wanted = self.cleaned_data["region"]
        code = regions.resolve(wanted) if wanted else ""
        if code is None:
            raise ValidationError(gettext("没有这个行政区划，或名称不止一处，请填写代码。"))
        return code


class AliasForm(forms.Form):
    """Another name by which consumers know the business."""

    name = forms.CharField(label=_("名称"), max_length=200)
    kind = forms.ChoiceField(label=_("来源"), choices=AliasKind.choices, initial=AliasKind.BRAND)


class MemberForm(forms.Form):
    """A person who will answer for the business: with a new account, or one that is there."""

    account = forms.ChoiceField(
        label=_("账户"),
        choices=(("new", _("开设新账户")), ("known", _("已有账户"))),
        initial="new",
        widget=forms.RadioSelect,
    )
    username = forms.CharField(
        label=_("用户名"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    display_name = forms.CharField(
        label=_("姓名"), max_length=60, required=False, help_text=_("开设新账户时填写。")
    )
    phone = forms.CharField(
        label=_("手机"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("身份"), choices=MemberRole.choices, initial=MemberRole.MANAGER
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the name of somebody new; find somebody who is there, staff excepted."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("account") == "known":
            data["known"] = self._known(data.get("username", ""))
        elif not data.get("display_name"):
            self.add_error("display_name", gettext("请填写姓名。"))
        return data

    def _known(self, username: str) -> User | None:
        found = accounts.user_named(username)
        if found is None:
            self.add_error("username", gettext("没有这个用户名。请核对，或选择开设新账户。"))
        elif accounts.roles_of(found.pk):
            self.add_error("username", gettext("这是消协工作人员的账户，不能同时代表经营者。"))
        return found


def categories(empty: str = "—") -> list[tuple[str, Any]]:
    """Return all categories for a select box, the second level under the first."""
    choices: list[tuple[str, Any]] = [("", empty)]
    for kind in taxonomy.CATEGORIES:
        for root in taxonomy.roots(kind):
            below = [
                (each.code, f"{each.code} {each.name}") for each in taxonomy.children(root.code)
            ]
            choices.append((root.name, [(root.code, f"{root.code} {root.name}"), *below]))
    return choices


def natures(empty: str = "—") -> list[tuple[str, Any]]:
    """Return the natures for a select box."""
    return [("", empty), *((each.code, each.name) for each in taxonomy.natures())]
