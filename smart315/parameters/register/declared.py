"""The shape of one declared parameter."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise


# The amended Consumer Protection Law entered into force; older limits were never recorded.
SINCE = date(2014, 3, 15)


@dataclass(frozen=True)
class Declared:
    """A parameter as it is delivered: key, Chinese title, value, and what it rests on.

    A statutory one cannot be changed. `floor` names the statutory limit below which an editable
    one may not go.
    """

    key: str
    title: Promise | str
    value: Any
    basis: str
    statutory: bool = False
    effective_from: date = SINCE
    floor: str = ""
