"""Wording a message, and choosing which come by mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.messaging.states import Topic
from smart315.web.desk.forms.fields import text_area


TOPICS = [(each.value, each.label) for each in Topic if each not in {Topic.CODES, Topic.PLATFORM}]


class WordingForm(forms.Form):
    """Other words for a text; an empty one puts the delivered words back."""

    subject = forms.CharField(label=_("标题"), max_length=100, required=False)
    body = forms.CharField(
        label=_("文字"),
        max_length=500,
        required=False,
        widget=text_area(4),
        help_text=_("占位符须原样保留。留空即恢复系统自带的文字。"),
    )
    provider_code = forms.CharField(
        label=_("短信平台的模板编号"),
        max_length=60,
        required=False,
        help_text=_(
            "短信平台只发送它审核通过的文字：改文字前，请先在短信平台报审，再填它给的编号。"
        ),
    )
    reason = forms.CharField(label=_("修改原因"), max_length=200)

    def __init__(self, *args: Any, has_subject: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_subject:
            self.fields["subject"].widget = forms.HiddenInput()


class SubscriptionForm(forms.Form):
    """Which unread messages also come by mail, and to which address."""

    topics = forms.MultipleChoiceField(
        label=_("哪些消息未读时同时发邮件"),
        choices=TOPICS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("十分钟没有读的才发；都不选就不发邮件。"),
    )
    mail = forms.CharField(
        label=_("邮箱"),
        max_length=200,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
