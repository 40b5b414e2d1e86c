"""The shape of one declared parameter."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise


# The amended Consumer Protection Law entered into force; older limits were never recorded.
SINCE = date(2014, 3, 15)


@dataclass(frozen=True)
class Declared:
    """A parameter as it is delivered: key, Chinese title, value, and what it rests on.

    A statutory one cannot be changed. `floor` names the statutory limit below which an editable
    one may not go. `earlier` are the versions before it, oldest first, each with its first day.
    `choices` are the values that a name may take, with what they mean.
    """

    key: str
    title: Promise | str
    value: Any
    basis: str
    statutory: bool = False
    effective_from: date = SINCE
    floor: str = ""
    earlier: tuple[tuple[date, Any], ...] = ()
    choices: tuple[tuple[str, Promise | str], ...] = ()

    @property
    def versions(self) -> list[tuple[date, date | None, Any]]:
        """Return every delivered version: first day, last day if it has one, value."""
        rows = [*self.earlier, (self.effective_from, self.value)]
        ends = [begins - timedelta(days=1) for begins, _value in rows[1:]]
        return [
            (begins, end, value) for (begins, value), end in zip(rows, [*ends, None], strict=True)
        ]
