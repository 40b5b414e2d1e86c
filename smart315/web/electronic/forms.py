"""What is asked for a key, an endpoint, a contact, a shop."""

from datetime import datetime, time

from django import forms
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext_lazy as _

from smart315.casework.events import LABELS
from smart315.partners.states import Scope, Step
from smart315.web.desk.forms.fields import DayField


class KeyForm(forms.Form):
    """A new key: what uses it, what it opens, until when."""

    name = forms.CharField(
        label=_("名称"), max_length=60, help_text=_("使用它的系统，例如“客服工单系统”。")
    )
    scopes = forms.MultipleChoiceField(
        label=_("权限"),
        choices=Scope.choices,
        initial=[Scope.READ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请至少选择一项权限。")},
    )
    until = DayField(label=_("有效至"), required=False, help_text=_("不填则一直有效，直到撤销。"))
    sandbox = forms.BooleanField(label=_("沙盒密钥：只能操作虚构的测试投诉"), required=False)

    def expires_at(self) -> datetime | None:
        """Return the last moment at which the key opens anything."""
        day = self.cleaned_data["until"]
        return datetime.combine(day, time.max, tzinfo=get_default_timezone()) if day else None


class EndpointForm(forms.Form):
    """A new endpoint: where to, and which events; none chosen means all."""

    url = forms.CharField(
        label=_("推送地址"),
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=_("以 https:// 开头的公网地址。"),
    )
    events = forms.MultipleChoiceField(
        label=_("推送哪些事件"),
        choices=[(each.value, label) for each, label in LABELS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("不选则推送全部事件。"),
    )
    sandbox = forms.BooleanField(label=_("接收沙盒（测试投诉）的事件"), required=False)


class ContactForm(forms.Form):
    """Whom a platform names for one step."""

    step = forms.ChoiceField(label=_("级别"), choices=Step.choices)
    name = forms.CharField(label=_("姓名"), max_length=40)
    email = forms.CharField(label=_("电子邮箱"), max_length=200, widget=forms.EmailInput)
    phone = forms.CharField(label=_("电话"), max_length=40, required=False)


class ShopForm(forms.Form):
    """A shop by its name or code, and how the platform calls it."""

    shop = forms.CharField(
        label=_("店铺的名称或统一社会信用代码"),
        max_length=200,
        error_messages={"required": _("请填写店铺的名称或代码。")},
    )
    code = forms.CharField(label=_("平台内的店铺编号"), max_length=60, required=False)


class ShopsForm(forms.Form):
    """A table of shops."""

    table = forms.FileField(
        label=_("店铺表（CSV）"),
        help_text=_("第一行为表头：名称,统一社会信用代码,店铺编号。没有登记过的经营者会一并登记。"),
    )
