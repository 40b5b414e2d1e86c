"""The form by which somebody has a question mailed to themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.insight.queries import MEASURES
from smart315.insight.questions.keeping import Every, Rule
from smart315.insight.questions.question import Question


class MailForm(forms.Form):
    """Where and how often a question is mailed, and on what condition."""

    mail = forms.CharField(
        label=_("邮箱"),
        max_length=200,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    every = forms.ChoiceField(
        label=_("多久发一次"),
        choices=Every.choices,
        widget=forms.RadioSelect,
        initial=Every.WEEK,
        help_text=_("一期结束后的早上六点发；发的是那一期的数字，不论问题保存时是什么期间。"),
    )
    rule = forms.ChoiceField(
        label=_("什么情况下发"),
        choices=Rule.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    measure = forms.ChoiceField(label=_("条件看哪一项指标"), required=False)
    limit = forms.DecimalField(
        label=_("条件的数值"),
        required=False,
        max_digits=14,
        decimal_places=2,
        help_text=_("按页面上的单位：件、人次、万元、%、天、分。"),
    )
    of_rows = forms.BooleanField(label=_("任何一行达到就发（不选则看全部）"), required=False)

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measures = [(name, MEASURES[name].title) for name in question.measures]
        self.fields["measure"].choices = measures  # type: ignore[attr-defined]
        self.fields["measure"].initial = question.measures[0]
        if not question.rows:
            self.fields["of_rows"].widget = forms.HiddenInput()

    def arguments(self) -> dict[str, Any]:
        """Return what the action takes; the form must be valid."""
        data = self.cleaned_data
        return {**data, "every": Every(data["every"]), "rule": Rule(data["rule"])}
