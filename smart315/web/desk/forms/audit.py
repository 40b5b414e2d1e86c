"""Which stream of the record is to be read."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _


SUBJECTS = (
    ("complaint", _("投诉")),
    ("business", _("经营者")),
    ("organisation", _("组织")),
    ("user", _("人员")),
    ("rule", _("规则")),
    ("calendar", _("日历")),
    ("audit", _("每日锚定")),
)
ANCHORS = "anchors"
KEY = re.compile(r"[\w.:\-]{1,60}")


class StreamForm(forms.Form):
    """A subject and its key, as they stand at the foot of its page."""

    subject = forms.ChoiceField(label=_("对象"), choices=SUBJECTS)
    key = forms.CharField(
        label=_("编号"),
        max_length=60,
        required=False,
        help_text=_("投诉、经营者等页面下方的审计编号；规则填键名，日历填年份或日期。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_key(self) -> str:
        """Return the key; raise ValidationError for what can be none."""
        key: str = self.cleaned_data["key"].strip().rpartition("：")[2].split(":")[-1]
        if self.cleaned_data.get("subject") == "audit":
            return ANCHORS
        if not KEY.fullmatch(key):
            raise ValidationError(gettext("请填写编号，只含字母、数字、点和连字符。"))
        return key

    @property
    def stream(self) -> str:
        """Return the name of the stream."""
        return f"{self.cleaned_data['subject']}:{self.cleaned_data['key']}"
