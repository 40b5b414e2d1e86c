"""Which paper to draft, and what is written in one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.insight.papers.declared import Blank
from smart315.insight.queries import PaperKind, Standing
from smart315.web.desk.forms.fields import text_area


LEAST_LINES, MOST_LINES, A_LINE = 3, 14, 34


class NewPaperForm(forms.Form):
    """Which paper of a consequence, and why once more where it went out before."""

    kind = forms.ChoiceField(
        label=_("文书"),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择要起草的文书。")},
    )
    reason = forms.CharField(
        label=_("重新制作的原因"),
        max_length=300,
        required=False,
        help_text=_("这种文书已经发出、需要重新制作的，写明原因；首次起草不填。"),
    )

    def __init__(self, *args: Any, kinds: tuple[PaperKind, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(e.value, e.label) for e in kinds]  # type: ignore[attr-defined]
        self.fields["kind"].initial = next(iter(kinds), None)


class PaperForm(forms.Form):
    """What is filled in and the parts of a paper; anything may be saved, it is checked beside."""

    use_required_attribute = False

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.declaration, row = standing.declaration, standing.row
        for blank in self.declaration.blanks:
            self.fields[blank.name] = _field(blank, row.words.get(blank.name, ""))
        for part in self.declaration.parts:
            text = row.texts.get(part.key, "")
            lines = sum(1 + len(each) // A_LINE for each in text.splitlines()) + 1
            self.fields[part.key] = forms.CharField(
                label=str(part.title),
                required=part.required,
                initial=text,
                widget=text_area(min(max(lines, LEAST_LINES), MOST_LINES)),
                help_text=_("一行一项。") if part.listed else "",
            )

    def written(self) -> dict[str, dict[str, str]]:
        """Return what was typed, right or wrong."""
        return {
            "words": {each.name: self.data.get(each.name, "") for each in self.declaration.blanks},
            "texts": {each.key: self.data.get(each.key, "") for each in self.declaration.parts},
        }


def _field(blank: Blank, initial: str) -> forms.Field:
    common: dict[str, Any] = {
        "label": str(blank.label),
        "help_text": blank.help,
        "required": blank.required,
        "initial": initial,
    }
    if blank.choices:
        return forms.ChoiceField(choices=[("", _("请选择")), *blank.choices], **common)
    if blank.day:
        widget: forms.Widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.CharField(widget=widget, **common)
    return forms.CharField(
        widget=text_area(blank.lines) if blank.lines > 1 else forms.TextInput(), **common
    )
