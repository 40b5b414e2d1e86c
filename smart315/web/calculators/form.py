"""What all calculator forms have in common: figures in, a result out, errors at their fields."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext

from smart315.entitlements import BadFigure, Rate, Result
from smart315.kernel.workdays import Calendar
from smart315.parameters import queries as parameters
from smart315.parameters.snapshot import Snapshot


@dataclass(frozen=True)
class Rules:
    """The register as a calculator asks it: floors, rates and calendar on one day."""

    snapshot: Snapshot
    on: date
    region_code: str = ""

    @property
    def calendar(self) -> Calendar:
        """Return the calendar of the place."""
        return self.snapshot.calendar(self.region_code)

    def floor(self, key: str) -> int:
        """Return a least amount of the law, in fen."""
        return int(self.snapshot.value(key, self.on))

    def rates(self, key: str) -> list[Rate]:
        """Return every version of a published rate."""
        versions = self.snapshot.rules.get(key, ())
        return [Rate(each.effective_from, int(each.value)) for each in versions]


def rules(on: date, region_code: str = "") -> Rules:
    """Return the register for a calculation on a day; one query."""
    return Rules(parameters.snapshot(), on, region_code)


class CalculatorForm(forms.Form):
    """A form whose fields are named like those of its facts.

    `from_case` says which column of a complaint a field begins with.
    """

    use_required_attribute = False
    from_case: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, rules: Rules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = rules
        for field in self.fields.values():
            missing = gettext("请填写：%(what)s。") % {"what": field.label}
            field.error_messages["required"] = missing

    def result(self) -> Result | None:
        """Return the calculation; None when a figure is missing or cannot be, said at its field."""
        if not self.is_valid():
            return None
        try:
            return self.calculated(self.figures())
        except BadFigure as bad:
            field = bad.field if bad.field in self.fields else None
            self.add_error(field, bad.said(gettext))
            return None

    def figures(self) -> dict[str, Any]:
        """Return what was filled in; what was left empty takes the default of the facts."""
        data = self.cleaned_data
        return {name: value for name, value in data.items() if value not in {None, ""}}

    def calculated(self, figures: dict[str, Any]) -> Result:
        """Calculate from the figures; raises BadFigure."""
        raise NotImplementedError
