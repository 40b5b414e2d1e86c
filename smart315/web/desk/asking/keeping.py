"""Forms around a kept question: its title and readers, and how it is mailed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor
from smart315.insight.queries import MEASURES, SavedQuestion
from smart315.insight.questions.keeping import Every, Rule, Shared
from smart315.insight.questions.question import Question


class KeepForm(forms.Form):
    """Under which title a question is kept, and who else may read it."""

    title = forms.CharField(label=_("标题"), max_length=100)
    note = forms.CharField(label=_("说明"), max_length=300, required=False)
    shared = forms.ChoiceField(
        label=_("谁能打开"),
        choices=Shared.choices,
        widget=forms.RadioSelect,
        initial=Shared.ME,
        help_text=_("共享的是问题，不是数字：每个人看到的都是其权限范围内的数字。"),
    )
    organisation = forms.TypedChoiceField(label=_("从哪个单位共享"), coerce=int)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = accounts.organisations(frozenset(actor.held)).values()
        choices = [(each.pk, each.name) for each in sorted(held, key=lambda each: each.pk)]
        field = self.fields["organisation"]
        field.choices = choices  # type: ignore[attr-defined]
        field.initial = choices[0][0]
        if len(choices) == 1:
            field.widget = forms.HiddenInput()

    @staticmethod
    def of(row: SavedQuestion) -> dict[str, Any]:
        """Return what the form shows of a kept question."""
        return {
            "title": row.title,
            "note": row.note,
            "shared": row.shared,
            "organisation": row.organisation_id,
        }

    def arguments(self) -> dict[str, Any]:
        """Return what the action takes; the form must be valid."""
        data = self.cleaned_data
        return {
            "title": data["title"],
            "note": data["note"],
            "shared": Shared(data["shared"]),
            "organisation_id": data["organisation"],
        }


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
