"""The whole register in memory, as it stood at one revision."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from smart315.kernel.workdays import Calendar, Limit


class NotInForce(LookupError):  # noqa: N818 - the state of a rule
    """The register has no such rule on that day: it was not loaded, or the key is wrong."""


@dataclass(frozen=True)
class RuleInForce:
    """A rule as it holds from one day on; `value` is a Limit or a plain value."""

    key: str
    value: Any
    basis: str
    statutory: bool
    effective_from: date
    effective_to: date | None = None
    note: str = ""

    @property
    def limit(self) -> Limit:
        """Return the value as a limit; raise TypeError when it is none."""
        if not isinstance(self.value, Limit):
            raise TypeError(f"{self.key} is not a limit.")
        return self.value

    def holds(self, on: date) -> bool:
        """Tell whether the rule is in force on the day."""
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)


@dataclass(frozen=True)
class Snapshot:
    """Rules by key (oldest first), special days by region and day, years with a notice."""

    token: uuid.UUID | None
    rules: Mapping[str, Sequence[RuleInForce]]
    days: Mapping[str, Mapping[date, tuple[bool, str]]]
    official_years: frozenset[int]
    _calendars: dict[tuple[str, bool], Calendar] = field(default_factory=dict, compare=False)

    def rule(self, key: str, on: date) -> RuleInForce:
        """Return the rule in force on the day; raise NotInForce when there is none."""
        for each in self.rules.get(key, ()):
            if each.holds(on):
                return each
        raise NotInForce(f"No rule {key!r} is in force on {on}; was load_reference run?")

    def limit(self, key: str, on: date) -> Limit:
        """Return the limit as it stood on the day."""
        return self.rule(key, on).limit

    def value(self, key: str, on: date) -> Any:
        """Return the plain value as it stood on the day."""
        return self.rule(key, on).value

    def calendar(self, region_code: str = "", *, on: date | None = None) -> Calendar:
        """Return the calendar of the place, with its local holidays (WD-7).

        `on` says as of which day the two switches of counting hold; without it, the newest hold.
        """
        region = region_code if self._switch("calendar.region", on) else ""
        roll = self._switch("deadline.roll_weekend", on)
        if (region, roll) not in self._calendars:
            self._calendars[region, roll] = self._built(region, roll_weekend=roll)
        return self._calendars[region, roll]

    def _switch(self, key: str, on: date | None) -> bool:
        if on is not None:
            return bool(self.value(key, on))
        versions = self.rules.get(key, ())
        return bool(versions[-1].value) if versions else True

    def _built(self, region_code: str, *, roll_weekend: bool) -> Calendar:
        days: dict[date, tuple[bool, str]] = {}
        for place in _from_country_down(region_code):
            days |= self.days.get(place, {})
        return Calendar(
            holidays={day: name for day, (worked, name) in days.items() if not worked},
            makeup_workdays={day: name for day, (worked, name) in days.items() if worked},
            official_years=self.official_years,
            roll_weekend=roll_weekend,
        )


def _from_country_down(region_code: str) -> list[str]:
    """Return the codes that hold at the place, the nearest last (GB/T 2260)."""
    if not region_code:
        return [""]
    above = ["", f"{region_code[:2]}0000", f"{region_code[:4]}00", region_code[:6], region_code]
    return list(dict.fromkeys(above))
