"""Fields that read what people write: yuan, days, phones, places, codes."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smart315.accounts import phones
from smart315.businesses.uscc import normal_uscc
from smart315.kernel.money import fen_from_yuan
from smart315.kernel.verdicts import Refused
from smart315.regions import queries as regions


OUTSIDE = "outside"
USCC_LENGTH = 18


class YuanField(forms.CharField):
    """An amount in yuan; its value is fen, or None when nothing was written."""

    default_error_messages = {"invalid": _("金额请写成数字，例如 1280.50，单位是元。")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(max_length=24, **kwargs)

    def clean(self, value: Any) -> int | None:
        """Return the fen. Raises ValidationError for anything but an amount."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return fen_from_yuan(text)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class DayField(forms.DateField):
    """A day, from the browser's calendar or written in one of the usual ways."""

    default_error_messages = {"invalid": _("日期请写成年-月-日，例如 2026-3-15。")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"],
            **kwargs,
        )

    def to_python(self, value: Any) -> date | None:
        """Return the day; full-width digits and spaces are taken for plain ones."""
        if isinstance(value, str):
            value = "".join(unicodedata.normalize("NFKC", value).split())
        return super().to_python(value)


class PhoneField(forms.CharField):
    """A mobile or a fixed line, brought to one spelling."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "tel", "autocomplete": "tel", "type": "tel"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str:
        """Return the digits as dialled at home. Raises ValidationError."""
        text = super().clean(value)
        try:
            return phones.contact(text).number if text else ""
        except Refused as refusal:
            raise ValidationError(str(refusal), code="invalid") from None


class UsccField(forms.CharField):
    """A unified social credit code; a doubtful one is warned about elsewhere, never refused."""

    default_error_messages = {
        "long": _("统一社会信用代码最多18位，请核对是否多写；不清楚的可以不填。")
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str:
        """Return the code in one spelling. Raises ValidationError when it cannot be stored."""
        code = normal_uscc(super().clean(value))
        if len(code) > USCC_LENGTH:
            raise ValidationError(self.error_messages["long"], code="long")
        return code


class PlaceField(forms.ChoiceField):
    """A county of Qinghai, a prefecture when the county is unknown, or somewhere outside.

    One list grouped by prefecture, so that it works without a script.
    """

    default_error_messages = {"invalid_choice": _("请从列表中选择地区。")}

    def __init__(self, *, blank: Promise, **kwargs: Any) -> None:
        super().__init__(choices=lambda: places(blank), **kwargs)
        self.widget.attrs["lang"] = "zh-Hans"

    def valid_value(self, value: Any) -> bool:
        """Accept any division: a business of the register may lie in a township."""
        return str(value) in {"", OUTSIDE} or regions.known(str(value))


class TownshipField(forms.ChoiceField):
    """A township of the county chosen above; a stale one is for the form to forget."""

    def valid_value(self, value: Any) -> bool:  # noqa: ARG002
        """Accept anything: a county changed after its township is no mistake of the reader's."""
        return True


def places(blank: str | Promise) -> list[tuple[Any, Any]]:
    """Return the choices of a place: nothing, the counties by prefecture, outside the province."""
    return [
        ("", blank),
        *((name, _counties(code, name)) for code, name in regions.options()),
        (OUTSIDE, _("青海省以外")),
    ]


def townships(county: str) -> list[tuple[str, str | Promise]]:
    """Return the choices of a township within a county; only the blank one without a county."""
    known: Sequence[tuple[str, str]] = ()
    if county and regions.county_of(county):
        known = regions.options(regions.county_of(county))
    return [("", _("不选")), *known]


def _counties(prefecture: str, name: str) -> list[tuple[str, str | Promise]]:
    unsure = f"{name}（不清楚县区）"
    return [(prefecture, unsure), *regions.options(prefecture)]
