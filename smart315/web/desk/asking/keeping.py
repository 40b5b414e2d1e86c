"""The form around a kept question: its title, and who else may read it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor
from smart315.insight.queries import SavedQuestion
from smart315.insight.questions.keeping import Shared


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
