"""A message in a mediation, and who reads it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.casework.codes import Audience
from smart315.web.desk.forms.fields import text_area
from smart315.web.desk.forms.moves import LONG


class SayForm(forms.Form):
    """What is said, and to whom."""

    text = forms.CharField(label=_("留言"), max_length=LONG, widget=text_area(2))
    audience = forms.ChoiceField(
        label=_("给谁看"), choices=Audience.choices, initial=Audience.INTERNAL
    )
