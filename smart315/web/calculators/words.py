"""What a form begins with on a case, and whether an address carries figures for it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from smart315.kernel import money
from smart315.web.calculators.form import CalculatorForm
from smart315.web.filing.fields import YuanField


def beginnings(form: type[CalculatorForm], complaint: Any) -> dict[str, Any]:
    """Return what the form can take from the complaint, as people write it."""
    found = {name: getattr(complaint, column) for name, column in form.from_case.items()}
    return {
        name: _written(value, yuan=isinstance(form.base_fields[name], YuanField))
        for name, value in found.items()
        if value is not None
    }


def asked(form: type[CalculatorForm], data: Mapping[str, Any]) -> bool:
    """Tell whether an address or a post carries figures for the form."""
    return any(name in data for name in form.base_fields)


def _written(value: Any, *, yuan: bool) -> Any:
    if isinstance(value, datetime):
        return localdate(value)
    return money.yuan(value) if yuan else value
