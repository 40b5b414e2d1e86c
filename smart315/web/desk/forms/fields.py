"""Fields that several forms of the desk share."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from smart315.kernel import money
from smart315.kernel.verdicts import Refused


class YuanField(forms.CharField):
    """An amount in yuan as people write it; cleaned to fen, or None when left empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        )
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show stored fen as yuan; leave what somebody typed as it is."""
        return money.yuan(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """Return the fen; raise ValidationError for what is no amount."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return money.fen_from_yuan(text)
        except ValueError:
            raise ValidationError(_("请以元为单位填写金额，最多两位小数，例如 128.50。")) from None


class DayField(forms.DateField):
    """A day, picked or typed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)


class MomentField(forms.DateTimeField):
    """A day and a time, picked or typed."""

    def __init__(self, **kwargs: Any) -> None:
        look = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        kwargs.setdefault("widget", look)
        super().__init__(**kwargs)


class LongSelect(forms.Select):
    """A select box with many choices, written in one go instead of a template each."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the box; the same marks as the plain one."""
        del renderer
        inside = [
            format_html('<optgroup label="{}">{}</optgroup>', group, _options(options))
            if group
            else _options(options)
            for group, options, _index in self.optgroups(name, self.format_value(value), attrs)
        ]
        marks = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(marks), SafeString("".join(inside)))


def _options(options: Sequence[Mapping[str, Any]]) -> SafeString:
    return _written(
        tuple(
            (str(each["value"]), tuple(each["attrs"].items()), str(each["label"]))
            for each in options
        )
    )


@lru_cache(maxsize=256)
def _written(options: tuple[tuple[str, tuple[tuple[str, Any], ...], str], ...]) -> SafeString:
    """Write choices once: the boxes of a list page say the same each time it is shown."""
    rows = ((flatatt({"value": value, **dict(marks)}), label) for value, marks, label in options)
    return format_html_join("", "<option{}>{}</option>", rows)


def text_area(rows: int = 4, **attrs: str) -> forms.Textarea:
    """Return a box for several lines."""
    return forms.Textarea(attrs={"rows": str(rows), **attrs})


def put(form: forms.BaseForm, refusal: Refused) -> None:
    """Show a refusal at the field it names, else above the form; what was typed stays."""
    named = refusal.field if refusal.field in form.fields else None
    form.add_error(named, str(refusal))


def optional_int(text: str) -> int | None:
    """Return the number that an address carries, or None for anything else."""
    return int(text) if text.isascii() and text.isdigit() else None


def optional_day(text: str) -> date | None:
    """Return the day that an address carries, or None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
