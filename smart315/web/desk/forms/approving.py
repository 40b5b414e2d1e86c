"""Deciding on what another officer proposed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.web.desk.forms.fields import text_area


class DecisionForm(forms.Form):
    """Approve or refuse; who refuses says why."""

    remark = forms.CharField(
        label=_("审批意见"),
        required=False,
        max_length=200,
        widget=text_area(2),
        help_text=_("不同意的，须写明理由。"),
    )
