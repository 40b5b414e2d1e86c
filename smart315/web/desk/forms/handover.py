"""Giving cases to other officers: one, all of somebody's, or for some days."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.casework.queries import Load
from smart315.web.desk.forms.fields import DayField, text_area
from smart315.web.desk.forms.moves import LONG


def _words(load: Load) -> str:
    words = _("%(name)s（在办 %(count)s 件）") % {"name": load.name, "count": load.open}
    return words + (_("，由%(deputy)s代理") % {"deputy": load.deputy} if load.deputy else "")


class ReassignForm(forms.Form):
    """Who takes one case over, and why."""

    officer_id = forms.TypedChoiceField(label=_("新的承办人"), coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("理由"), max_length=LONG, widget=text_area(2))

    def __init__(self, *args: Any, loads: list[Load], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer_id"].choices = [(each.id, _words(each)) for each in loads]  # type: ignore[attr-defined]


class HandOverForm(forms.Form):
    """Who takes all cases of an officer, evenly, and why."""

    receivers = forms.TypedMultipleChoiceField(
        label=_("移交给"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("选择多位的，按各人在办件数均衡分配。"),
    )
    reason = forms.CharField(
        label=_("理由"), max_length=LONG, widget=text_area(2), help_text=_("例如：产假、调离。")
    )

    def __init__(self, *args: Any, loads: list[Load], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receivers"].choices = [(each.id, _words(each)) for each in loads]  # type: ignore[attr-defined]


class DeputyForm(forms.Form):
    """Who stands in, and for which days."""

    deputy_id = forms.TypedChoiceField(label=_("代理人"), coerce=int, widget=forms.RadioSelect)
    first_day = DayField(label=_("第一天"))
    last_day = DayField(label=_("最后一天"))
    reason = forms.CharField(label=_("原因"), required=False, max_length=80)

    def __init__(self, *args: Any, loads: list[Load], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy_id"].choices = [(each.id, _words(each)) for each in loads]  # type: ignore[attr-defined]
