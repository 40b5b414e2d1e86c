"""Many tick boxes, of which any may be chosen; what was never offered is kept, not refused here."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


Choices = list[tuple[str, str]]
Groups = list[tuple[str, Choices]]
BOX = (
    '<div><label for="{0}"><input type="checkbox" name="{1}" value="{2}" id="{0}"{3}> {4}'
    "</label></div>"
)


class BoxList(forms.CheckboxSelectMultiple):
    """Tick boxes written in one go instead of a template each, under headings where grouped."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the boxes; the same marks as the plain ones."""
        del renderer
        chosen, base = set(value or ()), (attrs or {}).get("id", f"id_{name}")
        parts, number = [], 0
        for group, choices in _grouped(list(self.choices)):
            rows = []
            for code, label in choices:
                ticked = SafeString(" checked") if str(code) in chosen else ""
                rows.append((f"{base}_{number}", name, code, ticked, label))
                number += 1
            if group:
                parts.append(format_html('<div class="group">{}</div>', group))
            parts.append(format_html_join("", BOX, rows))
        return format_html('<div id="{}">{}</div>', base, SafeString("".join(parts)))


class Boxes(forms.MultipleChoiceField):
    """Any number of choices; whether each means something is asked where questions are read."""

    widget = BoxList

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def validate(self, value: Any) -> None:
        """Leave the refusal to whoever reads the question."""


class Choice(forms.ChoiceField):
    """One choice; whether it means something is asked where questions are read."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def validate(self, value: Any) -> None:
        """Leave the refusal to whoever reads the question."""


def _grouped(choices: list[Any]) -> Groups:
    grouped = choices and isinstance(choices[0][1], list | tuple)
    return choices if grouped else [("", choices)]
