"""Changing a parameter: the value in the shape it has, its basis, and the day it begins."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from smart315.kernel.workdays import Limit, Unit
from smart315.web.desk.forms.fields import DayField, text_area
from smart315.web.desk.values import UNITS, part_of


SWITCH = (("yes", _("是")), ("no", _("否")))


class NumbersField(forms.CharField):
    """Whole numbers in a row, ascending; the count stays as it is."""

    def clean(self, value: Any) -> Any:
        """Return the numbers; raise ValidationError for anything else."""
        text = super().clean(value)
        try:
            return [int(each) for each in text.replace("，", ",").replace("、", ",").split(",")]
        except ValueError:
            raise ValidationError(
                gettext("请填写整数，由小到大，用逗号隔开，例如 70, 90, 100。")
            ) from None

    def prepare_value(self, value: Any) -> Any:
        """Show the numbers with commas between."""
        return ", ".join(map(str, value)) if isinstance(value, list) else value


class RuleForm(forms.Form):
    """One new version of a rule. `pattern` is the value as it stands, and gives the shape."""

    basis = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("制度、文件的名称和条款。")
    )
    effective_from = DayField(
        label=_("自何日起执行"), help_text=_("今天或以后；已收到的投诉不受影响。")
    )
    note = forms.CharField(label=_("说明"), max_length=500, required=False, widget=text_area(2))

    def __init__(
        self, *args: Any, pattern: Any, choices: Sequence[tuple[str, Any]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pattern = pattern
        self.shape = _fields_of(pattern)
        if choices:
            self.shape["value"] = forms.ChoiceField(
                label=_("取值"), choices=choices, initial=pattern
            )
        self.fields = {**self.shape, **self.fields}

    def arguments(self) -> dict[str, Any]:
        """Return what `parameters.actions.set_rule` takes besides who, when and which."""
        data = self.cleaned_data
        rest = {name: data[name] for name in ("basis", "effective_from", "note")}
        return {"value": _value_of(self.pattern, data), **rest}


def _fields_of(pattern: Any) -> dict[str, forms.Field]:
    if isinstance(pattern, Limit):
        units = [(unit.value, words) for unit, words in UNITS.items()]
        return {
            "length": forms.IntegerField(
                label=_("期限"), min_value=1, max_value=9999, initial=pattern.length
            ),
            "unit": forms.ChoiceField(label=_("单位"), choices=units, initial=pattern.unit.value),
        }
    if isinstance(pattern, Mapping):
        return {f"part_{key}": _plain(part_of(key), each) for key, each in pattern.items()}
    return {"value": _plain(_("取值"), pattern)}


def _plain(label: Any, pattern: Any) -> forms.Field:
    if isinstance(pattern, bool):
        now = "yes" if pattern else "no"
        return forms.ChoiceField(label=label, choices=SWITCH, initial=now)
    if isinstance(pattern, int):
        return forms.IntegerField(label=label, min_value=0, initial=pattern)
    if isinstance(pattern, list):
        return NumbersField(label=label, initial=pattern)
    return forms.CharField(label=label, max_length=60, initial=pattern)


def _value_of(pattern: Any, data: Mapping[str, Any]) -> Any:
    if isinstance(pattern, Limit):
        return Limit(data["length"], Unit(data["unit"]))
    if isinstance(pattern, Mapping):
        return {key: data[f"part_{key}"] for key in pattern}
    return data["value"] == "yes" if isinstance(pattern, bool) else data["value"]
