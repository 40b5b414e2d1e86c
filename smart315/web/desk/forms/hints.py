"""What an officer makes of hints of abuse."""

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.casework.codes import AbuseDecision
from smart315.web.desk.forms.fields import text_area
from smart315.web.desk.forms.moves import LONG


class ReviewForm(forms.Form):
    """A decision of the closed list, and its reason."""

    decision = forms.ChoiceField(
        label=_("处理意见"), choices=AbuseDecision.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("理由"),
        max_length=LONG,
        widget=text_area(3),
        help_text=_("写明核实了什么；记入审计，只在内部可见。"),
    )
