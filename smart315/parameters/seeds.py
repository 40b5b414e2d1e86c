"""The delivered register: every declared rule, and the calendar as far as it is known."""

from datetime import datetime
from typing import NamedTuple

from smart315.parameters import actions
from smart315.parameters.official import delivered
from smart315.parameters.register import DECLARED


class Loaded(NamedTuple):
    """How many rules and years were written."""

    rules: int
    years: int


def load(at: datetime) -> Loaded:
    """Put the register in place; running it again changes nothing."""
    rules = actions.load_rules(declared=DECLARED.values(), at=at)
    years = actions.load_years(years=delivered(), at=at)
    return Loaded(rules, years)
