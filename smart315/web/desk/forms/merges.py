"""Proposing that two entries are one, and saying why at each further step."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.businesses.queries import Business


class ReasonForm(forms.Form):
    """Why the step is made."""

    reason = forms.CharField(
        label=_("理由"), max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )


class ProposeForm(ReasonForm):
    """Which of the two stays, and why they are one."""

    survivor = forms.TypedChoiceField(label=_("保留"), coerce=int, widget=forms.RadioSelect)
    code_reason = forms.CharField(
        label=_("代码不同的原因"),
        max_length=200,
        help_text=_("两家的统一社会信用代码都有效而不同，例如换证换码、吸收合并，请写明依据。"),
    )
    field_order = ("survivor", "reason", "code_reason")

    def __init__(
        self, *args: Any, one: Business, other: Business, codes_differ: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pair = {one.pk, other.pk}
        self.fields["survivor"].choices = [  # type: ignore[attr-defined]
            (each.pk, " · ".join(filter(None, (each.name, each.uscc)))) for each in (one, other)
        ]
        if not codes_differ:
            del self.fields["code_reason"]

    def arguments(self) -> dict[str, Any]:
        """Return who is merged into whom, and why."""
        data = dict(self.cleaned_data)
        survivor = data.pop("survivor")
        (merged,) = self.pair - {survivor}
        return {"merged_id": merged, "survivor_id": survivor, **data}
